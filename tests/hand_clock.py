"""A clock that a test sets by hand."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from anbu.domain.times import KST

MONDAY_TEN = datetime(2026, 11, 23, 10, 0, tzinfo=KST)
"""A working day."""


@dataclass(slots=True)
class HandClock:
    """Stands still at `at`; who waits comes to the moment at once. A lease is as long as it was asked for."""

    at: datetime = MONDAY_TEN

    def now(self) -> datetime:
        return self.at

    def lease(self, seconds: float) -> timedelta:
        return timedelta(seconds=seconds)

    def wait_until(self, moment: datetime) -> None:
        self.at = max(self.at, moment)
