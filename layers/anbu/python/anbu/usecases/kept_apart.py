"""Several things to do of which one that fails holds up no other: people behind the next one wait for their calls."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

_OUTAGE = 5


@dataclass(slots=True)
class Faults:
    """What failed, to be raised when everything has had its turn."""

    what: str
    """Named in the error: `parts of a beat`."""
    _found: list[Exception] = field(default_factory=list)
    _in_a_row: int = 0

    @property
    def outage(self) -> bool:
        """So many failed in a row that it is no single lost answer: what is left waits for the next run."""
        return self._in_a_row >= _OUTAGE

    @contextmanager
    def kept(self) -> Iterator[None]:
        """What fails inside is kept for later, whatever it is."""
        try:
            yield
        except Exception as fault:
            self._found.append(fault)
            self._in_a_row += 1
        else:
            self._in_a_row = 0

    def raised(self) -> None:
        """Raises all that failed as one ExceptionGroup, if anything did."""
        if self._found:
            raise ExceptionGroup(f"{self.what} failed", self._found)
