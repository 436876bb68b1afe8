"""What a decision that holds does to its case."""

from dataclasses import replace
from datetime import date, datetime

from anbu.domain.cases.case import Case, move
from anbu.domain.cases.state import State
from anbu.domain.casework.decisions import DAYS, Decision
from anbu.domain.casework.work_done import Referral
from anbu.domain.ids import AreaCode
from anbu.domain.times import KST, aware
from anbu.ports import Change, Create
from anbu.usecases.casework.desk import Desk
from anbu.usecases.casework.own_list import taken_off
from anbu.usecases.take_step import changes


def carried_out(desk: Desk, case: Case, decision: Decision, *, by: str, rule: str) -> tuple[Change, ...]:
    """What a decision that holds does to the case: its new state, and with a referral the agency's row."""
    now = desk.clock.now()
    reason = desk.reasons.get(decision.reason or "")
    to = decision.kind.leads_to
    moved = replace(
        case,
        decision=decision.kind,
        attempt=None,
        closed_as=reason.outcome if reason and to is State.CLOSED else None,
        spared=case.spared or bool(reason and reason.ends_calls and to is State.CLOSED),
    )
    due = None if to is State.CLOSED else due_time(desk, case.area, to, now, decision.due)
    event = f"decision-{decision.n}:{decision.reason or decision.kind}"
    made: tuple[Change, ...] = changes(move(moved, now, to=to, due=due, rule=rule, event=event, by=by))
    if to is State.CLOSED:
        return (*made, *taken_off(desk, case))
    if decision.kind.is_referral and due is not None:
        return (*made, Create(Referral(case.id, decision.n, decision.agency or "", now.date(), due.date())))
    return made


def due_time(desk: Desk, area: AreaCode, to: State, now: datetime, wanted: date | datetime | None = None) -> datetime:
    """The moment wanted, or the end of office hours on the day wanted, or after the working days of that state.

    Never in the past: what was wanted for then is due on the next working day.
    """
    window = desk.ladder(area).staff_window
    if wanted is not None:
        due = aware(wanted) if isinstance(wanted, datetime) else datetime.combine(wanted, window.closes, KST)
        if due > now:
            return due
    return window.add_working_days(now, DAYS.get(to, 1) if wanted is None else 1)
