"""How often a day people may be asked, and that a named day of the week is that day."""

from datetime import timedelta

import pytest

from anbu.domain.outreach.schedules import Schedule, ScheduleInvalid, for_people, weekly
from tests.unit.cases.builders import MONDAY_TEN


@pytest.mark.parametrize(
    ("cron", "times", "fits"),
    [
        ("0 9 * * *", 1, True),
        ("0,30 9 * * *", 2, True),
        ("0 9,12,15,18 * * *", 4, True),
        ("0,30 9,15 * * *", 4, True),
        ("0 9,10,11,12,13 * * *", 5, False),
        ("0,30 9,12,15 * * *", 6, False),
        ("0,20,40 9,12 * * *", 6, False),
    ],
)
def test_people_are_asked_four_times_a_day_at_most(cron: str, times: int, fits: bool) -> None:
    assert Schedule(cron).times_a_day == times
    if fits:
        assert for_people(cron).cron == cron
    else:
        with pytest.raises(ScheduleInvalid, match=f"at most 4 times a day, not {times}"):
            for_people(cron)


@pytest.mark.parametrize("weekday", range(7))
def test_a_day_of_the_week_is_that_day(weekday: int) -> None:
    coming = weekly(weekday, 10, 5).next_after(MONDAY_TEN)
    assert (coming.weekday(), coming.hour, coming.minute) == (weekday, 10, 5)
    assert coming - MONDAY_TEN <= timedelta(days=7)


@pytest.mark.parametrize("cron", ["0 9 * *", "0 9 * * * *", "", "0 9 * * L", "Q 9 * * *"])
def test_what_is_no_schedule_is_refused(cron: str) -> None:
    with pytest.raises(ScheduleInvalid):
        Schedule(cron)
