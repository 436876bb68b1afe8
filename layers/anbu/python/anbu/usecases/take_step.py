"""Moves a case to its next step: the only way in which the machine moves a case."""

from datetime import datetime

from anbu.domain.cases.case import Case, StoryEntry, move
from anbu.domain.cases.ladder import Ladder
from anbu.domain.cases.next_step import Step, next_step, rung_again_at
from anbu.domain.cases.state import State
from anbu.domain.values import replace
from anbu.ports import Create, Replace


def to_next_step(case: Case, ladder: Ladder, now: datetime, event: str) -> tuple[Replace, Create]:
    """The changes that bring a case to what `next_step` says, with its line of the story."""
    return _taken(case, next_step(case, ladder, now), now, event)


def to_call_at(
    case: Case, ladder: Ladder, now: datetime, at: datetime, *, rule: str, event: str
) -> tuple[Replace, Create]:
    """The changes that let a case wait for a call at `at`, or give it to people where no window is known that far."""
    return _taken(case, rung_again_at(case, at, ladder, now, rule), now, event)


def _taken(case: Case, step: Step, now: datetime, event: str) -> tuple[Replace, Create]:
    return changes(
        move(replace(case, attempt=None), now, to=step.kind.state, due=step.due, rule=step.rule, event=event)
    )


def to_state(case: Case, now: datetime, *, to: State, due: datetime, rule: str, event: str) -> tuple[Replace, Create]:
    """The changes that bring a case into a state of the machine's (or `stuck`), with its line of the story."""
    return changes(move(case, now, to=to, due=due, rule=rule, event=event))


def changes(moved: tuple[Case, StoryEntry]) -> tuple[Replace, Create]:
    """A move as changes of the ledger: the case and its story stand or fall together."""
    case, entry = moved
    return Replace(case), Create(entry)
