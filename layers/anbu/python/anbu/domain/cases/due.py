"""Due times as keys: how what is due is found by query (design, «the ledger's keys»)."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from functools import cache

from anbu.domain.cases.case import Case, Priority
from anbu.domain.cases.outcome import Outcome
from anbu.domain.cases.state import State


class Turn(StrEnum):
    """Within a class: whom we promised a time or cut short, then who was rung least often.

    Retries behind first calls is also what ends a round soonest: every retry still has its gap before it, so the
    longest chains begin first, and no line waits at the end for gaps to pass (docs/simulation.md).
    """

    PROMISED = "promised"
    FIRST = "first"
    SECOND = "second"
    LATER = "later"


_BY_TRIES = (Turn.FIRST, Turn.SECOND)
_ALMOST_A_SECOND = timedelta(microseconds=999_999)
_PROMISED = {Outcome.CALL_LATER, Outcome.PARTIAL}


def turn_of(case: Case) -> Turn:
    """When a case that waits for a call has its turn within its class."""
    if case.call_back_at is not None or (case.last_try is not None and case.last_try.outcome in _PROMISED):
        return Turn.PROMISED
    return _BY_TRIES[len(case.tries)] if len(case.tries) < len(_BY_TRIES) else Turn.LATER


_BY_CLASS = {State.NOTICE_DUE, State.CALL_DUE}
"""States that people wait in for something scarce. What is under way, or with people, is looked at as a whole."""


def due_partitions(state: State, shards: int = 1) -> tuple[str, ...]:
    """All partitions of the due index that hold a state's cases."""
    return (
        *waiting_partitions(state, shards=shards),
        *(under_way_notices(shards) if state is State.NOTICE_DUE else ()),
    )


def waiting_partitions(state: State, priorities: Iterable[Priority] = Priority, shards: int = 1) -> tuple[str, ...]:
    """Those of cases that wait for the machine, or are with people, in the order in which they are served.

    Promises are kept before anybody else is rung, whatever the class: they are few.
    """
    return _partitions(state, tuple(priorities), shards)


def under_way_notices(shards: int = 1) -> tuple[str, ...]:
    """Those of cases whose notice has been claimed: looks for the overdue do not wade through all who wait."""
    return _sharded(State.NOTICE_DUE, [_UNDER_WAY], shards)


_UNDER_WAY = "under_way"


@cache
def _partitions(state: State, priorities: tuple[Priority, ...], shards: int) -> tuple[str, ...]:
    if state is State.CALL_DUE:
        queues = [str(Turn.PROMISED)]
        queues += [f"{priority}#{turn}" for priority in priorities for turn in Turn if turn is not Turn.PROMISED]
    elif state in _BY_CLASS:
        queues = [str(priority) for priority in priorities]
    else:
        queues = ["all"]
    return _sharded(state, queues, shards)


def _sharded(state: State, queues: Iterable[str], shards: int) -> tuple[str, ...]:
    return tuple(f"{state}#{queue}#{shard}" for queue in queues for shard in range(shards))


def _queue_of(case: Case) -> str:
    if case.state is State.NOTICE_DUE and case.attempt is not None:
        return _UNDER_WAY
    if case.state is State.CALL_DUE:
        turn = turn_of(case)
        return str(turn) if turn is Turn.PROMISED else f"{case.priority}#{turn}"
    return str(case.priority) if case.state in _BY_CLASS else "all"


def moment(at: datetime) -> str:
    """An instant as a sort key: UTC, to the second, comparable as text."""
    return at.astimezone(UTC).isoformat()[:19] + "Z"


def found_from(due: datetime) -> datetime:
    """From when the index finds a case: the first whole second not before it is due."""
    return (due + _ALMOST_A_SECOND).replace(microsecond=0)


def due_entry(case: Case) -> tuple[str, str] | None:
    """The case's place in the due index; None once it is closed."""
    if case.due_at is None:
        return None
    return (
        f"{case.state}#{_queue_of(case)}#{case.shard}",
        f"{moment(case.due_at + _ALMOST_A_SECOND)}#{case.id}",
    )
