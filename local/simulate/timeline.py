"""Simulated time: what happens next happens now. Times are whole microseconds since the start."""

import heapq
from collections.abc import Callable
from datetime import datetime, timedelta
from itertools import count

SECOND = 1_000_000


class Timeline:
    """Events in order of time, and of being planned. It is the `Clock` that the production code sees."""

    def __init__(self, start: datetime) -> None:
        self._start = start
        self._now = start
        self.at = 0
        self._events: list[tuple[int, int, Callable[..., None], tuple[object, ...]]] = []
        self._ties = count()

    def now(self) -> datetime:
        """This moment."""
        return self._now

    def lease(self, seconds: float) -> timedelta:
        """Simulated runs take real seconds of simulated time."""
        return timedelta(seconds=seconds)

    def wait_until(self, moment: datetime) -> None:
        """Runs of the simulation never wait: they are planned again (`at_moment`)."""
        raise NotImplementedError(moment)

    def after(self, seconds: float, run: Callable[..., None], *args: object) -> None:
        """Plans a run so many seconds from now."""
        heapq.heappush(self._events, (self.at + round(seconds * SECOND), next(self._ties), run, args))

    def at_moment(self, moment: datetime, run: Callable[..., None], *args: object) -> None:
        """Plans a run at a moment, now at the earliest."""
        heapq.heappush(self._events, (max(self.at, self.micros(moment)), next(self._ties), run, args))

    def micros(self, moment: datetime) -> int:
        """A moment as microseconds since the start."""
        return (moment - self._start) // _MICROSECOND

    def run(self, go_on: Callable[[], bool]) -> None:
        """Runs events in order until none is left or `go_on` says no."""
        events, start = self._events, self._start
        while events and go_on():
            self.at, _, run, args = heapq.heappop(events)
            self._now = start + timedelta(microseconds=self.at)
            run(*args)


_MICROSECOND = timedelta(microseconds=1)
