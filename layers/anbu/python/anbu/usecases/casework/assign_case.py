"""A case is put on somebody's own list."""

from dataclasses import replace

from anbu.domain.cases.state import State
from anbu.domain.casework.access import Official
from anbu.domain.casework.audit import Act
from anbu.domain.casework.roles import Permit
from anbu.domain.ids import AreaCode
from anbu.ports import Change, Conflict, Replace
from anbu.usecases.casework.act_on_case import Writing
from anbu.usecases.casework.desk import Desk
from anbu.usecases.casework.keep import already_done, keep
from anbu.usecases.casework.own_list import put_on, taken_off
from anbu.usecases.casework.refusals import Incomplete, SomeoneWasFaster
from anbu.usecases.casework.who_asks import reachable_case, who_asks

PERMIT, ACT = Permit.WORK, Act.ASSIGN


def assign_case(desk: Desk, writing: Writing, official: str | None) -> None:
    """Gives the case to an official who may work on it, or (None) back to the town.

    Raises:
        Incomplete: nobody of that id may work on this case. It is not said whether there is such an official.
        SomeoneWasFaster: the case is not as it was read.
    """
    case = reachable_case(desk, writing.caller, writing.case_id, writing.permit)
    if already_done(desk, writing.caller, writing.once):
        return
    if writing.read is not None and case.version != writing.read:
        raise SomeoneWasFaster
    if official is not None and not _may_work(desk, official, case.area):
        raise Incomplete("cannot_assign", "이 지역의 사례를 맡을 수 없는 담당자입니다. 목록에서 골라 주세요.")
    changes: list[Change] = [Replace(replace(case, assignee=official))]
    if case.assignee != official:
        changes += taken_off(desk, case)
        changes += put_on(desk, case, official, writing.caller.id) if case.state is not State.CLOSED else ()
    try:
        keep(desk, writing.caller, ACT, case.id, *changes, detail=(official or "",), once=writing.once, result="1")
    except Conflict:
        raise SomeoneWasFaster from None


def _may_work(desk: Desk, official: str, area: AreaCode) -> bool:
    if desk.ledger.get(Official, official) is None:
        return False
    return who_asks(desk, official).may(Permit.WORK, area, desk.areas)
