"""Decisions of a month, by 읍면동."""

from anbu.domain.casework.access import Caller
from anbu.domain.casework.figures import MonthFigures
from anbu.domain.casework.roles import Permit
from anbu.domain.ids import AreaCode
from anbu.ports import Index
from anbu.usecases.casework.desk import Desk
from anbu.usecases.casework.list_work import parts
from anbu.usecases.casework.who_asks import reachable_area

MOST_TOWNS = 100
"""No 시군구 has more 읍면동."""


def month_figures(desk: Desk, caller: Caller, area: AreaCode, month: str) -> list[MonthFigures]:
    """The figures of the towns of an area that the caller may see. A town without a decision has none."""
    reachable_area(desk, caller, area, Permit.SEE_FIGURES)
    found: list[MonthFigures] = []
    for index, part in parts(desk, area):
        if index is Index.LIST:
            one = desk.ledger.get(MonthFigures, part, month)
            found += [one] if one else []
        else:
            low, high = f"{month}#", f"{month}#~"
            page = desk.ledger.query(MonthFigures, index, f"FIGURES#{part}", low=low, high=high, limit=MOST_TOWNS)
            found += page.items
    return [row for row in found if caller.may(Permit.SEE_FIGURES, row.area, desk.areas)]
