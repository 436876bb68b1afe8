"""The cases on my own list, and on the lists of those whose deputy I am while they are away."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from anbu.domain.cases.case import Case
from anbu.domain.casework.access import Caller, Official
from anbu.domain.casework.roles import Permit
from anbu.domain.casework.work_done import Assigned
from anbu.domain.casework.work_order import work_place
from anbu.ports import Index
from anbu.usecases.casework.desk import Desk

MOST_LISTS = 20
"""Lists that one person can look after at most; deputies of deputies count."""


@dataclass(frozen=True, slots=True)
class OwnPlace:
    """How far my lists have been read: whose, and the store's own cursor within theirs."""

    official: str
    cursor: str | None = None


@dataclass(frozen=True, slots=True)
class OwnPage:
    """One page, the most pressing first. `next` is None at the end."""

    cases: tuple[Case, ...]
    next: OwnPlace | None


def my_own_work(desk: Desk, caller: Caller, limit: int, at: OwnPlace | None = None) -> OwnPage:
    """Up to `limit` open cases of these lists. A deputy sees only what their own grants reach."""
    lists = list(_looked_after(desk, caller.id, desk.clock.now().date()))
    start = lists.index(at.official) if at is not None and at.official in lists else 0
    found: list[Case] = []
    left = limit
    for number, official in enumerate(lists[start:], start):
        cursor = at.cursor if at is not None and number == start else None
        page = desk.ledger.query(Assigned, Index.OWN, official, limit=left, cursor=cursor)
        found += _cases(desk, caller, page.items)
        left -= len(page.items)
        if page.cursor is not None:
            return _page(found, OwnPlace(official, page.cursor))
        if left == 0 and number + 1 < len(lists):
            return _page(found, OwnPlace(lists[number + 1]))
    return _page(found, None)


def _page(found: list[Case], after: OwnPlace | None) -> OwnPage:
    return OwnPage(tuple(sorted(found, key=work_place)), after)


def _cases(desk: Desk, caller: Caller, listed: tuple[Assigned, ...]) -> Iterator[Case]:
    for assigned in listed:
        case = desk.ledger.get(Case, assigned.case_id)
        if (
            case is not None
            and case.assignee == assigned.official
            and caller.may(Permit.SEE_STATES, case.area, desk.areas)
        ):
            yield case


def _looked_after(desk: Desk, me: str, today: date) -> Iterator[str]:
    """I, and everyone whose work comes to me today: also of those who are away and stand in for somebody away."""
    seen = [me]
    for official in seen:
        yield official
        stood_in_for = desk.ledger.query(Official, Index.LIST, f"DEPUTY#{official}").items
        away = [one.id for one in stood_in_for if one.is_away(today) and one.id not in seen]
        seen += away[: MOST_LISTS - len(seen)]
