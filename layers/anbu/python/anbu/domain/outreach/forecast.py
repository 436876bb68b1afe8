"""Before a round starts: how long it will take with the lines there are, and what it leaves to each town's staff."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from anbu.domain.cases.ladder import Ladder
from anbu.domain.cases.outcome import Outcome
from anbu.domain.ids import AreaCode
from anbu.domain.outreach.calendar import WindowUnknown
from anbu.domain.outreach.pace import StartRate
from anbu.domain.outreach.windows import Window
from anbu.domain.times import aware


@dataclass(frozen=True, slots=True)
class Expectation:
    """How calls go, as far as anybody knows (`data/forecast.toml`, or the figures of the last round)."""

    reached_per_call: float
    seconds_per_call: float
    counselled_of_reached: float
    reached_by_staff: float
    won_per_text: float
    won_per_call_minute: float


@dataclass(frozen=True, slots=True)
class TownForecast:
    """What one 읍면동 will have to do."""

    people: int
    staff_calls: int
    visits: int
    reviews: int


@dataclass(frozen=True, slots=True)
class Forecast:
    """What a round will come to, rounded to whole people."""

    people: int
    calls: int
    line_hours: float
    calls_done_at: datetime | None
    """When the machine's last call ends; None: holidays are not known that far."""
    in_time: bool
    """Whether that leaves people the ladder's working days before `decide_by`."""
    towns: Mapping[AreaCode, TownForecast]
    cost_won: int


def forecast(
    towns: Mapping[AreaCode, tuple[int, int]],
    ladder: Ladder,
    lines: int,
    rate: StartRate,
    expected: Expectation,
    start: datetime,
    decide_by: date,
) -> Forecast:
    """The forecast for towns given as (people with a usable number, people without)."""
    callable_people = sum(rung for rung, _ in towns.values())
    missed = 1 - expected.reached_per_call
    calls = sum(callable_people * missed**n for n in range(ladder.call_budget))
    line_seconds = calls * expected.seconds_per_call
    gap = ladder.gap_after(Outcome.NO_ANSWER) * (ladder.call_budget - 1)
    work = timedelta(seconds=max(line_seconds / lines, calls / rate.per_second) if calls else 0)
    done_at = _after_open_time(ladder.call_window, start + ladder.notice_lead, max(work, gap) if calls else work)
    people_days = max(ladder.staff_call_days + ladder.visit_days, *ladder.review_days.values())
    calendar = ladder.staff_window.calendar
    in_time = done_at is not None and calendar.add_working_days(done_at.date(), people_days) <= decide_by
    return Forecast(
        people=sum(rung + unrung for rung, unrung in towns.values()),
        calls=round(calls),
        line_hours=line_seconds / 3600,
        calls_done_at=done_at,
        in_time=in_time,
        towns={area: _town(*counts, missed**ladder.call_budget, expected) for area, counts in towns.items()},
        cost_won=round(
            callable_people * expected.won_per_text + line_seconds / 60 * expected.won_per_call_minute,
        ),
    )


def _town(rung: int, unrung: int, never_reached: float, expected: Expectation) -> TownForecast:
    reached = rung * (1 - never_reached)
    staff_calls = unrung + rung * never_reached + reached * (1 - expected.counselled_of_reached)
    return TownForecast(
        people=rung + unrung,
        staff_calls=round(staff_calls),
        visits=round(staff_calls * (1 - expected.reached_by_staff)),
        reviews=round(reached * expected.counselled_of_reached),
    )


def _after_open_time(window: Window, start: datetime, work: timedelta) -> datetime | None:
    """The moment at which so much open time has passed since `start`."""
    at = aware(start)
    try:
        while True:
            at = window.next_open(at)
            left = window.closes_at(at) - at
            if work <= left:
                return at + work
            work -= left
            at = window.closes_at(at)
    except WindowUnknown:
        return None
