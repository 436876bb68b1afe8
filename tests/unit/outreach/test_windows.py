"""Residents are disturbed in working hours of Korean time, and never in doubt."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from anbu.adapters.holidays import days_of_knowledge, korean_calendar
from anbu.domain.outreach.calendar import Calendar, WindowUnknown
from anbu.domain.outreach.windows import Window, WindowInvalid
from anbu.domain.times import KST

CALENDAR = korean_calendar()
OFFICE = Window(time(9), time(18), CALENDAR)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=KST)


def test_the_holidays_are_known_for_ninety_days_more() -> None:
    """When this fails: read the newest 월력요항, and move `known_until` in data/holidays.toml."""
    assert days_of_knowledge(CALENDAR, datetime.now(KST).date()) >= 90


@pytest.mark.parametrize(
    ("moment", "is_open"),
    [
        ("2026-11-23T08:59:59.999999", False),
        ("2026-11-23T09:00:00", True),  # the first moment belongs to the window
        ("2026-11-23T17:59:59.999999", True),
        ("2026-11-23T18:00:00", False),  # the last does not
        ("2026-11-22T10:00:00", False),  # Sunday
        ("2026-11-21T10:00:00", False),  # Saturday
        ("2026-08-15T10:00:00", False),  # 광복절, a Saturday
        ("2026-08-17T10:00:00", False),  # its substitute
        ("2027-02-09T10:00:00", False),  # substitute of 설날, which falls on a Sunday
        ("2027-02-10T10:00:00", True),
        ("2026-12-31T10:00:00", True),
        ("2027-01-01T10:00:00", False),
        ("2028-01-03T10:00:00", False),  # a Monday, but nobody knows 2028 yet
        ("2023-12-29T10:00:00", False),
    ],
)
def test_hours_are_half_open_and_days_are_working_days(moment: str, is_open: bool) -> None:
    assert OFFICE.is_open(at(moment)) is is_open


@pytest.mark.parametrize(
    ("moment", "opens"),
    [
        ("2026-11-23T09:30:00", "2026-11-23T09:30:00"),
        ("2026-11-23T00:00:00", "2026-11-23T09:00:00"),
        ("2026-11-23T18:00:00", "2026-11-24T09:00:00"),
        ("2026-11-20T18:00:00", "2026-11-23T09:00:00"),  # Friday evening to Monday
        ("2026-12-31T18:00:00", "2027-01-04T09:00:00"),  # year's end: Friday is 신정, then a weekend
        ("2027-02-05T17:59:00", "2027-02-05T17:59:00"),
        ("2027-02-05T18:00:00", "2027-02-10T09:00:00"),  # the whole of 설날 with its substitute
    ],
)
def test_the_next_opening_skips_nights_weekends_and_holidays(moment: str, opens: str) -> None:
    assert OFFICE.next_open(at(moment)) == at(opens)


def test_a_moment_in_another_zone_is_judged_by_korean_time() -> None:
    midnight_utc = datetime(2026, 11, 23, 0, 0, tzinfo=UTC)
    assert OFFICE.is_open(midnight_utc)
    assert not OFFICE.is_open(midnight_utc - timedelta(microseconds=1))
    assert OFFICE.next_open(midnight_utc - timedelta(hours=3)) == midnight_utc


def test_a_time_without_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="without a time zone"):
        OFFICE.is_open(datetime(2026, 11, 23, 10))  # noqa: DTZ001


def test_beyond_the_known_holidays_no_window_opens() -> None:
    with pytest.raises(WindowUnknown):
        OFFICE.next_open(at("2027-12-31T18:00:00"))
    assert not OFFICE.is_open(at("2028-01-03T10:00:00")), "a Monday that nobody knows"
    assert (CALENDAR.knows(date(2027, 12, 31)), CALENDAR.knows(date(2028, 1, 3))) == (True, False)


def test_a_temporary_holiday_from_the_settings_closes_its_day() -> None:
    window = Window(time(9), time(18), korean_calendar([date(2026, 11, 24)]))
    assert not window.is_open(at("2026-11-24T10:00:00"))
    assert window.next_open(at("2026-11-23T18:00:00")) == at("2026-11-25T09:00:00")


@pytest.mark.parametrize(
    ("opens", "closes", "days"),
    [
        (time(7, 59), time(18), {0}),
        (time(9), time(20, 1), {0}),
        (time(18), time(9), {0}),
        (time(9), time(9), {0}),
        (time(9), time(18), set()),
        (time(9), time(18), {7}),
        (time(9), time(18), {-1, 0}),
        (time(9, tzinfo=UTC), time(18, tzinfo=UTC), {0}),
        (time(9), time(18, tzinfo=KST), {0}),
        (time(9, tzinfo=KST), time(18), {0}),
    ],
)
def test_hours_that_make_no_sense_are_refused(opens: time, closes: time, days: set[int]) -> None:
    with pytest.raises(WindowInvalid):
        Window(opens, closes, CALENDAR, frozenset(days))


def test_the_widest_window_runs_from_eight_to_eight() -> None:
    assert Window(time(8), time(20), CALENDAR).is_open(at("2026-11-23T19:59:00"))


def test_a_calendar_that_knows_nothing_is_refused() -> None:
    with pytest.raises(WindowUnknown):
        Calendar(frozenset(), date(2026, 1, 2), date(2026, 1, 1))
    assert Calendar(frozenset(), date(2026, 1, 1), date(2026, 1, 1)).knows(date(2026, 1, 1))


def test_a_campaign_may_run_on_saturdays_but_not_on_holidays() -> None:
    window = Window(time(9), time(18), CALENDAR, frozenset({5}))
    assert window.is_open(at("2026-11-21T10:00:00"))
    assert not window.is_open(at("2026-09-26T10:00:00"))  # 추석


@pytest.mark.parametrize(
    ("moment", "count", "due"),
    [
        ("2026-11-23T10:00:00", 0, "2026-11-23T18:00:00"),
        ("2026-11-23T10:00:00", 2, "2026-11-25T18:00:00"),
        ("2026-11-20T10:00:00", 1, "2026-11-23T18:00:00"),
        ("2026-11-21T10:00:00", 0, "2026-11-23T18:00:00"),
        ("2026-11-21T10:00:00", 1, "2026-11-23T18:00:00"),
        ("2027-02-05T10:00:00", 1, "2027-02-10T18:00:00"),
        ("2027-12-31T10:00:00", 1, "2028-01-03T18:00:00"),  # unknown days count: people must have a due time
    ],
)
def test_people_get_working_days(moment: str, count: int, due: str) -> None:
    assert OFFICE.add_working_days(at(moment), count) == at(due)


def test_working_days_are_counted_forward() -> None:
    with pytest.raises(ValueError, match="forward"):
        CALENDAR.add_working_days(date(2026, 11, 23), -1)


def test_open_time_is_counted_inside_the_hours_only() -> None:
    assert OFFICE.open_time_between(at("2026-11-20T17:00:00"), at("2026-11-23T10:00:00")) == timedelta(hours=2)
    assert OFFICE.open_time_between(at("2026-11-23T10:00:00"), at("2026-11-23T10:00:00")) == timedelta()
    assert OFFICE.open_time_between(at("2026-11-23T18:00:00"), at("2026-11-24T09:00:00")) == timedelta()
    assert OFFICE.open_time_between(at("2026-11-23T07:00:00"), at("2026-11-24T20:00:00")) == timedelta(hours=18)


def test_a_window_says_when_it_closes() -> None:
    assert OFFICE.closes_at(at("2026-11-23T10:00:00")) == at("2026-11-23T18:00:00")
    with pytest.raises(ValueError, match="does not close"):
        OFFICE.closes_at(at("2026-11-22T10:00:00"))
