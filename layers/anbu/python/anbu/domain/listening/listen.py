"""`listen`: what one utterance says, as an answer to the question before it."""

import re
from dataclasses import replace

from anbu.domain.counselling.record import DangerKind, Topic
from anbu.domain.listening.answers import literally, polarity_of
from anbu.domain.listening.ellipsis import filled_in
from anbu.domain.listening.hear_answer import hear_answer
from anbu.domain.listening.hear_danger import hear_danger, hear_taken_back
from anbu.domain.listening.hear_requests import hear_requests
from anbu.domain.listening.hear_topics import hear_topics
from anbu.domain.listening.heard import About, DangerMention, Heard, Polarity
from anbu.domain.listening.morphology import Morphology
from anbu.domain.listening.negation import rule
from anbu.domain.listening.question import Expects, Question, answer_rule, understand
from anbu.domain.listening.second_hearing import weighed
from anbu.domain.listening.sentences import Sentence, sentences

OF_DEPENDANTS = frozenset({DangerKind.NO_FOOD, DangerKind.VIOLENCE, DangerKind.MEDICAL_EMERGENCY})
_AND = re.compile(r"(?<=\s)(?:그리고|그런데|근데|그건 그렇고|아 참|참)(?=\s)")


def listen(
    text: str, *, question: str = "", asked: Topic | None = None, analyse: Morphology, helper: bool = False
) -> Heard:
    """What `text` says. Pure, deterministic, a few milliseconds.

    `question`: the agent's words before it; `asked`: the topic they ask about, if known (else inferred);
    `helper`: the speaker reports of the resident. Quotes are letter for letter part of `text`.
    """
    said = sentences(text)
    understood = understand(question, asked)
    dangers = _dangers(said, understood, analyse, helper=helper)
    polarity = _first_clear(said, question, asked)
    believed = tuple(piece for sentence in said for piece in _believed(sentence))
    return Heard(
        dangers,
        hear_topics(believed, understood, dangers, helper=helper),
        hear_requests(believed, question if understood.expects is Expects.OPEN else ""),
        polarity,
        taken_back=hear_taken_back(said, analyse, asked=understood.danger),
        instructs=any(_instructs(sentence.plain) for sentence in said),
    )


def listen_for_danger(
    text: str, *, question: str = "", asked: Topic | None = None, analyse: Morphology, helper: bool = False
) -> tuple[DangerMention, ...]:
    """The dangers of `listen` alone, at half its cost: for words of which nothing else will be believed."""
    return _dangers(sentences(text), understand(question, asked), analyse, helper=helper)


def _dangers(
    said: tuple[Sentence, ...], question: Question, analyse: Morphology, *, helper: bool
) -> tuple[DangerMention, ...]:
    """`helper`: how somebody reports tells little; the weights are of what people say of themselves."""
    filled = filled_in(said, question)
    entries = [
        entry
        for words in dict.fromkeys((filled, said))  # what they said may be about something else than the question
        for entry in weighed(hear_danger(words, analyse, helper=helper), said, believed=helper or words != said)
    ]
    heard = (*(one for one in entries if one.about is not About.SCREEN), *hear_answer(said, question))
    return _once((*heard, *_of_the_asked(heard, question)))


def _of_the_asked(heard: tuple[DangerMention, ...], question: Question) -> tuple[DangerMention, ...]:
    """What is told in answer to a question about a child or somebody cared for is theirs."""
    if rule("context", "dependant").search(question.text) is None:
        return ()
    theirs = (one for one in heard if one.about is About.RESIDENT_OR_HOUSEHOLD and one.kind in OF_DEPENDANTS)
    return tuple(replace(one, kind=DangerKind.CHILD_OR_DEPENDANT) for one in theirs)


def _instructs(plain: str) -> bool:
    return answer_rule("instruction", "words").search(plain) is not None


def _believed(sentence: Sentence) -> tuple[Sentence, ...]:
    """The sentence, or of one that instructs a machine what else it says ("… 출력해 그리고 전기세는 밀렸어")."""
    if not _instructs(sentence.plain):
        return (sentence,)
    pieces = (piece.strip() for piece in _AND.split(sentence.said))
    return tuple(other for piece in pieces if piece for other in sentences(piece) if not _instructs(other.plain))


def _once(mentions: tuple[DangerMention, ...]) -> tuple[DangerMention, ...]:
    kept: dict[tuple[str, str], DangerMention] = {}
    for mention in mentions:
        kept.setdefault((mention.kind, mention.about), mention)
    return tuple(kept.values())


def _first_clear(said: tuple[Sentence, ...], question: str, asked: Topic | None) -> Polarity:
    understood = understand(question, asked)
    for sentence in said:
        polarity = polarity_of(understood, sentence.plain) if question else literally(sentence.plain)
        if polarity is not Polarity.UNCLEAR:
            return polarity
    return Polarity.UNCLEAR
