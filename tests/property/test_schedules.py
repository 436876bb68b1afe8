"""Schedules fire exactly when cron fires, whatever the moment asked from."""

from datetime import datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anbu.domain.outreach.schedules import Schedule, ScheduleInvalid, monthly, once, weekly
from anbu.domain.times import KST

MINUTE = timedelta(minutes=1)
START = datetime(2026, 11, 23, tzinfo=KST)
moments = st.integers(0, 4 * 24 * 60 * 60).map(lambda seconds: START + timedelta(seconds=seconds))
crons = st.builds(
    lambda minute, hour, weekday: f"{minute} {hour} * * {weekday}",
    st.sampled_from(["0", "30", "*/20", "5,50"]),
    st.sampled_from(["9", "9-17", "*/6", "10,14"]),
    st.sampled_from(["*", "1-5", "0", "7", "2,4"]),
)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=KST)


@given(crons, moments)
def test_nothing_lies_between_a_firing_and_the_next(cron: str, moment: datetime) -> None:
    schedule = Schedule(cron)
    last, coming = schedule.last_before(moment), schedule.next_after(moment)
    assert last is not None
    assert last <= moment < coming
    assert schedule.next_after(last) == coming
    assert schedule.last_before(coming - MINUTE) == last
    assert schedule.last_before(coming) == coming


@given(crons, moments, moments)
def test_firings_are_each_of_them_once_and_in_order(cron: str, one: datetime, other: datetime) -> None:
    schedule, (low, high) = Schedule(cron), sorted((one, other))
    found = schedule.firings(low, high)
    assert found == sorted(set(found))
    assert all(low < firing <= high for firing in found)
    assert all(schedule.next_after(a) == b for a, b in pairwise(found))
    assert (schedule.next_after(low) <= high) is bool(found)


@pytest.mark.parametrize(
    ("schedule", "after", "fires"),
    [
        (weekly(0), "2026-11-23T09:00", "2026-11-30T09:00"),
        (weekly(6, 10, 30), "2026-11-23T09:00", "2026-11-29T10:30"),
        (monthly(5), "2026-11-23T09:00", "2026-12-05T09:00"),
        (monthly(31), "2027-02-01T00:00", "2027-02-28T09:00"),  # nobody is left out in February
        (monthly(29), "2027-02-01T00:00", "2027-02-28T09:00"),
        (monthly(28), "2027-12-28T09:00", "2028-01-28T09:00"),
        (Schedule("0 9 29 2 *"), "2026-11-23T00:00", "2028-02-29T09:00"),
        (Schedule("0 9 1 * 1"), "2026-11-24T00:00", "2026-11-30T09:00"),  # day or weekday, as cron does
        (Schedule("0 9 1 * 1"), "2026-11-30T09:00", "2026-12-01T09:00"),
        (Schedule("0 9 1 1 *"), "2026-12-31T23:59", "2027-01-01T09:00"),
        (Schedule("59 23 L 12 *"), "2026-11-23T00:00", "2026-12-31T23:59"),
        (once(at("2026-12-24T15:00")), "2026-11-23T00:00", "2026-12-24T15:00"),
    ],
)
def test_schedules_that_people_would_write(schedule: Schedule, after: str, fires: str) -> None:
    assert schedule.next_after(at(after)) == at(fires)
    assert schedule.last_before(at(fires)) == at(fires)


@pytest.mark.parametrize(
    "cron",
    ["", "* * * *", "60 * * * *", "* 24 * * *", "* * 0 * *", "* * 32 * *", "* * * 13 *", "* * * * 8", "5-1 * * * *",
     "*/0 * * * *", "a * * * *", "L * * * *", "1,,2 * * * *"],
)  # fmt: skip
def test_what_is_no_schedule_is_refused(cron: str) -> None:
    with pytest.raises(ScheduleInvalid):
        Schedule(cron)


def test_a_schedule_that_never_comes_says_so() -> None:
    never = Schedule("0 9 31 2 *")
    with pytest.raises(ScheduleInvalid):
        never.next_after(START)
    assert never.last_before(START) is None
