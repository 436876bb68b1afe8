"""What an utterance says about the ten topics: by its own words, else as an answer to the question; weighed again."""

from anbu.domain.counselling.record import DangerKind, Topic, TopicState
from anbu.domain.listening.answers import Answer, answer_to, own_words
from anbu.domain.listening.heard import About, DangerMention, TopicMention
from anbu.domain.listening.negation import rule
from anbu.domain.listening.places import Stretch
from anbu.domain.listening.question import Question, answer_rule
from anbu.domain.listening.sentences import Sentence
from anbu.domain.listening.standing import Place, Standing, standing
from anbu.domain.listening.topic_lexicon import TopicEntry, topic_entries, topic_sieve
from anbu.domain.listening.weighing import weight_of_answer

OF_DANGER = {
    DangerKind.SELF_HARM: (Topic.MENTAL_HEALTH, "자살·자해를 생각함"),
    DangerKind.VIOLENCE: (Topic.SAFETY, "폭력·위협을 겪고 있음"),
    DangerKind.NO_FOOD: (Topic.LIVING_COSTS, "끼니를 잇지 못함"),
    DangerKind.MEDICAL_EMERGENCY: (Topic.HEALTH, "응급 증상이 있음"),
    DangerKind.LOSING_HOME: (Topic.HOUSING, "살 곳을 잃었거나 곧 잃음"),
}
"""A danger is a problem of a topic too. Utilities off may be arrears or a broken boiler: their own words decide."""
ANSWERED = "묻는 말에 어려움이 있다고 답함"
ANSWERED_OK = "묻는 말에 어려움이 없다고 답함"
BARE = 8
"""Up to so many letters an answer is a bare one: yes, no, none, fine."""
TROUBLE, FINE = 0.5, 0.65
"""From which chances on the weights tell of trouble, or that there is none. Chosen on lots not learnt from."""
ELSEWHERE = 0.75
"""From which chance on they tell of trouble where the words are of another topic: «전기세가 밀렸어요» is no illness."""
AGAINST = 0.78
"""From which chance on they are believed against an entry."""


def hear_topics(
    said: tuple[Sentence, ...], question: Question, dangers: tuple[DangerMention, ...], *, helper: bool = False
) -> tuple[TopicMention, ...]:
    """Every mention in order. Words of their own go before a bare answer; a topic not asked needs words of its own.

    What the topic asked about comes to, is weighed once more: in more words than a bare answer the letters tell more.
    """
    found = [_of_danger(danger) for danger in dangers if danger.about is About.RESIDENT_OR_HOUSEHOLD]
    by_danger = [mention for mention in found if mention]
    mentions = [mention for sentence in said for mention in _own(sentence, question, helper)]
    told = {mention.topic for mention in (*by_danger, *mentions) if not mention.sign}
    whole = " ".join(sentence.plain for sentence in said)
    for topic in question.topics:
        if topic in told:
            mentions = _unless_outweighed(mentions, topic, question, said)
        elif len(whole) > BARE and not answer_rule("answer", "unheard").search(whole):
            mentions += _weighed(topic, question, said, ELSEWHERE if told else TROUBLE, FINE)
    if len(whole) <= BARE and told.isdisjoint(question.topics):
        mentions += _answered(said, question, elsewhere=bool(told))
    return (*by_danger, *mentions)


def _unless_outweighed(
    mentions: list[TopicMention], topic: Topic, question: Question, said: tuple[Sentence, ...]
) -> list[TopicMention]:
    """What the entries heard of the topic, or the opposite if the whole answer weighs so much against them."""
    mine = {mention.state for mention in mentions if mention.topic is topic and not mention.sign}
    against = [one for one in _weighed(topic, question, said, AGAINST, AGAINST) if mine and one.state not in mine]
    if not against:
        return mentions
    return [mention for mention in mentions if mention.topic is not topic or mention.sign] + against


