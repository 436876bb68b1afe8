"""Connect's quotas, in shown time: so many call starts a second with a burst, so many calls at once."""

from collections.abc import Callable


class Rate:
    """A token bucket. `clock` tells shown seconds."""

    def __init__(self, per_second: float, burst: int, clock: Callable[[], float]) -> None:
        self._per_second, self._burst, self._clock = per_second, burst, clock
        self._tokens, self._at = float(burst), clock()

    def take(self) -> bool:
        """One more, if it is allowed now."""
        now = self._clock()
        self._tokens = min(self._burst, self._tokens + max(0.0, now - self._at) * self._per_second)
        self._at = now
        if self._tokens < 1:
            return False
        self._tokens -= 1
        return True
