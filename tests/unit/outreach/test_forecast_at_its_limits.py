"""The forecast where one thing decides: the last moment of a day, the longer of two waits, the slower of two teams."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from anbu.domain.cases.ladder import Ladder
from anbu.domain.ids import AreaCode
from anbu.domain.outreach.forecast import Expectation, Forecast, forecast
from anbu.domain.outreach.pace import StartRate
from anbu.domain.times import KST
from anbu.domain.values import replace
from tests.unit.cases.builders import MONDAY_TEN, ladder
from tests.unit.outreach.test_forecast import EXPECTED

TOWN = AreaCode("4672025000")
HALF_PAST_TEN = MONDAY_TEN + timedelta(minutes=30)
"""The first call: half an hour after the text."""
ALL_REACHED = Expectation(1.0, 27, 1.0, 1.0, 30, 40)


def made(
    people: int,
    expected: Expectation = ALL_REACHED,
    *,
    own: Ladder | None = None,
    unrung: int = 0,
    lines: int = 1,
    rate: float = 2,
    start: datetime = MONDAY_TEN,
    decide_by: date = date(2026, 12, 31),
) -> Forecast:
    towns = {TOWN: (people, unrung)}
    return forecast(towns, own or ladder(), lines, StartRate(rate, 5), expected, start, decide_by)


@pytest.mark.parametrize(
    ("people", "day", "hour", "minute", "second"),
    [
        (999, 23, 17, 59, 33),
        (1000, 23, 18, 0, 0),  # the very end of the hours: it is done that day
        (1001, 24, 9, 0, 27),
        (2200, 24, 18, 0, 0),
        (2201, 25, 9, 0, 27),
    ],
)
def test_work_that_ends_with_the_hours_ends_that_day(
    people: int, day: int, hour: int, minute: int, second: int
) -> None:
    assert made(people).calls_done_at == datetime(2026, 11, day, hour, minute, second, tzinfo=KST)


@pytest.mark.parametrize(
    ("start", "done"),
    [
        ("2026-11-23T08:00", "2026-11-23T13:00"),  # the hours begin at nine, and two gaps of two hours follow
        ("2026-11-23T17:45", "2026-11-24T13:00"),
        ("2026-11-21T12:00", "2026-11-23T13:00"),  # a Saturday
    ],
)
def test_calls_begin_when_the_hours_do(start: str, done: str) -> None:
    begun, ended = (datetime.fromisoformat(text).replace(tzinfo=KST) for text in (start, done))
    assert made(3, start=begun).calls_done_at == ended


def test_the_longer_of_lines_starts_and_gaps_decides() -> None:
    own = ladder(gap_minutes={"no_answer": 60})
    assert made(500, own=own).calls_done_at == HALF_PAST_TEN + timedelta(seconds=500 * 27)
    assert made(500, own=own, lines=3, rate=0.05).calls_done_at == HALF_PAST_TEN + timedelta(seconds=500 / 0.05)
    assert made(500, own=own, lines=50).calls_done_at == HALF_PAST_TEN + timedelta(minutes=120)
    assert made(2000, own=own, lines=7).calls_done_at == HALF_PAST_TEN + timedelta(seconds=2000 * 27 / 7)
    once = ladder(gap_minutes={"no_answer": 60}, call_budget=1)
    assert made(500, own=once, lines=50).calls_done_at == HALF_PAST_TEN + timedelta(seconds=500 * 27 / 50)
    four = ladder(gap_minutes={"no_answer": 60}, call_budget=4)
    assert made(500, own=four, lines=50).calls_done_at == HALF_PAST_TEN + timedelta(minutes=180)


@pytest.mark.parametrize(
    ("changes", "last"),
    [
        ({"staff_call_days": 7, "visit_days": 6}, 10),  # 13 working days behind Monday the 23rd of November
        ({"staff_call_days": 6, "visit_days": 7}, 10),
        ({"staff_call_days": 1, "visit_days": 3, "review_days": {"none_stated": 12}}, 9),
        ({"staff_call_days": 1, "visit_days": 3, "review_days": {"none_stated": 1, "watch": 11}}, 8),
    ],
)
def test_people_are_left_the_days_of_the_slowest_among_them(changes: dict[str, Any], last: int) -> None:
    own = ladder(**changes)
    assert made(3, own=own, decide_by=date(2026, 12, last)).in_time
    assert not made(3, own=own, decide_by=date(2026, 12, last - 1)).in_time


@pytest.mark.parametrize(("budget", "calls"), [(1, 1000), (2, 1500), (3, 1750), (4, 1875)])
def test_each_call_more_reaches_its_share_of_who_is_left(budget: int, calls: int) -> None:
    found = made(1000, EXPECTED, own=ladder(call_budget=budget), unrung=9)
    town = found.towns[TOWN]
    reached = 1000 * (1 - 0.5**budget)
    assert (found.calls, found.people, town.people) == (calls, 1009, 1009)
    assert town.staff_calls == round(9 + 1000 * 0.5**budget + reached * 0.1)
    assert town.reviews == round(reached * 0.9)
    assert town.visits == round((9 + 1000 * 0.5**budget + reached * 0.1) * 0.4)


def test_texts_and_minutes_are_paid_for() -> None:
    found = made(600, replace(ALL_REACHED, seconds_per_call=90), unrung=50)
    assert found.line_hours == pytest.approx(15.0)
    assert found.cost_won == 600 * 30 + 600 * 40 * 3 // 2


def test_where_few_are_counselled_and_few_are_reached_by_staff() -> None:
    town = made(1000, replace(ALL_REACHED, counselled_of_reached=0.4, reached_by_staff=0.3)).towns[TOWN]
    assert (town.staff_calls, town.visits, town.reviews) == (600, 420, 400)
