"""An official rang the household: what it came to, and where the case goes from there."""

from dataclasses import replace
from datetime import datetime

from anbu.domain.cases.case import Case, move
from anbu.domain.cases.state import State
from anbu.domain.casework.audit import Act
from anbu.domain.casework.decisions import DECIDABLE
from anbu.domain.casework.not_now import why_not_now
from anbu.domain.casework.roles import Permit
from anbu.domain.casework.work_done import Contacted, StaffCall
from anbu.ports import Change
from anbu.usecases.casework.act_on_case import Writing, act_on_case
from anbu.usecases.casework.carry_out import due_time
from anbu.usecases.casework.desk import Desk
from anbu.usecases.casework.open_case import rows
from anbu.usecases.casework.refusals import Incomplete, NotNow
from anbu.usecases.take_step import changes

PERMIT, ACT = Permit.WORK, Act.CALL
SPOKE = frozenset({Contacted.MET, Contacted.FAMILY_MET, Contacted.REFUSED, Contacted.MOVED})


def record_call(desk: Desk, writing: Writing, result: Contacted, note: str, at: datetime | None = None) -> StaffCall:
    """Writes the call down. Silence climbs: after the ladder's staff budget somebody goes there.

    Raises:
        NotNow: the case is the machine's, with a checker, or closed.
    """

    def make(case: Case) -> tuple[StaffCall, tuple[Change, ...]]:
        if case.state not in DECIDABLE:
            raise NotNow("not_yours_now", why_not_now(case.state, desk.words))
        now = desk.clock.now()
        refuse_future(at, now)
        call = StaffCall(case.id, len(rows(desk, StaffCall, case.id)) + 1, writing.caller.id, at or now, result, note)
        return call, _moved(desk, case, call, now)

    return act_on_case(desk, writing, StaffCall, make, why=result)


def refuse_future(at: datetime | None, now: datetime) -> None:
    """What has not been yet cannot be written down.

    Raises:
        Incomplete: it lies ahead.
    """
    if at is not None and at > now:
        raise Incomplete("not_yet", "아직 오지 않은 시각입니다. 통화하거나 방문한 때를 확인해 주세요.")


def _moved(desk: Desk, case: Case, call: StaffCall, now: datetime) -> tuple[Change, ...]:
    tried = replace(case, staff_tries=case.staff_tries + 1)
    if call.result in SPOKE:
        to, rule = State.DECIDE, "staff_reached"
        tried = replace(tried, reached_self=tried.reached_self or call.result is Contacted.MET)
    elif tried.staff_tries >= desk.ladder(case.area).staff_budget:
        to, rule = State.VISIT, "staff_budget_used_up"
    else:
        to, rule = State.STAFF_CALL, "staff_again"
    due = due_time(desk, case.area, to, now)
    return changes(move(tried, now, to=to, due=due, rule=rule, event=_event(call), by=call.by))


def _event(call: StaffCall) -> str:
    return f"staff_call-{call.n}:{call.result}"
