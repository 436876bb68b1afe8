"""Starts never exceed rate and burst; every class is served in its share, and nobody starves."""

from collections import Counter
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anbu.domain.cases.attempt import Pace
from anbu.domain.cases.case import Priority
from anbu.domain.cases.due import Turn, due_entry, due_partitions, found_from, moment, turn_of, waiting_partitions
from anbu.domain.cases.outcome import Outcome
from anbu.domain.cases.state import State
from anbu.domain.outreach.pace import StartRate, free_again, granted
from anbu.domain.outreach.shares import serving_order
from anbu.domain.values import replace
from tests.unit.cases.builders import MONDAY_TEN, case

rates = st.builds(StartRate, st.sampled_from([0.5, 1.0, 2.0, 3.0, 7.0, 10.0]), st.integers(1, 5))
waits = st.lists(st.integers(0, 2_000_000), min_size=1, max_size=120)


@given(rates, waits)
def test_no_stretch_of_time_holds_more_starts_than_burst_and_rate_allow(rate: StartRate, gaps: list[int]) -> None:
    now, pace, starts = MONDAY_TEN, Pace("call", MONDAY_TEN), []
    for gap in gaps:
        now += timedelta(microseconds=gap)
        after = granted(pace, rate, now)
        if after is not None:
            pace = after
            starts.append(now)
    assert pace.served == len(starts)
    for n, begin in enumerate(starts):
        for m in range(n, len(starts)):
            seconds = (starts[m] - begin).total_seconds()
            assert m - n + 1 <= rate.burst + seconds * rate.per_second + 1e-6


@given(rates, waits)
def test_an_even_rate_never_puts_one_too_many_into_any_second(rate: StartRate, gaps: list[int]) -> None:
    even, now, pace, starts = rate.even, MONDAY_TEN, Pace("dial", MONDAY_TEN), []
    for gap in gaps:
        now += timedelta(microseconds=gap)
        if (after := granted(pace, even, now)) is not None:
            pace = after
            starts.append(now)
    assert starts, "the first start is never held back"
    for begin in starts:
        within = [at for at in starts if begin <= at < begin + timedelta(seconds=1)]
        assert len(within) <= max(1, int(rate.per_second))


@given(rates, waits)
def test_the_moment_named_is_the_first_that_grants(rate: StartRate, gaps: list[int]) -> None:
    now, pace = MONDAY_TEN, Pace("call", MONDAY_TEN)
    for gap in gaps:
        now += timedelta(microseconds=gap)
        after = granted(pace, rate, now)
        if after is None:
            again = free_again(pace, rate)
            assert again > now
            assert granted(pace, rate, again) is not None
            assert granted(pace, rate, again - timedelta(microseconds=1)) is None
        else:
            pace = after


@pytest.mark.parametrize(
    ("per_second", "micros"), [(1, 1_000_000), (2, 500_000), (3, 333_334), (0.5, 2_000_000), (7, 142_858)]
)
def test_starts_are_spaced_by_the_rate_and_rather_a_microsecond_too_far(per_second: float, micros: int) -> None:
    assert StartRate(per_second, 1).interval == timedelta(microseconds=micros)


weights = st.fixed_dictionaries({priority: st.integers(1, 9) for priority in Priority})


@given(weights, st.integers(0, 1000))
def test_in_every_cycle_each_class_has_exactly_its_share(shares: dict[Priority, int], begin: int) -> None:
    total = sum(shares.values())
    served = Counter(serving_order(n, shares)[0] for n in range(begin, begin + total))
    assert served == shares


@given(weights, st.integers(0, 1000))
def test_whose_turn_it_is_not_comes_after_and_nobody_is_left_out(shares: dict[Priority, int], n: int) -> None:
    order = serving_order(n, shares)
    assert sorted(order) == sorted(Priority)
    assert list(order[1:]) == [priority for priority in shares if priority is not order[0]]


@pytest.mark.parametrize(
    ("tries", "turn"),
    [
        ((), Turn.FIRST),
        ((Outcome.NO_ANSWER,), Turn.SECOND),
        ((Outcome.NO_ANSWER, Outcome.BUSY), Turn.LATER),
        ((Outcome.NO_ANSWER, Outcome.BUSY, Outcome.BUSY), Turn.LATER),
        ((Outcome.CALL_LATER,), Turn.PROMISED),
        ((Outcome.PARTIAL,), Turn.PROMISED),
        ((Outcome.CALL_LATER, Outcome.NO_ANSWER), Turn.LATER),
    ],
)
def test_promises_come_first_then_whom_we_rang_least(tries: tuple[Outcome, ...], turn: Turn) -> None:
    assert turn_of(case(*tries)) is turn


def test_a_named_time_is_a_promise_whatever_came_before() -> None:
    assert turn_of(case(Outcome.BUSY, call_back_at=MONDAY_TEN)) is Turn.PROMISED


def test_every_partition_is_served_and_promises_of_every_class_first() -> None:
    served = list(due_partitions(State.CALL_DUE, shards=2))
    assert len(served) == len(set(served)) == (1 + len(Priority) * (len(Turn) - 1)) * 2
    assert served[:2] == ["call_due#promised#0", "call_due#promised#1"]
    for priority in Priority:
        for state in State:
            for shard in range(2):
                entry = due_entry(replace(case(), state=state, priority=priority, shard=shard))
                assert entry is not None
                assert entry[0] in due_partitions(state, shards=2)


def test_texts_go_out_class_by_class_and_what_is_under_way_is_looked_at_as_a_whole() -> None:
    assert waiting_partitions(State.NOTICE_DUE) == tuple(f"notice_due#{priority}#0" for priority in Priority)
    assert due_partitions(State.CALLING) == ("calling#all#0",)


@given(st.integers(0, 3_000_000))
def test_nobody_is_found_before_they_are_due(micros: int) -> None:
    due = MONDAY_TEN + timedelta(microseconds=micros)
    entry = due_entry(replace(case(), due_at=due))
    assert entry is not None
    for now in (due - timedelta(microseconds=1), due - timedelta(seconds=1)):
        assert entry[1] > moment(now) + "~" or now >= due
    assert entry[1] <= moment(found_from(due)) + "~"
    assert found_from(due) - due < timedelta(seconds=1)
