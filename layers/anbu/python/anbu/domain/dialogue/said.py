"""What came from the resident's side of the line in one turn, as speech recognition gives it."""

from dataclasses import dataclass

_CLOSE = 0.5


@dataclass(frozen=True, slots=True)
class Alternative:
    """One reading of what was said. `confidence` is between 0 and 1; None where recognition gave none."""

    text: str
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Said:
    """Words (best reading first), keys of the telephone, or neither: silence."""

    alternatives: tuple[Alternative, ...] = ()
    keys: str = ""

    @property
    def text(self) -> str:
        """The best reading."""
        return self.alternatives[0].text.strip() if self.alternatives else ""

    @property
    def confidence(self) -> float | None:
        """How sure recognition is of the best reading."""
        return self.alternatives[0].confidence if self.alternatives else None

    @property
    def silent(self) -> bool:
        """Nothing was said and no key pressed."""
        return not self.text and not self.keys

    @property
    def plausible(self) -> tuple[str, ...]:
        """Readings that may well be what was said, the best one first: danger in any of them counts."""
        floor = (self.confidence if self.confidence is not None else 1.0) * _CLOSE
        readings = [
            other.text.strip()
            for n, other in enumerate(self.alternatives)
            if n == 0 or other.confidence is None or other.confidence >= floor
        ]
        return tuple(reading for reading in readings if reading)
