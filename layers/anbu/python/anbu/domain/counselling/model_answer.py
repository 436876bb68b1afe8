"""What a language model may tell us of a call, before anything of it is believed."""

from dataclasses import dataclass

from anbu.domain.counselling.record import DangerKind, Topic


@dataclass(frozen=True, slots=True)
class Usage:
    """What an answer cost. `won` by the prices in the settings, 0 if none are given."""

    prompt_tokens: int = 0
    answer_tokens: int = 0
    won: float = 0.0
    seconds: float = 0.0


class ModelFailed(Exception):
    """No usable answer: refused, empty, malformed, cut off, filtered, late, unreachable: a word for a metric.

    `usage` is what it cost all the same, where that is known.
    """

    def __init__(self, why: str, usage: Usage | None = None) -> None:
        super().__init__(why)
        self.usage = usage


@dataclass(frozen=True, slots=True)
class Claim:
    """Something that the model says the resident said."""

    text: str
    turn: str
    quote: str


@dataclass(frozen=True, slots=True)
class ModelAnswer:
    """The model's reading: dangers and problems with quotes, wishes, and lines of a summary."""

    dangers: tuple[tuple[DangerKind, Claim], ...] = ()
    problems: tuple[tuple[Topic, Claim], ...] = ()
    requests: tuple[Claim, ...] = ()
    summary: tuple[str, ...] = ()
