"""Keeps the fast clock honest under load: a call must not grow long only because this machine is slow.

Functions take real time, and the clock multiplies it: at 120 times real time an answer after half a second is a minute
of silence on the line, and a conversation of two minutes ends at its limit of twelve. So while calls are in the air the
clock goes only so fast that an answer takes a few shown seconds; the machine is no less busy for it. With nobody on the
line it goes as fast as it was set.
"""

import asyncio
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import fmean

from local.clock import FastClock, set_rate

MOST_SHOWN_SECONDS = 12.0
"""How long a caller waits for an answer on average, in shown seconds: a call is as long as all its answers together."""
LOOK_SECONDS = 0.3
REMEMBERED_SECONDS = 3.0
REMEMBERED_ANSWERS = 25
WORTHWHILE = 1.3
"""Changes of less than this factor are left alone."""
SLOWEST_SHARE = 1 / 40
"""Never slower than this share of what it was set to: while functions start cold, a round must still get on."""


class Pace:
    """Watches how long functions take, and how many calls are in the air."""

    def __init__(self, clock_file: Path, clock: FastClock, stopwatch: Callable[[], float] = time.monotonic) -> None:
        """Nothing is changed before `run`."""
        self._file, self._clock, self._stopwatch = clock_file, clock, stopwatch
        self._answers: deque[tuple[float, float]] = deque(maxlen=REMEMBERED_ANSWERS)
        self._asked: list[float] = []
        self._people = 0

    @contextmanager
    def answer(self) -> Iterator[None]:
        """A caller waits for a function's answer within: it counts from now on, not only once it is there."""
        asked = self._stopwatch()
        self._asked.append(asked)
        try:
            yield
        finally:
            self._asked.remove(asked)
            now = self._stopwatch()
            self._answers.append((now, now - asked))

    def person_on_the_line(self, there: bool) -> None:
        """A real person (at the browser) picks up or puts down: for them the clock goes as theirs does."""
        self._people += 1 if there else -1
        self._go(1.0 if self._people else self._clock.fastest)

    async def run(self, calls: Callable[[], int]) -> None:
        """Until it is cancelled."""
        while True:
            await asyncio.sleep(LOOK_SECONDS)
            if not self._people:
                self._go(self.wanted(calls()))

    def wanted(self, calls: int) -> float:
        """How fast the clock should go with so many calls in the air."""
        fastest = self._clock.fastest
        now = self._stopwatch()
        recent = [seconds for at, seconds in self._answers if at >= now - REMEMBERED_SECONDS]
        waiting = [now - asked for asked in self._asked]
        if not calls:
            return fastest
        usual = max(fmean(_most_of(recent)), fmean(waiting or [0.0]))
        return min(fastest, max(fastest * SLOWEST_SHARE, MOST_SHOWN_SECONDS / max(usual, 0.001)))

    def _go(self, rate: float) -> None:
        now = self._clock.rate
        if rate != now and (max(rate, now) / min(rate, now) >= WORTHWHILE or rate == self._clock.fastest):
            set_rate(self._file, rate)


def _most_of(seconds: list[float]) -> list[float]:
    """One cold start, once it is over, slows nobody down."""
    return sorted(seconds)[:-1] or seconds or [0.0]
