"""The event log: what was done, by whom and when, as plain lines. The checker sees nothing else.

`enrolled case` · `text t attempt number` · `start t attempt number contact` · `refused t attempt` · `end t contact` ·
`moved t case state due` · `final case state due`. Times are microseconds since the start; `-` is none.
"""

from datetime import datetime
from pathlib import Path
from types import TracebackType

from local.simulate.timeline import Timeline


class EventLog:
    """Writes lines to a file."""

    def __init__(self, path: Path, timeline: Timeline) -> None:
        self._file = path.open("w", encoding="ascii", buffering=1 << 20)
        self._timeline = timeline
        self._write = self._file.write

    def __enter__(self) -> "EventLog":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._file.close()

    def enrolled(self, case: str) -> None:
        """Somebody stands on the list."""
        self._write(f"enrolled\t{case}\n")

    def text(self, attempt: str, number: str) -> None:
        """The provider has taken a text."""
        self._write(f"text\t{self._timeline.at}\t{attempt}\t{number}\n")

    def start(self, attempt: str, number: str, contact: str) -> None:
        """The telephone network has started a call."""
        self._write(f"start\t{self._timeline.at}\t{attempt}\t{number}\t{contact}\n")

    def refused(self, attempt: str) -> None:
        """The telephone network has refused to start one."""
        self._write(f"refused\t{self._timeline.at}\t{attempt}\n")

    def end(self, contact: str) -> None:
        """A call is over."""
        self._write(f"end\t{self._timeline.at}\t{contact}\n")

    def moved(self, case: str, state: str, due: datetime | None) -> None:
        """The ledger has moved a case."""
        self._write(f"moved\t{self._timeline.at}\t{case}\t{state}\t{self._when(due)}\n")

    def final(self, case: str, state: str, due: datetime | None) -> None:
        """How a case stands at the end."""
        self._write(f"final\t{case}\t{state}\t{self._when(due)}\n")

    def _when(self, due: datetime | None) -> str:
        return "-" if due is None else str(self._timeline.micros(due))
