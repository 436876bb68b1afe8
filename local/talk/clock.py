"""A clock that goes on as people speak: a call of ten minutes takes no time to play."""

import math
from datetime import datetime, timedelta

_LETTERS_A_SECOND = 7.0
"""Polly's Korean voice, pauses included."""


class SpokenClock:
    """`Clock` of one call. Each sentence takes as long as it takes to say."""

    def __init__(self, start: datetime) -> None:
        """`start`: when the telephone is picked up."""
        self._now = start

    def now(self) -> datetime:
        """The call's own time."""
        return self._now

    def lease(self, seconds: float) -> timedelta:
        """Nobody else works on this ledger."""
        return timedelta(seconds=seconds)

    def wait_until(self, moment: datetime) -> None:
        """Is there at once."""
        self._now = max(self._now, moment)

    def says(self, text: str) -> None:
        """Somebody says this."""
        self.passes(max(1.0, len(text) / _LETTERS_A_SECOND))

    def passes(self, seconds: float) -> None:
        """So much time goes by, to the full second."""
        self._now += timedelta(seconds=math.ceil(seconds))
