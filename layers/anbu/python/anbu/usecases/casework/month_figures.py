"""Decisions of a month, or of several, by 읍면동."""

from collections.abc import Iterator

from anbu.domain.casework.access import Caller
from anbu.domain.casework.figures import MonthFigures
from anbu.domain.casework.roles import Permit
from anbu.domain.ids import AreaCode
from anbu.ports import Index
from anbu.usecases.casework.desk import Desk
from anbu.usecases.casework.list_work import parts
from anbu.usecases.casework.who_asks import reachable_area


def month_figures(desk: Desk, caller: Caller, area: AreaCode, first: str, last: str) -> list[MonthFigures]:
    """The figures of the towns of an area that the caller may see, of the months `first` to `last` (`2026-11`).

    A town has none of a month without a decision.

    Raises:
        NotThere: the area is none of the caller's.
        Incomplete: the area is a whole 시도.
    """
    reachable_area(desk, caller, area, Permit.SEE_FIGURES)
    found = _stored(desk, area, first, last)
    return [row for row in found if caller.may(Permit.SEE_FIGURES, row.area, desk.areas)]


def _stored(desk: Desk, area: AreaCode, first: str, last: str) -> Iterator[MonthFigures]:
    for index, part in parts(desk, area):
        town = index is Index.LIST
        at, partition = (Index.OWN, part) if town else (index, f"FIGURES#{part}")
        low, high = (first, last) if town else (f"{first}#", f"{last}#~")
        cursor = None
        while True:
            page = desk.ledger.query(MonthFigures, at, partition, low=low, high=high, cursor=cursor)
            yield from page.items
            cursor = page.cursor
            if cursor is None:
                break
