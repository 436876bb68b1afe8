"""Call starts against a rate and a burst: the generic cell rate algorithm, on one conditional item."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from math import ceil

from anbu.domain.cases.attempt import Pace
from anbu.domain.values import replace


@dataclass(frozen=True, slots=True)
class StartRate:
    """What one deployment may use of Connect's start quota (2 a second, burst 5, per account and Region)."""

    per_second: float
    burst: int

    @property
    def even(self) -> "StartRate":
        """The same rate without bursts: what the dialler keeps towards the network."""
        return StartRate(self.per_second, 1)

    @property
    def interval(self) -> timedelta:
        """Between two starts at the steady rate, rounded up: no second may ever hold one start too many."""
        return _interval(self.per_second)


@cache
def _interval(per_second: float) -> timedelta:
    return timedelta(microseconds=ceil(1_000_000 / per_second))


def granted(pace: Pace, rate: StartRate, now: datetime) -> Pace | None:
    """The pace with one more start granted at `now`, or None if that would be too fast.

    Over any time t, at most `burst` + rate × t starts are granted.
    """
    arrival = max(pace.arrival, now)
    if arrival - now > rate.interval * (rate.burst - 1):
        return None
    return replace(pace, arrival=arrival + rate.interval, served=pace.served + 1)


def free_again(pace: Pace, rate: StartRate) -> datetime:
    """The first moment at which `granted` grants again."""
    return pace.arrival - rate.interval * (rate.burst - 1)


def empty_of_late(pace: Pace, now: datetime) -> frozenset[str]:
    """Where a look found nobody just now: whoever comes due there meanwhile is taken by the next beat."""
    fresh = pace.nobody_until is not None and now < pace.nobody_until
    return frozenset(pace.nobody_in) if fresh else frozenset()


def looked(pace: Pace, nobody_in: Iterable[str], until: datetime) -> Pace:
    """The pace that remembers until then where nobody is."""
    return replace(pace, nobody_in=tuple(sorted(nobody_in)), nobody_until=until)
