"""What is due: found by query, never remembered by a timer (design §2.1)."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from anbu.domain.cases.case import Case, Priority
from anbu.domain.cases.due import due_partitions, found_from, moment
from anbu.domain.cases.state import State
from anbu.ports import Index, Ledger


def find_due(
    ledger: Ledger,
    state: State,
    now: datetime,
    *,
    priorities: Iterable[Priority] = Priority,
    shards: int = 1,
    page_size: int = 10,
    after: datetime | None = None,
) -> Iterator[Case]:
    """Cases of one state whose due time has come by `now` (later than `after`), class by class, the oldest first.

    The index is a hint that lags: every claim on what comes back is conditional on the case's version.
    """
    low, until = "" if after is None else moment(after) + "~", moment(now) + "~"
    for partition in due_partitions(state, priorities, shards):
        cursor = None
        while True:
            page = ledger.query(Case, Index.DUE, partition, low=low, high=until, limit=page_size, cursor=cursor)
            yield from page.items
            if page.cursor is None:
                break
            cursor = page.cursor


def next_due(ledger: Ledger, state: State, shards: int = 1) -> datetime | None:
    """From when `find_due` finds the next case of a state, in the past if it does already; None if none is waiting."""
    firsts = [
        ledger.query(Case, Index.DUE, partition, limit=1).items for partition in due_partitions(state, shards=shards)
    ]
    return min((found_from(case.due_at) for items in firsts for case in items if case.due_at is not None), default=None)
