"""A manager gives and takes roles. Each change stands in the audit chain."""

from dataclasses import replace
from datetime import datetime
from typing import TypeVar

from anbu.domain.casework.access import Caller, EnteredAs, Grant, Official
from anbu.domain.casework.audit import Act
from anbu.domain.casework.once import Once
from anbu.domain.casework.roles import Permit, Role
from anbu.domain.ids import AreaCode
from anbu.ports import Change, Conflict, Create, Delete, Index, Page, Replace
from anbu.usecases.casework.desk import Desk
from anbu.usecases.casework.keep import already_done, keep
from anbu.usecases.casework.refusals import Incomplete, NotThere, SomeoneWasFaster
from anbu.usecases.casework.who_asks import reachable_area, who_asks

T = TypeVar("T")
NOT_ENTERED = "이 계정은 아직 담당자로 등록되어 있지 않습니다. 이름을 먼저 등록한 뒤 권한을 주세요."


def name_official(
    desk: Desk, caller: Caller, area: AreaCode, official: str, name: str, phone: str | None, once: Once
) -> Official:
    """Enters an official under the `sub` of their account, or puts their name and duty number right.

    It counts in the area. Of somebody whom others know too it counts nowhere else, and the answer does not say so:
    whether an account works elsewhere is nobody's business here.

    Raises:
        NotThere: not in an area of the caller's.
    """
    reachable_area(desk, caller, area, Permit.GRANT)
    before = desk.ledger.get(Official, official)
    known_in = [grant.area for grant in who_asks(desk, official).grants]
    known_in += [entry.area for entry in before.entered] if before else []
    own = all(caller.may(Permit.GRANT, place, desk.areas) for place in known_in)
    named = before or Official(official, name, phone=phone)
    named = (replace(named, name=name, phone=phone) if own else named).entered_in(EnteredAs(area, name, phone))
    change: Change = Replace(named) if before else Create(named)
    write_official(desk, caller, Act.GRANT, official, named, change, once, "named")
    return Official(official, name, phone=phone)


def grant_role(
    desk: Desk,
    caller: Caller,
    official: str,
    role: Role,
    area: AreaCode,
    once: Once,
    until: datetime | None = None,
) -> Grant:
    """Gives a role in an area that the caller manages. Nobody gives a role to themself.

    Raises:
        NotThere: the area is none of the caller's, or nobody has entered such an official there.
        Incomplete: the caller would raise themself.
    """
    reachable_area(desk, caller, area, Permit.GRANT)
    if official == caller.id:
        raise Incomplete("not_to_oneself", "본인의 권한은 본인이 바꿀 수 없습니다. 다른 관리자에게 요청해 주세요.")
    if not _known_here(desk, caller, official):
        raise NotThere(NOT_ENTERED)
    before = desk.ledger.get(Grant, official, role, area)
    given = Grant(official, role, area, caller.id, desk.clock.now(), until, before.version if before else 0)
    change: Change = Replace(given) if before else Create(given)
    return write_official(desk, caller, Act.GRANT, official, given, change, once, role, area)


def _known_here(desk: Desk, caller: Caller, official: str) -> bool:
    """Whether the managers of a place of the caller's have entered them, or they have a role in one already."""
    who, here = desk.ledger.get(Official, official), grants_here(desk, caller, official)
    entered = who is not None and any(caller.may(Permit.GRANT, one.area, desk.areas) for one in who.entered)
    return bool(here) or entered


def take_role(desk: Desk, caller: Caller, official: str, role: Role, area: AreaCode, once: Once) -> None:
    """Takes a role back. It counts everywhere within a minute.

    Raises:
        NotThere: no such grant, or in no area of the caller's.
        Incomplete: the caller's own.
    """
    reachable_area(desk, caller, area, Permit.GRANT)
    if official == caller.id:
        raise Incomplete("not_to_oneself", "본인의 권한은 본인이 바꿀 수 없습니다. 다른 관리자에게 요청해 주세요.")
    if already_done(desk, caller, once):
        return
    held = desk.ledger.get(Grant, official, role, area)
    if held is None:
        raise NotThere
    write_official(desk, caller, Act.REVOKE, official, held, Delete(held), once, role, area)


def grants_in(desk: Desk, caller: Caller, area: AreaCode, limit: int, cursor: str | None) -> Page[Grant]:
    """Who holds which role in exactly this area."""
    reachable_area(desk, caller, area, Permit.GRANT)
    return desk.ledger.query(Grant, Index.LIST, f"GRANTS#{area}", limit=limit, cursor=cursor)


def grants_here(desk: Desk, caller: Caller, official: str) -> tuple[Grant, ...]:
    """Roles that an official has in areas that the caller manages."""
    return tuple(one for one in who_asks(desk, official).grants if caller.may(Permit.GRANT, one.area, desk.areas))


def write_official(
    desk: Desk, caller: Caller, act: Act, subject: str, row: T, change: Change, once: Once, *detail: str
) -> T:
    """Writes a change of who somebody is or may do, once, with its line in the audit."""
    if already_done(desk, caller, once):
        return row
    try:
        keep(desk, caller, act, subject, change, detail=detail, once=once, result="1")
    except Conflict:
        raise SomeoneWasFaster from None
    return row
