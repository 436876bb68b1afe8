"""One thing that a check has found."""

from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    """`error`: do not deploy. `warning`: look at it."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Finding:
    """`about` is the table of the settings; `message` says in Korean what is wrong and what to do."""

    level: Level
    about: str
    code: str
    message: str


def error(about: str, code: str, message: str) -> Finding:
    """Something that stops a deployment."""
    return Finding(Level.ERROR, about, code, message)


def warning(about: str, code: str, message: str) -> Finding:
    """Something to look at."""
    return Finding(Level.WARNING, about, code, message)
