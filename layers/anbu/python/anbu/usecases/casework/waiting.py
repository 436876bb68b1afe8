"""What waits in an area, listed like the work: part by part, a page at a time, reading nothing that is not shown."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from anbu.domain.casework.access import Caller
from anbu.domain.casework.roles import Permit
from anbu.domain.ids import AreaCode
from anbu.ports import Index
from anbu.usecases.casework.desk import Desk
from anbu.usecases.casework.list_work import Place, parts
from anbu.usecases.casework.who_asks import reachable_area

E = TypeVar("E")


@dataclass(frozen=True, slots=True)
class Waiting(Generic[E]):
    """Entities with an `area`, and where they stand in the indexes: `{name}#{area}`."""

    kind: type[E]
    name: str
    permit: Permit
    newest_first: bool = False


def in_parts(
    desk: Desk, caller: Caller, area: AreaCode, limit: int, at: Place | None, what: Waiting[E]
) -> tuple[tuple[E, ...], Place | None]:
    """Up to `limit` of them that the caller may see, and where the next page begins.

    Raises:
        NotThere: the area is none of the caller's.
        Incomplete: the area is a whole 시도.
    """
    reachable_area(desk, caller, area, what.permit)
    ways = [(index, f"{what.name}#{part}") for index, part in parts(desk, area)]
    found, after = read_on(desk, what.kind, ways, limit, at, newest_first=what.newest_first)
    theirs: list[Any] = [one for one in found if caller.may(what.permit, one.area, desk.areas)]  # type: ignore[attr-defined]
    return tuple(theirs), after


def read_on(
    desk: Desk,
    kind: type[E],
    ways: Sequence[tuple[Index, str]],
    limit: int,
    at: Place | None,
    *,
    newest_first: bool = False,
) -> tuple[list[E], Place | None]:
    """Up to `limit` entities of several partitions, one behind the other, from a place on; and the next place."""
    found: list[E] = []
    place = at or Place()
    for number in range(place.way, len(ways)):
        cursor = place.cursor if number == place.way else None
        left = limit - len(found)
        page = desk.ledger.query(kind, *ways[number], limit=left, cursor=cursor, newest_first=newest_first)
        found += page.items
        if len(found) >= limit:
            after = Place(number, page.cursor) if page.cursor else Place(number + 1)
            return found, after if after.way < len(ways) else None
    return found, None
