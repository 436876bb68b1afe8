"""Which days are working days in Korea, and how far ahead that is known."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

_SATURDAY = 5


class WindowUnknown(ValueError):
    """Nobody can say whether that day is a holiday, so nobody may be disturbed on it (design §2.6)."""


@dataclass(frozen=True, slots=True)
class Calendar:
    """Public holidays with substitute and temporary ones, known from `known_from` to `known_until` (both included).

    Days beyond are *unknown*: for calls that is closed; for the due times of people it is a plain weekday,
    because a due time that cannot be given would be a person without one.
    """

    holidays: frozenset[date]
    known_from: date
    known_until: date

    def __post_init__(self) -> None:
        if self.known_from > self.known_until:
            raise WindowUnknown(f"the holidays are known from {self.known_from} only until {self.known_until}")

    def knows(self, day: date) -> bool:
        """Whether the holidays of that day are known."""
        return self.known_from <= day <= self.known_until

    def with_days(self, extra: Iterable[date]) -> "Calendar":
        """The same calendar with a local government's own days off (임시공휴일, 재량휴무)."""
        return Calendar(self.holidays | frozenset(extra), self.known_from, self.known_until)

    def add_working_days(self, day: date, count: int) -> date:
        """The `count`-th working day after `day`; 0 is `day` itself or the first working day after it.

        Never raises for a far day: see the class.
        """
        if count < 0:
            raise ValueError("working days are counted forward")
        while count or not self._is_working(day):
            day += timedelta(days=1)
            if self._is_working(day):
                count = max(0, count - 1)
        return day

    def _is_working(self, day: date) -> bool:
        return day.weekday() < _SATURDAY and day not in self.holidays
