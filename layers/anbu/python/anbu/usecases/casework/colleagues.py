"""Who works in an area: whom a case can be given to, who can check, who can stand in."""

from dataclasses import dataclass

from anbu.domain.casework.access import Caller, Grant, Official, outwards
from anbu.domain.casework.roles import Permit, Role
from anbu.domain.ids import AreaCode
from anbu.ports import Index
from anbu.usecases.casework.desk import Desk
from anbu.usecases.casework.list_work import Place
from anbu.usecases.casework.waiting import read_on
from anbu.usecases.casework.who_asks import reachable_area


@dataclass(frozen=True, slots=True)
class Colleague:
    """One official with roles that reach this area."""

    official: Official
    roles: tuple[Role, ...]


def colleagues_in(
    desk: Desk, caller: Caller, area: AreaCode, limit: int, at: Place | None
) -> tuple[tuple[Colleague, ...], Place | None]:
    """Officials whose roles reach this area: of the area itself, then of those that it lies in.

    A 읍면동 finds there who checks its decisions. Who wears several hats may stand on two pages.

    Raises:
        NotThere: the area is none of the caller's.
    """
    reachable_area(desk, caller, area, Permit.SEE_STATES)
    grants, after = read_on(
        desk, Grant, [(Index.LIST, f"GRANTS#{where}") for where in outwards(desk.areas.parent, area)], limit, at
    )
    now = desk.clock.now()
    roles: dict[str, list[Role]] = {}
    for grant in grants:
        if grant.holds(now):
            roles.setdefault(grant.official, []).append(grant.role)
    here = tuple(outwards(desk.areas.parent, area))
    found = ((desk.ledger.get(Official, account), held) for account, held in roles.items())
    known = ((who.seen_from(here), held) for who, held in found if who is not None)
    return tuple(Colleague(who, tuple(dict.fromkeys(held))) for who, held in known), after
