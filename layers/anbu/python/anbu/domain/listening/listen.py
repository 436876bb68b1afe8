"""`listen`: what one utterance says, as an answer to the question before it."""

from anbu.domain.counselling.record import Topic
from anbu.domain.listening.answers import literally, polarity_of
from anbu.domain.listening.ellipsis import filled_in
from anbu.domain.listening.hear_answer import hear_answer
from anbu.domain.listening.hear_danger import hear_danger, hear_taken_back
from anbu.domain.listening.hear_requests import hear_requests
from anbu.domain.listening.hear_topics import hear_topics
from anbu.domain.listening.heard import DangerMention, Heard, Polarity
from anbu.domain.listening.morphology import Morphology
from anbu.domain.listening.question import Expects, answer_rule, understand
from anbu.domain.listening.sentences import Sentence, sentences


def listen(
    text: str, *, question: str = "", asked: Topic | None = None, analyse: Morphology, helper: bool = False
) -> Heard:
    """What `text` says. Pure, deterministic, a few milliseconds.

    `question`: the agent's words before it; `asked`: the topic they ask about, if known (else inferred);
    `helper`: the speaker reports of the resident. Quotes are letter for letter part of `text`.
    """
    said = sentences(text)
    understood = understand(question, asked)
    dangers = _once((*hear_danger(filled_in(said, understood), analyse, helper=helper), *hear_answer(said, understood)))
    polarity = _first_clear(said, question, asked)
    believed = tuple(sentence for sentence in said if not answer_rule("instruction", "words").search(sentence.plain))
    return Heard(
        dangers,
        hear_topics(believed, understood, dangers, helper=helper),
        hear_requests(believed, question if understood.expects is Expects.OPEN else ""),
        polarity,
        taken_back=hear_taken_back(said, analyse),
        instructs=len(believed) < len(said),
    )


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
