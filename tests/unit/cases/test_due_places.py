"""Where what is due is looked for: whatever turn and state a case has, it stands where somebody looks."""

from datetime import timedelta
from itertools import product

import pytest

from anbu.domain.cases.attempt import AttemptKind
from anbu.domain.cases.case import Priority
from anbu.domain.cases.due import (
    Turn,
    due_entry,
    due_partitions,
    found_from,
    moment,
    turn_of,
    under_way_notices,
    waiting_partitions,
)
from anbu.domain.cases.outcome import Outcome
from anbu.domain.cases.state import State
from anbu.domain.ids import attempt_id
from anbu.domain.values import replace
from tests.unit.cases.builders import MONDAY_TEN, case

TRIES = {
    Turn.PROMISED: (Outcome.CALL_LATER,),
    Turn.FIRST: (),
    Turn.SECOND: (Outcome.BUSY,),
    Turn.LATER: (Outcome.BUSY, Outcome.BUSY),
}


@pytest.mark.parametrize(("turn", "priority", "shard"), list(product(Turn, Priority, range(3))))
def test_nobody_waits_for_a_call_where_nobody_looks(turn: Turn, priority: Priority, shard: int) -> None:
    waiting = replace(case(*TRIES[turn]), priority=priority, shard=shard)
    assert turn_of(waiting) is turn
    entry = due_entry(waiting)
    assert entry is not None
    assert due_partitions(State.CALL_DUE, shards=3).count(entry[0]) == 1
    queue = "promised" if turn is Turn.PROMISED else f"{priority}#{turn}"
    assert entry[0] == f"call_due#{queue}#{shard}"


@pytest.mark.parametrize(("state", "shard"), list(product(sorted(set(State) - {State.CALL_DUE}), range(2))))
def test_nor_in_any_other_state(state: State, shard: int) -> None:
    waiting = replace(case(Outcome.BUSY), state=state, shard=shard, priority=Priority.SECOND)
    entry = due_entry(waiting)
    assert entry == (
        f"{state}#{'second' if state is State.NOTICE_DUE else 'all'}#{shard}",
        f"{moment(MONDAY_TEN)}#c1",
    )
    assert due_partitions(state, shards=2).count(entry[0]) == 1
    assert due_entry(replace(waiting, due_at=None)) is None


def test_calls_are_served_in_this_order() -> None:
    promised, *others = waiting_partitions(State.CALL_DUE, (Priority.SECOND, Priority.FIRST))
    assert promised == "call_due#promised#0"
    assert others == [
        f"call_due#{priority}#{turn}#0" for priority in ("second", "first") for turn in ("first", "second", "later")
    ]
    assert waiting_partitions(State.NOTICE_DUE, (Priority.FIRST,), 2) == ("notice_due#first#0", "notice_due#first#1")


def test_a_notice_that_is_under_way_stands_apart_from_those_that_wait() -> None:
    waiting = replace(case(), state=State.NOTICE_DUE, priority=Priority.FIRST, shard=1)
    claimed = replace(waiting, attempt=attempt_id(waiting.id, AttemptKind.NOTICE, 1))
    places = [entry[0] for one in (waiting, claimed) if (entry := due_entry(one))]
    assert places == ["notice_due#first#1", "notice_due#under_way#1"]
    assert places[0] in waiting_partitions(State.NOTICE_DUE, shards=2)
    assert places[1] in under_way_notices(2)
    assert set(places) <= set(due_partitions(State.NOTICE_DUE, 2))


@pytest.mark.parametrize(("micros", "seconds"), [(0, 0), (1, 1), (999_999, 1), (1_000_000, 1), (1_000_001, 2)])
def test_the_index_finds_at_the_first_whole_second_that_is_not_too_early(micros: int, seconds: int) -> None:
    due = MONDAY_TEN + timedelta(microseconds=micros)
    assert found_from(due) == MONDAY_TEN + timedelta(seconds=seconds)
    entry = due_entry(replace(case(), due_at=due))
    assert entry is not None
    assert entry[1] == f"2026-11-23T01:00:0{seconds}Z#c1"
