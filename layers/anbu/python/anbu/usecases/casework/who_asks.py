"""Who is asking, and what they may reach. Every use case begins here."""

from datetime import datetime

from anbu.domain.cases.case import Case
from anbu.domain.casework.access import Caller, Grant, Official
from anbu.domain.casework.roles import Permit
from anbu.domain.ids import AreaCode, CaseId
from anbu.ports import Index, Ledger
from anbu.usecases.casework.desk import Desk
from anbu.usecases.casework.refusals import NotAllowed, NotThere

NOT_MY_AREA = (
    "이 지역을 찾을 수 없거나 볼 권한이 없습니다. 내 담당 지역의 코드로 다시 요청해 주세요. "
    "읍면동 담당자는 읍면동 코드로 그 읍면동의 몫을 볼 수 있습니다."
)
"""The same of a foreign area and of one that is not there."""


def who_asks(desk: Desk, sub: str) -> Caller:
    """The official of a token, with the grants that hold now. Somebody unknown has none, and may do nothing."""
    official = desk.ledger.get(Official, sub)
    return Caller(sub, official.name if official else "", grants_of(desk.ledger, sub, desk.clock.now()))


def grants_of(ledger: Ledger, account: str, now: datetime) -> tuple[Grant, ...]:
    """The grants of an account that hold now; none for an unknown one."""
    return tuple(grant for grant in ledger.query(Grant, Index.OWN, account).items if grant.holds(now))


def reachable_case(desk: Desk, caller: Caller, case_id: CaseId, *permits: Permit) -> Case:
    """The case, if the caller may do this (any of `permits`) in its area.

    Raises:
        NotAllowed: the caller may do this nowhere: said before anything is looked up.
        NotThere: no such case, or a foreign one: after the same one read, with the same words.
    """
    if not any(caller.may_anywhere(permit) for permit in permits):
        raise NotAllowed
    case = desk.ledger.get(Case, case_id)
    if case is None or not any(caller.may(permit, case.area, desk.areas) for permit in permits):
        raise NotThere
    return case


def reachable_area(desk: Desk, caller: Caller, area: AreaCode, permit: Permit) -> AreaCode:
    """The area, if the caller may do this there.

    Raises:
        NotAllowed: the caller may do this nowhere.
        NotThere: no such area, or none of theirs.
    """
    if not caller.may_anywhere(permit):
        raise NotAllowed
    if not caller.may(permit, area, desk.areas):
        raise NotThere(NOT_MY_AREA)
    return area
