"""A paused round acts towards nobody; a stopped one never again, and its people go to people (design, «rounds»)."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from anbu.domain.cases.case import Case
from anbu.domain.cases.round import Round, RoundState
from anbu.domain.cases.state import State
from anbu.ports import Change
from anbu.usecases.take_step import to_state
from anbu.usecases.worlds import Work

LOOK_AGAIN = timedelta(hours=1)
"""How soon after a round has been resumed its people are due again, at the latest."""


@dataclass(frozen=True, slots=True)
class Held:
    """The changes for a case that must not be acted on now."""

    changes: tuple[Change, ...]


def held_by_round(work: Work, case: Case, found: Round | None, now: datetime) -> Held | None:
    """What becomes of a case whose round, as it was `found`, does not act; None if it acts.

    A sealed round acts: everybody in it was decided, and who is asked after since then was reopened by a person.
    """
    if found is None or found.state not in {RoundState.PAUSED, RoundState.STOPPED}:
        return None
    if found.state is RoundState.PAUSED:
        due = now + LOOK_AGAIN
        return Held(to_state(case, now, to=case.state, due=due, rule="round_paused", event="round:paused"))
    ladder = work.ladder(case.area)
    due = ladder.staff_window.add_working_days(now, ladder.staff_call_days)
    return Held(to_state(case, now, to=State.STAFF_CALL, due=due, rule="round_stopped", event="round:stopped"))
