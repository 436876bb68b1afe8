"""Who works in an area: whom a case can be given to, who can check, who can stand in."""

from dataclasses import dataclass

from anbu.domain.casework.access import Caller, Grant, Official
from anbu.domain.casework.roles import Permit, Role
from anbu.domain.ids import AreaCode
from anbu.ports import Index, Page
from anbu.usecases.casework.desk import Desk
from anbu.usecases.casework.who_asks import reachable_area


@dataclass(frozen=True, slots=True)
class Colleague:
    """One official with the roles that hold in exactly this area."""

    official: Official
    roles: tuple[Role, ...]


def colleagues_in(desk: Desk, caller: Caller, area: AreaCode, limit: int, cursor: str | None) -> Page[Colleague]:
    """Officials with a role in exactly this area. Who wears several hats may stand on two pages.

    Raises:
        NotThere: the area is none of the caller's.
    """
    reachable_area(desk, caller, area, Permit.SEE_STATES)
    page: Page[Grant] = desk.ledger.query(Grant, Index.LIST, f"GRANTS#{area}", limit=limit, cursor=cursor)
    now = desk.clock.now()
    roles: dict[str, list[Role]] = {}
    for grant in page.items:
        if grant.holds(now):
            roles.setdefault(grant.official, []).append(grant.role)
    found = ((desk.ledger.get(Official, account), held) for account, held in roles.items())
    return Page(tuple(Colleague(who, tuple(held)) for who, held in found if who is not None), page.cursor)
