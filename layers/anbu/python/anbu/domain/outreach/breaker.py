"""Stops calling when answers fall off a cliff: our number blocked as spam, or an outage. People let it go on."""

from dataclasses import dataclass
from datetime import datetime

from anbu.domain.cases.outcome import Outcome
from anbu.domain.values import replace

_NOT_ANSWERED = {Outcome.NO_ANSWER, Outcome.BUSY, Outcome.FAILED, Outcome.UNKNOWN}
_TELLS_NOTHING = frozenset({Outcome.INVALID_NUMBER})
"""A dead number says nothing of ours."""


@dataclass(frozen=True, slots=True)
class BreakerPolicy:
    """When to stop. Shares are of the last `recent` calls, against the long run before them."""

    recent: int = 50
    least_known: int = 100
    """Calls that the long run must rest on before anything is compared with it."""
    cliff: float = 0.3
    """Below so much of the usual share of answers it is a cliff; no day of ours has come near it by chance."""
    failed: float = 0.6
    """From so many failures of our side or the network's on, whatever the long run."""


@dataclass(frozen=True, slots=True)
class Breaker:
    """How calls of late were answered. One item a telephone instance; the shares fade instead of being counted."""

    name: str
    usual: float = 0.0
    """Share answered in the long run (the last thousand calls or so)."""
    late: float = 0.0
    """Share answered of late."""
    failing: float = 0.0
    """Share of late that failed on our side or the network's."""
    known: int = 0
    stopped_at: datetime | None = None
    why: str = ""
    version: int = 0

    @property
    def is_open(self) -> bool:
        """Nobody is called."""
        return self.stopped_at is not None


_LONG_RUN = 1000


def heard(breaker: Breaker, outcome: Outcome, now: datetime, policy: BreakerPolicy) -> Breaker:
    """The breaker after one more call has ended; it stops at a cliff, and stays stopped."""
    if outcome in _TELLS_NOTHING:
        return breaker
    known = breaker.known + 1
    answered, failed = float(outcome not in _NOT_ANSWERED), float(outcome is Outcome.FAILED)
    after = replace(
        breaker,
        usual=_faded(breaker.usual, answered, min(known, _LONG_RUN)),
        late=_faded(breaker.late, answered, min(known, policy.recent)),
        failing=_faded(breaker.failing, failed, min(known, policy.recent)),
        known=known,
    )
    if after.is_open:
        return after
    if known >= policy.recent and after.failing >= policy.failed:
        return replace(after, stopped_at=now, why="calls_fail")
    if known >= policy.least_known and after.late < after.usual * policy.cliff:
        return replace(after, stopped_at=now, why="answers_fell_off")
    return after


def resumed(breaker: Breaker) -> Breaker:
    """A person has looked into it: calling goes on, and the late shares begin anew at the usual ones."""
    return replace(breaker, stopped_at=None, why="", late=breaker.usual, failing=0.0)


def _faded(share: float, one: float, calls: int) -> float:
    return share + (one - share) / calls
