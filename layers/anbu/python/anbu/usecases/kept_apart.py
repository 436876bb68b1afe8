"""Several things to do of which one that fails holds up no other: people behind the next one wait for their calls."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field


@dataclass(slots=True)
class Faults:
    """What failed, to be raised when everything has had its turn."""

    what: str
    """Named in the error: `parts of a beat`."""
    _found: list[Exception] = field(default_factory=list)

    @contextmanager
    def kept(self) -> Iterator[None]:
        """What fails inside is kept for later, whatever it is."""
        try:
            yield
        except Exception as fault:
            self._found.append(fault)

    def raised(self) -> None:
        """Raises all that failed as one ExceptionGroup, if anything did."""
        if self._found:
            raise ExceptionGroup(f"{self.what} failed", self._found)
