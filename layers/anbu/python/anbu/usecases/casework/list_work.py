"""My work today, and the cases of an area by group: in order, page by page, reading nothing that is not shown."""

from collections.abc import Sequence
from dataclasses import dataclass

from anbu.domain.cases.case import Case
from anbu.domain.casework.access import Caller
from anbu.domain.casework.roles import Permit
from anbu.domain.casework.work_order import Stretch, work_partition
from anbu.domain.ids import AreaCode
from anbu.ports import Index
from anbu.usecases.casework.desk import Desk
from anbu.usecases.casework.refusals import Incomplete


@dataclass(frozen=True, slots=True)
class Place:
    """How far a list has been read: which stretch of which part, and the store's own cursor within it."""

    way: int = 0
    cursor: str | None = None


@dataclass(frozen=True, slots=True)
class CasePage:
    """One page of a list. `next` is None at the end."""

    cases: tuple[Case, ...]
    next: Place | None


def list_work(
    desk: Desk, caller: Caller, area: AreaCode, stretches: Sequence[Stretch], limit: int, at: Place | None = None
) -> CasePage:
    """Up to `limit` cases of an area, stretch by stretch; of each only what the caller may see.

    Raises:
        Incomplete: the area is a whole 시도: its work is listed by 시군구.
    """
    found: list[Case] = []
    place = at or Place()
    ways = [(stretch, *part) for stretch in stretches for part in parts(desk, area)]
    for number in range(place.way, len(ways)):
        stretch, index, part = ways[number]
        page = desk.ledger.query(
            Case,
            index,
            work_partition(part),
            low=stretch.low,
            high=stretch.high,
            limit=limit - len(found),
            cursor=place.cursor if number == place.way else None,
        )
        found += page.items
        if len(found) >= limit:
            after = Place(number, page.cursor) if page.cursor else Place(number + 1)
            return CasePage(_theirs(desk, caller, found), after if after.way < len(ways) else None)
    return CasePage(_theirs(desk, caller, found), None)


def _theirs(desk: Desk, caller: Caller, cases: Sequence[Case]) -> tuple[Case, ...]:
    """A list may hold people who live elsewhere: they are the business of where they live."""
    return tuple(case for case in cases if caller.may(Permit.SEE_STATES, case.area, desk.areas))


def parts(desk: Desk, area: AreaCode) -> list[tuple[Index, AreaCode]]:
    """Where the cases of an area stand, each once: a 읍면동, a 시군구, or a 시 with what its 구 hold.

    Raises:
        Incomplete: the area is a whole 시도.
    """
    inner = desk.areas.children(area)
    if desk.areas.parent(area) is None:
        raise Incomplete("area_too_large", "시도 전체는 한 번에 볼 수 없습니다. 시군구를 골라 주세요.")
    if not inner:
        return [(Index.LIST, area)]
    return [(Index.AREA, area), *((Index.AREA, gu) for gu in inner if desk.areas.children(gu))]
