"""`listen`: what one utterance says, as an answer to the question before it."""

from anbu.domain.counselling.record import Topic
from anbu.domain.listening.hear_danger import hear_danger
from anbu.domain.listening.heard import Heard
from anbu.domain.listening.morphology import Morphology
from anbu.domain.listening.sentences import sentences


def listen(
    text: str, *, question: str = "", asked: Topic | None = None, analyse: Morphology, helper: bool = False
) -> Heard:
    """What `text` says. Pure, deterministic, about a millisecond.

    `question`: the agent's words before it; `asked`: the topic they ask about, if known (else inferred);
    `helper`: the speaker reports of the resident. Quotes are letter for letter part of `text`.
    """
    said = sentences(text)
    return Heard(dangers=hear_danger(said, analyse, helper=helper))
