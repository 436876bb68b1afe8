"""What a language model may tell us of a call, before anything of it is believed."""

from dataclasses import dataclass

from anbu.domain.counselling.record import DangerKind, Topic


class ModelFailed(Exception):
    """No usable answer: refused, empty, malformed, cut off, too late, unreachable. `args[0]` is a word for a metric."""


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


@dataclass(frozen=True, slots=True)
class Usage:
    """What an answer cost. `won`: whole won by the prices in the settings, 0 if none are given."""

    prompt_tokens: int = 0
    answer_tokens: int = 0
    won: int = 0
    seconds: float = 0.0