def _weighed(
    topic: Topic, question: Question, said: tuple[Sentence, ...], trouble: float, fine: float
) -> list[TopicMention]:
    """What the letters of the whole answer tell, proven by the sentence that weighs most for it."""
    weight = weight_of_answer(" ".join(sentence.plain for sentence in said), topic, question)
    state: TopicState = "problem" if weight.problem > weight.ok else "ok"
    if weight.of(state) <= (trouble if state == "problem" else fine):
        return []
    proof = max(said, key=lambda sentence: weight_of_answer(sentence.plain, topic, question).of(state))
    return [TopicMention(topic, state, ANSWERED if state == "problem" else ANSWERED_OK, proof.said)]


def _of_danger(danger: DangerMention) -> TopicMention | None:
    if danger.kind not in OF_DANGER:
        return None
    topic, say = OF_DANGER[danger.kind]
    return TopicMention(topic, "problem", say, danger.quote)


def _own(sentence: Sentence, question: Question, helper: bool) -> list[TopicMention]:
    plain = sentence.plain
    found: dict[Topic, TopicMention] = {}
    entries = topic_entries()
    for entry in (entries[n] for n in topic_sieve().candidates(plain)):
        state = _state(entry, plain, helper)
        if state is None or (entry.id == "arrears.behind" and _is_debt(question, plain)):
            continue
        mention = TopicMention(
            entry.topic,
            state,
            entry.say if state == entry.state else _opposite(state),
            sentence.said,
            sign=entry.sign and state == "problem",
            corrects=_corrects(plain),
        )
        known = found.get(entry.topic)
        if known is None or known.sign or (known.state == "ok" and state == "problem" and not _turned(entry, state)):
            found[entry.topic] = mention
    return list(found.values())


def _state(entry: TopicEntry, plain: str, helper: bool) -> TopicState | None:
    match = entry.pattern.search(plain)
    if match is None:
        return None
    if entry.unless and entry.unless.search(plain) and not (entry.although and entry.although.search(plain)):
        return None
    if entry.danger and rule("veto", entry.danger).search(plain):
        return None
    if entry.state == "ok":
        return "ok"
    place = Place(plain, Stretch(match.start(), match.start(), match.end()))
    meant = standing(place, must_be_done=False, helper=helper, inflicted=entry.topic is Topic.SAFETY)
    if meant is Standing.PRESENT and not answer_rule("correction", "mistaken").search(plain):
        return "problem"
    return "ok" if meant in (Standing.DENIED, Standing.OVER, Standing.PRESENT) and not entry.sign else None


def _opposite(state: TopicState) -> str:
    return "어려움이 없거나 해결되었다고 함" if state == "ok" else ANSWERED


def _turned(entry: TopicEntry, state: TopicState) -> bool:
    return entry.state != state


def _is_debt(question: Question, plain: str) -> bool:
    return Topic.DEBT in question.topics and Topic.ARREARS not in question.topics and "요금" not in plain


def _corrects(plain: str) -> bool:
    back = answer_rule("correction", "taken_back").search(plain)
    solved = answer_rule("correction", "solved").search(plain)
    return bool(back or solved or answer_rule("correction", "words").search(plain))


def _clearest_first(said: tuple[Sentence, ...], question: Question) -> list[tuple[Sentence, Answer]]:
    """Answers in their own words before a bare yes or no ("아니요. 괜찮아요.")."""
    answers = [(sentence, answer_to(question, sentence.plain)) for sentence in said]
    answers = [(sentence, answer) for sentence, answer in answers if answer is not Answer.NOTHING]
    return sorted(answers, key=lambda one: own_words(one[0].plain) is Answer.NOTHING)


def _answered(said: tuple[Sentence, ...], question: Question, *, elsewhere: bool) -> list[TopicMention]:
    for sentence, answer in _clearest_first(said, question):
        if elsewhere and answer is Answer.TROUBLE:
            return []
        state: TopicState = "problem" if answer is Answer.TROUBLE else "ok"
        say = ANSWERED if answer is Answer.TROUBLE else ANSWERED_OK
        return [TopicMention(topic, state, say, sentence.said) for topic in question.topics]
    return []
