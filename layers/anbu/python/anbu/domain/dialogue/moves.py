"""The sentences of a turn, and the moves that every step shares. Sentences are keys of the approved text."""

from dataclasses import dataclass, replace
from datetime import datetime

from anbu.domain.dialogue.dialogue import Dialogue, Ending, Step
from anbu.domain.dialogue.interview import Interview


@dataclass(frozen=True, slots=True)
class Reply:
    """What is said: keys of texts (`texts`) or ids of questions, in order."""

    parts: tuple[str, ...]
    topic: str = ""
    """What is asked about (contract 3)."""
    question: str = ""
    ending: Ending | None = None
    opening: str = ""
    """A model's acknowledgement that passed the check; it stands before the parts."""
    acknowledges: bool = False
    """The first part only says that we listened: a checked acknowledgement may stand in its place."""

    def after(self, *parts: str) -> "Reply":
        """The same, with these sentences before it."""
        return replace(self, parts=(*parts, *self.parts), acknowledges=False)


_AGAIN = {
    Step.IDENTITY: ("identity", "identity"),
    Step.FETCH: ("fetch", "identity"),
    Step.FETCHED: ("greeting_fetched", "identity"),
    Step.CONSENT: ("consent_again", "consent"),
    Step.CONFIRM_STOP: ("confirm_stop", "consent"),
    Step.LATER_WHEN: ("later_when_again", ""),
    Step.OFFER: ("offer", ""),
    Step.WHO_CALLS: ("name_again", "identity"),
    Step.UNKNOWN_CALLER: ("unknown_again", ""),
    Step.FOLLOW_UP: ("follow_up", ""),
}


def say(*parts: str, topic: str = "") -> Reply:
    """These sentences."""
    return Reply(parts, topic=topic)


def ask(question_id: str, interview: Interview) -> Reply:
    """One question of the interview."""
    return Reply((question_id,), topic=interview.questions[question_id].topic, question=question_id)


def ask_again(here: Dialogue, interview: Interview) -> Reply:
    """What was asked last, once more."""
    if here.step is Step.QUESTION:
        return ask(here.question, interview)
    part, topic = _AGAIN[here.step]
    return Reply((part,), topic=topic)


def close(here: Dialogue, ending: Ending, *parts: str) -> tuple[Dialogue, Reply]:
    """The last sentences of the call."""
    return replace(here, step=Step.ENDED), Reply(parts, ending=ending)


def closing(here: Dialogue, ending: Ending, *before: str) -> tuple[Dialogue, Reply]:
    """The full closing with whom to ring; after danger with every number that helps."""
    return close(here, ending, *before, "closing_danger" if here.dangers else "closing")


def time_is_up(here: Dialogue, now: datetime, interview: Interview) -> bool:
    """Whether it is time to close."""
    return now - here.started_at >= interview.limits.close
