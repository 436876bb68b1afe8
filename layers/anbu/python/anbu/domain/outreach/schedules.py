"""When a campaign comes round: weekly, monthly, by cron, or once. Korean time, no timer to forget."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache

from anbu.domain.times import KST, aware

_FIELDS = (("minute", 0, 59), ("hour", 0, 23), ("day", 1, 31), ("month", 1, 12), ("weekday", 0, 7))
_FAR = timedelta(days=4 * 366 + 1)
"""So far back a firing is looked for: the 29th of February comes every four years."""
_SUNDAY = 7
MOST_A_DAY = 4
"""Firings of one campaign: in a heat wave people are asked in the morning, at noon and in the evening."""


class ScheduleInvalid(ValueError):
    """Not a schedule that anybody could keep."""


@dataclass(frozen=True, slots=True)
class Schedule:
    """Five cron fields (minute hour day month weekday; 0 and 7 are Sunday), in KST.

    `*`, numbers, ranges `1-5`, lists `1,15` and steps `*/2` are understood. `L` as the day is the last of the month.
    Day and weekday both given: either fires, as cron has always done.
    """

    cron: str

    def __post_init__(self) -> None:
        _parsed(self.cron)

    @property
    def times_a_day(self) -> int:
        """How often it fires on a day on which it fires."""
        minutes, hours, *_ = _parsed(self.cron)
        return len(minutes) * len(hours)

    def last_before(self, moment: datetime) -> datetime | None:
        """The latest firing at or before a moment, in KST; None if it never fired in the four years before."""
        at = aware(moment).replace(second=0, microsecond=0)
        earliest = at - _FAR
        minutes, hours, *_ = _parsed(self.cron)
        while at >= earliest:
            if not self._is_day(at):
                at = at.replace(hour=23, minute=59) - timedelta(days=1)
            elif at.hour not in hours:
                at = at.replace(minute=59) - timedelta(hours=1)
            elif at.minute not in minutes:
                at -= timedelta(minutes=1)
            else:
                return at
        return None

    def next_after(self, moment: datetime) -> datetime:
        """The first firing after a moment, in KST.

        Raises:
            ScheduleInvalid: it fires never again within four years (the 31st of February).
        """
        at = aware(moment).replace(second=0, microsecond=0) + timedelta(minutes=1)
        latest = at + _FAR
        minutes, hours, *_ = _parsed(self.cron)
        while at <= latest:
            if not self._is_day(at):
                at = at.replace(hour=0, minute=0) + timedelta(days=1)
            elif at.hour not in hours:
                at = at.replace(minute=0) + timedelta(hours=1)
            elif at.minute not in minutes:
                at += timedelta(minutes=1)
            else:
                return at
        raise ScheduleInvalid(f"{self.cron!r} never comes")

    def firings(self, after: datetime, until: datetime) -> list[datetime]:
        """Every firing after one moment and at or before another, in order."""
        found: list[datetime] = []
        at = self.last_before(until)
        while at is not None and at > after:
            found.append(at)
            at = self.last_before(at - timedelta(minutes=1))
        return found[::-1]

    def _is_day(self, at: datetime) -> bool:
        _, _, days, months, weekdays = _parsed(self.cron)
        if at.month not in months:
            return False
        day_given, weekday_given = (field != "*" for field in (self.cron.split()[2], self.cron.split()[4]))
        last = (at + timedelta(days=1)).month != at.month
        by_day = at.day in days or (last and _LAST in days)
        by_weekday = at.isoweekday() % _SUNDAY in weekdays
        if day_given and weekday_given:
            return by_day or by_weekday
        return by_day and by_weekday


_LAST = 0
"""Stands for the last day of the month among days."""


def for_people(cron: str) -> Schedule:
    """A schedule by which people may be rung.

    Raises:
        ScheduleInvalid: nobody could keep it, or it fires more than `MOST_A_DAY` times on a day.
    """
    schedule = Schedule(cron)
    if schedule.times_a_day > MOST_A_DAY:
        raise ScheduleInvalid(f"a campaign fires at most {MOST_A_DAY} times a day, not {schedule.times_a_day}")
    return schedule


def weekly(weekday: int, hour: int = 9, minute: int = 0) -> Schedule:
    """Every week on that day (0 = Monday)."""
    return Schedule(f"{minute} {hour} * * {(weekday + 1) % _SUNDAY}")


def monthly(day: int, hour: int = 9, minute: int = 0) -> Schedule:
    """Every month on that day; from the 29th on it is the last day, so that February is not left out."""
    return Schedule(f"{minute} {hour} {'L' if day > 28 else day} * *")  # noqa: PLR2004 - February


def once(at: datetime) -> Schedule:
    """On one day of one year only in effect: a campaign that is started by hand or by an event."""
    moment = at.astimezone(KST)
    return Schedule(f"{moment.minute} {moment.hour} {moment.day} {moment.month} *")


@lru_cache(maxsize=512)
def _parsed(cron: str) -> tuple[frozenset[int], ...]:
    fields = cron.split()
    if len(fields) != len(_FIELDS):
        raise ScheduleInvalid(f"a schedule has five fields (minute hour day month weekday), not {len(fields)}")
    parsed = [_field(text, *bounds) for text, bounds in zip(fields, _FIELDS, strict=True)]
    parsed[4] = frozenset(day % _SUNDAY for day in parsed[4])
    return tuple(parsed)


def _field(text: str, name: str, low: int, high: int) -> frozenset[int]:
    values: set[int] = set()
    for part in text.split(","):
        if part == "L" and name == "day":
            values.add(_LAST)
            continue
        span, _, step = part.partition("/")
        first, _, last = span.partition("-")
        try:
            begin, end = (low, high) if span == "*" else (int(first), int(last or (high if step else first)))
            stride = int(step or 1)
        except ValueError:
            raise ScheduleInvalid(f"{part!r} is no {name}") from None
        if not low <= begin <= end <= high or stride < 1:
            raise ScheduleInvalid(f"{part!r} is no {name}")
        values.update(range(begin, end + 1, stride))
    return frozenset(values)
