"""What may go wrong on the way: each message, event, timer and acknowledgement may be lost, doubled, late, cut off."""

from dataclasses import dataclass, fields
from random import Random


class Crash(BaseException):
    """The process ended in the middle of its work: nothing catches that."""


class AnswerLost(Exception):
    """The act was done, and its answer never arrived."""


@dataclass(frozen=True, slots=True)
class Faults:
    """Probabilities, each from 0 to 0.5."""

    drop: float = 0.0
    duplicate: float = 0.0
    reorder: float = 0.0
    crash: float = 0.0

    @staticmethod
    def parse(spec: str) -> "Faults":
        """Reads `drop=0.05,duplicate=0.05`.

        Raises:
            ValueError: an unknown name, or not a probability up to 0.5.
        """
        names = {field.name for field in fields(Faults)}
        values: dict[str, float] = {}
        for part in filter(None, spec.split(",")):
            name, _, number = part.partition("=")
            if name.strip() not in names:
                raise ValueError(f"unknown fault {name.strip()!r}; known: {', '.join(sorted(names))}")
            values[name.strip()] = _probability(name.strip(), number)
        return Faults(**values)

    @property
    def any(self) -> bool:
        """Whether anything goes wrong at all."""
        return any(getattr(self, field.name) for field in fields(self))


def _probability(name: str, number: str) -> float:
    try:
        value = float(number)
    except ValueError:
        value = -1.0
    if not 0 <= value <= 0.5:  # noqa: PLR2004 - beyond it nothing ever gets through
        raise ValueError(f"{name} must be a probability from 0 to 0.5, such as {name}=0.05; it is {number!r}")
    return value


NO_FAULTS = Faults()


class Fuse:
    """Cuts a run off at one of its steps, now and then: before or after any write or act."""

    def __init__(self, faults: Faults, chance: Random) -> None:
        self._faults, self._chance, self._quiet = faults, chance, not faults.any
        self._left = 0

    @property
    def is_quiet(self) -> bool:
        """Whether nothing ever goes wrong."""
        return self._quiet

    def light(self) -> None:
        """A run begins."""
        self._left = self._chance.randint(1, 8) if self._faults.crash and self._happens(self._faults.crash) else 0

    def put_out(self) -> None:
        """The run is over."""
        self._left = 0

    def step(self) -> None:
        """One step of the run; may be its last."""
        if self._left:
            self._left -= 1
            if not self._left:
                raise Crash

    def answer(self) -> None:
        """An acknowledgement travels back; may be lost."""
        if self._faults.drop and self._happens(self._faults.drop):
            raise AnswerLost

    def copies(self) -> int:
        """How often a message arrives: 0, 1 or 2 times."""
        if self._quiet:
            return 1
        if self._happens(self._faults.drop):
            return 0
        return 2 if self._happens(self._faults.duplicate) else 1

    def lateness(self) -> float:
        """By how many seconds a message is overtaken by others."""
        if self._faults.reorder and self._happens(self._faults.reorder):
            return self._chance.uniform(0, 180)
        return 0.0

    def _happens(self, probability: float) -> bool:
        return self._chance.random() < probability
