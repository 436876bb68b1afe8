"""An official stood at the door: what was found, and where the case goes from there."""

from dataclasses import replace
from datetime import datetime

from anbu.domain.cases.case import Case, move
from anbu.domain.cases.state import State
from anbu.domain.casework.audit import Act
from anbu.domain.casework.decisions import DECIDABLE
from anbu.domain.casework.not_now import why_not_now
from anbu.domain.casework.roles import Permit
from anbu.domain.casework.work_done import Contacted, Visit
from anbu.ports import Change
from anbu.usecases.casework.act_on_case import Writing, act_on_case
from anbu.usecases.casework.carry_out import due_time
from anbu.usecases.casework.desk import Desk
from anbu.usecases.casework.open_case import rows
from anbu.usecases.casework.record_call import SPOKE, refuse_future
from anbu.usecases.casework.refusals import NotNow
from anbu.usecases.take_step import changes

PERMIT, ACT = Permit.WORK, Act.VISIT
OFTEN = 3
"""Visits to a closed door after which somebody decides what else to do: postal check, police, landlord."""


def record_visit(
    desk: Desk, writing: Writing, result: Contacted, note: str, *, danger: bool = False, at: datetime | None = None
) -> Visit:
    """Writes the visit down. A danger seen makes the case urgent, at once.

    Raises:
        NotNow: the case is the machine's, with a checker, or closed.
    """

    def make(case: Case) -> tuple[Visit, tuple[Change, ...]]:
        if case.state not in DECIDABLE:
            raise NotNow("not_yours_now", why_not_now(case.state, desk.words))
        now = desk.clock.now()
        refuse_future(at, now)
        n = len(rows(desk, Visit, case.id)) + 1
        visit = Visit(case.id, n, writing.caller.id, at or now, result, note, danger)
        return visit, _moved(desk, case, visit, now)

    return act_on_case(desk, writing, Visit, make, why=result)


def _moved(desk: Desk, case: Case, visit: Visit, now: datetime) -> tuple[Change, ...]:
    gone = replace(case, visits=case.visits + 1, danger=case.danger or visit.danger)
    if visit.result in SPOKE or visit.danger:
        to, rule = State.DECIDE, "visited_met"
        gone = replace(gone, reached_self=gone.reached_self or visit.result is Contacted.MET)
    elif gone.visits >= OFTEN:
        to, rule = State.DECIDE, "visited_often"
    else:
        to, rule = State.VISIT, "visited_nobody"
    due = due_time(desk, case.area, to, now, now.date() if visit.danger else None)
    event = f"visit-{visit.n}:{visit.result}"
    return changes(move(gone, now, to=to, due=due, rule=rule, event=event, by=visit.by))
