"""Where time comes from: the system, or the embedded cloud's fast clock."""

import json
import time
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from anbu.domain.times import KST


class SystemClock:
    """`Clock` of every deployment in the world."""

    def now(self) -> datetime:
        """This moment in KST."""
        return datetime.now(KST)

    def lease(self, seconds: float) -> timedelta:
        """As long as it says."""
        return timedelta(seconds=seconds)

    def wait_until(self, moment: datetime) -> None:
        """Sleeps until then."""
        time.sleep(max(0.0, (moment - self.now()).total_seconds()))


class FileClock:
    """`Clock` of the embedded cloud: `{"real": unix seconds, "shown": RFC 3339, "rate": n}` in a file.

    now = shown + (time − real) × rate. The local driver puts a new anchor there by renaming, and only ever forward.
    """

    def __init__(self, path: Path) -> None:
        self._path = path

    def now(self) -> datetime:
        """The shown moment in KST."""
        anchor = self._anchor()
        shown = datetime.fromisoformat(anchor["shown"]).astimezone(KST)
        return shown + timedelta(seconds=(time.time() - anchor["real"]) * anchor["rate"])

    def lease(self, seconds: float) -> timedelta:
        """A run that works for `seconds` sees the shown time pass so many times as fast, at most as it was set."""
        anchor = self._anchor()
        return timedelta(seconds=seconds * anchor.get("fastest", anchor["rate"]))

    def wait_until(self, moment: datetime) -> None:
        """Sleeps the real time that this clock needs to get there."""
        time.sleep(max(0.0, (moment - self.now()).total_seconds() / self._anchor()["rate"]))

    def _anchor(self) -> dict[str, Any]:
        anchor: dict[str, Any] = json.loads(self._path.read_text("utf-8"))
        return anchor
