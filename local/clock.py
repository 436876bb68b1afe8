"""The embedded cloud's clock, seen from outside the functions: setting it going, moving it on, sleeping by it.

The clock is a file, `{"real": unix seconds, "shown": RFC 3339, "rate": n, "fastest": n}`: now = shown + (time − real) ×
rate. Every process reads the same file, so functions, the telephone network and reconcile agree. It only moves forward.
"""

import asyncio
import fcntl
import json
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from anbu.domain.times import KST, aware

LOOK_AGAIN_SECONDS = 0.25
"""Real seconds after which a sleeper looks whether somebody has moved the clock."""


def set_clock(path: Path, shown: datetime, rate: float) -> None:
    """Anchor the clock: it shows `shown` now, and goes on `rate` times as fast as real time.

    Raises:
        ValueError: the clock already shows a later time, or the rate is not above 0.
    """
    with _held(path):
        shown = aware(shown)
        if path.exists() and shown < (now := FastClock(path).now()):
            raise ValueError(f"the clock shows {now.isoformat()} and is never put back")
        _anchor(path, shown, rate, fastest=rate)


def set_rate(path: Path, rate: float) -> None:
    """Let the clock go on from where it is, slower than it was set to, or as fast again.

    Leases are made for the fastest pace (`fastest` in the file), so that none runs out because the clock speeds up.

    Raises:
        ValueError: the rate is not above 0.
    """
    with _held(path):
        clock = FastClock(path)
        _anchor(path, clock.now(), rate, fastest=max(rate, clock.fastest))


def jump(path: Path, shown: datetime) -> None:
    """Move the clock on to `shown`, at the pace that it has: quiet hours take no time. It may be there already."""
    with _held(path):
        clock = FastClock(path)
        _anchor(path, max(aware(shown), clock.now()), clock.rate, fastest=clock.fastest)


@contextmanager
def _held(path: Path) -> Iterator[None]:
    """One at a time: driver and telephone network both move the clock, and neither may undo the other."""
    with path.with_name(f"{path.name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _anchor(path: Path, shown: datetime, rate: float, fastest: float) -> None:
    """Atomic, by renaming: nobody reads half a clock."""
    if rate <= 0:
        raise ValueError("a clock that stands still or runs backwards would make nothing due")
    anchor = {"real": time.time(), "shown": shown.isoformat(), "rate": rate, "fastest": fastest}
    beside = path.with_name(f"{path.name}.{os.getpid()}")
    beside.write_text(json.dumps(anchor), encoding="utf-8")
    beside.replace(path)


class FastClock:
    """Reads the clock file; reads it anew only when somebody has replaced it, so that asking is cheap."""

    def __init__(self, path: Path) -> None:
        """`path` need not exist before the first question."""
        self._path = path
        self._stamp = (0, 0)
        self._real, self._shown, self._rate, self._fastest = 0.0, 0.0, 1.0, 1.0

    def now(self) -> datetime:
        """The shown moment, in KST."""
        return datetime.fromtimestamp(self.timestamp(), KST)

    def timestamp(self) -> float:
        """The shown moment in Unix seconds."""
        self._look()
        return self._shown + (time.time() - self._real) * self._rate

    @property
    def rate(self) -> float:
        """Shown seconds for each real one."""
        self._look()
        return self._rate

    @property
    def fastest(self) -> float:
        """The rate that it was set to; it may go slower for a while."""
        self._look()
        return self._fastest

    async def sleep(self, seconds: float) -> None:
        """Sleep so many shown seconds. A clock that is moved on or made faster meanwhile wakes the sleeper early."""
        until = self.timestamp() + seconds
        while (left := until - self.timestamp()) > 0:
            await asyncio.sleep(min(left / self._rate, LOOK_AGAIN_SECONDS))

    def _look(self) -> None:
        state = self._path.stat()
        stamp = (state.st_mtime_ns, state.st_ino)
        if stamp == self._stamp:
            return
        anchor: dict[str, Any] = json.loads(self._path.read_text(encoding="utf-8"))
        self._real, self._rate = float(anchor["real"]), float(anchor["rate"])
        self._fastest = float(anchor.get("fastest", self._rate))
        self._shown = datetime.fromisoformat(anchor["shown"]).timestamp()
        self._stamp = stamp
