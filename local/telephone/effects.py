"""What a contact flow asks of the world while it is played, and what can come back.

The player itself touches nothing: it yields these values and is sent the answers, so the terminal, the local
telephone network and a test can all play the very same flow.
"""

from dataclasses import dataclass
from typing import Any

Event = dict[str, Any]
"""A Lambda event or answer, as JSON."""


@dataclass(frozen=True, slots=True)
class Alternative:
    """One reading of what was said, as speech recognition gives it. `confidence` is between 0 and 1."""

    text: str
    confidence: float = 0.9


@dataclass(frozen=True, slots=True)
class Heard:
    """What came from the line while somebody listened: words, keys, or nothing."""

    alternatives: tuple[Alternative, ...] = ()
    """Best first."""
    keys: str = ""

    @property
    def text(self) -> str:
        """The best reading; keys as they were pressed; empty for silence."""
        return self.alternatives[0].text if self.alternatives else self.keys

    @classmethod
    def words(cls, text: str, confidence: float = 0.9) -> "Heard":
        """One reading only; blank text is silence."""
        return cls((Alternative(text, confidence),)) if text.strip() else cls()


SILENCE = Heard()


@dataclass(frozen=True, slots=True)
class Patience:
    """How long to wait for words and keys, in milliseconds. The defaults are Connect's own."""

    start_ms: int = 3000
    end_ms: int = 600
    longest_ms: int = 12000
    keys_end_ms: int = 5000
    most_keys: int | None = None
    interruptible: bool = True


@dataclass(frozen=True, slots=True)
class Speak:
    """Say this to the person on the line. `markup`: the text is SSML."""

    text: str
    markup: bool = False


@dataclass(frozen=True, slots=True)
class Hear:
    """Listen for words or keys. Answered with `Heard`."""

    patience: Patience


@dataclass(frozen=True, slots=True)
class Invoke:
    """Run a Lambda function and wait for its answer. Answered with an `Event`, or fails with `FunctionFailed`."""

    arn: str
    event: Event
    seconds: float


@dataclass(frozen=True, slots=True)
class Hook:
    """Ask the code hook of a Lex V2 bot alias. Answered with an `Event`, or fails with `FunctionFailed`."""

    alias_arn: str
    event: Event
    seconds: float = 30.0


@dataclass(frozen=True, slots=True)
class Pause:
    """Let this many seconds pass on the line."""

    seconds: float


@dataclass(frozen=True, slots=True)
class Open:
    """Is somebody at work now? Answered with a bool. `hours` is empty when the queue's own hours count."""

    hours: str
    queue: str


@dataclass(frozen=True, slots=True)
class Metric:
    """A number about a queue (Connect's metric name). Answered with a float."""

    name: str
    queue: str


@dataclass(frozen=True, slots=True)
class Join:
    """Put the caller into a queue. Answered with a bool: False when it is at capacity."""

    queue: str


@dataclass(frozen=True, slots=True)
class Bridge:
    """Ring somebody else and join the two. Answered with a bool: False when nobody answered within `seconds`."""

    number: str
    seconds: float


Effect = Speak | Hear | Invoke | Hook | Pause | Open | Metric | Join | Bridge


class HungUp(Exception):
    """The person on the line hung up. May be thrown in answer to any effect."""


class FunctionFailed(Exception):
    """A function or hook gave no usable answer. `timed_out`: none came in time, so asking again is no use."""

    def __init__(self, reason: str, *, timed_out: bool = False) -> None:
        """`reason` is for engineers and holds no words of the call."""
        super().__init__(reason)
        self.timed_out = timed_out
