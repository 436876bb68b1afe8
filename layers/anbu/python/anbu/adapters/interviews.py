"""The approved interview as it is shipped, with the scale that a local government chose. Read once a process."""

from collections.abc import Mapping
from functools import cache

from anbu.adapters.morphology import analyse
from anbu.data import load
from anbu.domain.counselling.record import Topic
from anbu.domain.dialogue.interview import Interview, interview_from
from anbu.domain.dialogue.scales import scale_from
from anbu.domain.dialogue.signals import signals_from
from anbu.domain.dialogue.understand import Listener
from anbu.domain.listening.heard import DangerMention, Heard
from anbu.domain.listening.listen import listen, listen_for_danger


@cache
def interview(scale: str = "") -> Interview:
    """The interview; `scale` is a code of `data/isolation_scales.toml`, or nothing for the common question.

    Raises:
        LookupError: there is no such scale.
    """
    categories = {code: entry["category"] for code, entry in load("indicators")["indicator"].items()}
    shipped = interview_from(load("interview"), categories, signals_from(load("signals")))
    if not scale:
        return shipped
    table = load("isolation_scales").get(scale)
    if not isinstance(table, Mapping):
        raise LookupError(f"there is no isolation scale {scale!r}")  # noqa: TRY004 - the name is wrong, not a type
    return shipped.with_scale(scale_from(scale, table))


def hear(text: str, question: str, asked: Topic | None, helper: bool) -> Heard:
    """Everything that words say, with the morphological analyser of this process."""
    return listen(text, question=question, asked=asked, analyse=analyse, helper=helper)


def hear_danger(text: str, question: str, asked: Topic | None, helper: bool) -> tuple[DangerMention, ...]:
    """The dangers in words, with the same analyser."""
    return listen_for_danger(text, question=question, asked=asked, analyse=analyse, helper=helper)


LISTENER = Listener(hear, hear_danger)
"""The listener of this process."""
