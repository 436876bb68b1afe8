"""Whatever the hours, the holidays and the moment: nobody is disturbed outside, and no open moment is passed over."""

from datetime import date, datetime, time, timedelta

from hypothesis import given
from hypothesis import strategies as st

from anbu.domain.outreach.calendar import Calendar, WindowUnknown
from anbu.domain.outreach.windows import Window
from anbu.domain.times import KST

FIRST, LAST = date(2026, 12, 1), date(2027, 2, 28)

calendars = st.frozensets(st.dates(FIRST, LAST), max_size=30).map(lambda days: Calendar(days, FIRST, LAST))
hours = st.tuples(st.integers(8 * 60, 20 * 60), st.integers(8 * 60, 20 * 60)).filter(lambda pair: pair[0] < pair[1])
windows = st.builds(
    lambda pair, calendar, days: Window(
        time(pair[0] // 60, pair[0] % 60), time(pair[1] // 60, pair[1] % 60), calendar, days
    ),
    hours,
    calendars,
    st.frozensets(st.integers(0, 6), min_size=1),
)
moments = st.datetimes(datetime(2026, 11, 25), datetime(2027, 3, 5)).map(  # noqa: DTZ001
    lambda naive: naive.replace(tzinfo=KST)
)


@given(windows, moments)
def test_the_next_opening_is_open_and_the_first(window: Window, at: datetime) -> None:
    try:
        opening = window.next_open(at)
    except WindowUnknown:
        if window.calendar.knows(at.date()):
            assert window.open_time_between(at, datetime.combine(LAST, time(23), KST)) == timedelta()
        return
    assert opening >= at
    assert window.is_open(opening)
    assert window.next_open(opening) == opening
    if opening > at:
        assert not window.is_open(at)
        assert not window.is_open(opening - timedelta(microseconds=1))
        assert window.open_time_between(at, opening) == timedelta()


@given(windows, moments)
def test_an_open_moment_is_a_working_moment(window: Window, at: datetime) -> None:
    if window.is_open(at):
        assert at.weekday() in window.days
        assert at.date() not in window.calendar.holidays
        assert FIRST <= at.date() <= LAST
        assert window.opens <= at.time() < window.closes
        assert window.closes_at(at) > at


@given(calendars, st.dates(FIRST, LAST), st.integers(0, 15))
def test_the_nth_working_day_has_n_working_days_behind_it(calendar: Calendar, day: date, count: int) -> None:
    due = calendar.add_working_days(day, count)
    between = (day + timedelta(days=n) for n in range(1, (due - day).days + 1))
    working = sum(1 for d in between if d.weekday() < 5 and d not in calendar.holidays)
    assert due.weekday() < 5
    assert due not in calendar.holidays
    assert working == count or (count == 0 and working == 1 and due > day)


@given(windows, moments, moments, moments)
def test_open_time_adds_up(window: Window, a: datetime, b: datetime, c: datetime) -> None:
    a, b, c = sorted((a, b, c))
    assert window.open_time_between(a, c) == window.open_time_between(a, b) + window.open_time_between(b, c)
