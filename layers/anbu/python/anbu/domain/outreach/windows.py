"""When residents may be disturbed: days and hours of Korean time, closed whenever in doubt (design §2.6)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from anbu.domain.outreach.calendar import Calendar, WindowUnknown
from anbu.domain.times import KST, aware

__all__ = ["EARLIEST", "LATEST", "WORKDAYS", "Rung", "Window", "WindowInvalid", "WindowUnknown", "Windows"]

EARLIEST, LATEST = time(8, 0), time(20, 0)
"""No settings can open a window beyond these: policy, stricter than 정보통신망법 제50조 (21–08, advertising only)."""
WORKDAYS = frozenset(range(5))


class WindowInvalid(ValueError):
    """A window whose settings make no sense. Nobody is called under it."""


class Rung(StrEnum):
    """The rungs of the ladder, each with its own hours."""

    NOTICE = "notice"
    CALL = "call"
    STAFF_CALL = "staff_call"
    VISIT = "visit"


@dataclass(frozen=True, slots=True)
class Window:
    """Open from `opens` (included) to `closes` (not), KST, on these weekdays (0 = Monday) that are no holidays.

    Raises:
        WindowInvalid: no day, closing not after opening, or hours outside `EARLIEST` to `LATEST`.
    """

    opens: time
    closes: time
    calendar: Calendar
    days: frozenset[int] = WORKDAYS

    def __post_init__(self) -> None:
        if self.opens.tzinfo or self.closes.tzinfo:
            raise WindowInvalid("the hours of a window are Korean time and carry no zone of their own")
        if not EARLIEST <= self.opens < self.closes <= LATEST:
            raise WindowInvalid(f"a window of {self.opens}-{self.closes} is not within {EARLIEST}-{LATEST}")
        if not self.days or not self.days <= frozenset(range(7)):
            raise WindowInvalid("a window needs weekdays from 0 (Monday) to 6 (Sunday)")

    def is_open(self, at: datetime) -> bool:
        """Whether a resident may be disturbed at that moment. On a day whose holidays are not known: no."""
        local = aware(at)
        return self.opens <= local.time() < self.closes and self._is_day(local.date())

    def next_open(self, at: datetime) -> datetime:
        """The first open moment at or after `at`, in KST.

        Raises:
            WindowUnknown: holidays are not known that far.
        """
        local = aware(at)
        if self.is_open(local):
            return local
        day = local.date() if local.time() < self.opens else local.date() + timedelta(days=1)
        while not self._is_day(day):
            if not self.calendar.knows(day):
                raise WindowUnknown(f"no open window is known on {day}: holidays end {self.calendar.known_until}")
            day += timedelta(days=1)
        return datetime.combine(day, self.opens, KST)

    def closes_at(self, at: datetime) -> datetime:
        """When the window that is open at `at` closes.

        Raises:
            ValueError: it is not open then.
        """
        if not self.is_open(at):
            raise ValueError("a closed window does not close")
        return datetime.combine(aware(at).date(), self.closes, KST)

    def open_time_between(self, start: datetime, end: datetime) -> timedelta:
        """How much open time lies between two moments; days whose holidays are not known count as closed."""
        start, end = aware(start), aware(end)
        total, day = timedelta(), start.date()
        while day <= end.date():
            if self._is_day(day):
                low = max(start, datetime.combine(day, self.opens, KST))
                high = min(end, datetime.combine(day, self.closes, KST))
                total += max(timedelta(), high - low)
            day += timedelta(days=1)
        return total

    def add_working_days(self, at: datetime, count: int) -> datetime:
        """The end of the hours on the `count`-th working day after `at`: when something is due from people.

        Counts on over days whose holidays are not known yet: a person must have a due time (design §2.1).
        """
        return datetime.combine(self.calendar.add_working_days(aware(at).date(), count), self.closes, KST)

    def _is_day(self, day: date) -> bool:
        return day.weekday() in self.days and self.calendar.knows(day) and day not in self.calendar.holidays


Windows = Mapping[Rung, Window]
"""The hours of each rung of one local government."""
