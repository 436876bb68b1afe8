"""What is due: found by query, never remembered by a timer (design §2.1)."""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime

from anbu.domain.cases.case import Case
from anbu.domain.cases.due import due_partitions, found_from, moment
from anbu.domain.cases.state import State
from anbu.ports import Index, Ledger


def find_due(
    ledger: Ledger,
    partitions: Iterable[str],
    now: datetime,
    *,
    page_size: int = 10,
    after: datetime | None = None,
    in_vain: Callable[[str], None] = lambda _: None,
) -> Iterator[Case]:
    """Cases of these partitions whose due time has come by `now` (later than `after`), in their order, oldest first.

    `in_vain` is told of each partition in which there was none. The index is a hint that lags: every claim on what
    comes back is conditional on the case's version.
    """
    low, until = "" if after is None else moment(after) + "~", moment(now) + "~"
    for partition in partitions:
        cursor = None
        while True:
            page = ledger.query(Case, Index.DUE, partition, low=low, high=until, limit=page_size, cursor=cursor)
            if not page.items and cursor is None:
                in_vain(partition)
            yield from page.items
            if page.cursor is None:
                break
            cursor = page.cursor


def next_due(ledger: Ledger, state: State, shards: int = 1) -> datetime | None:
    """From when `find_due` finds the next case of a state, in the past if it does already; None if none is waiting."""
    firsts = [ledger.query(Case, Index.DUE, partition, limit=1).items for partition in due_partitions(state, shards)]
    return min((found_from(case.due_at) for items in firsts for case in items if case.due_at is not None), default=None)
