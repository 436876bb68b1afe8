"""What is due: found by query, never remembered by a timer (design §2.1)."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from anbu.domain.cases.case import Case, Priority
from anbu.domain.cases.due import due_partition, moment
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
) -> Iterator[Case]:
    """Cases of one state whose due time has come, the oldest of each class and shard first.

    The index is a hint that lags: every claim on what comes back is conditional on the case's version.
    """
    for priority in priorities:
        for shard in range(shards):
            cursor = None
            while True:
                page = ledger.query(
                    Case,
                    Index.DUE,
                    due_partition(state, priority, shard),
                    high=moment(now) + "~",
                    limit=page_size,
                    cursor=cursor,
                )
                yield from page.items
                if page.cursor is None:
                    break
                cursor = page.cursor
