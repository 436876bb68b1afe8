"""What a check of a contact flow found."""

from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    """`error`: Connect refuses the flow or drops calls in it. `warning`: look at it; Connect may take it."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found. `path` is where, as the service writes it: `Actions[3].Transitions.NextAction`."""

    level: Level
    code: str
    path: str
    message: str
    block: str = ""
    """The Identifier of the action that it stands in, as far as it has one."""


def error(code: str, path: str, message: str) -> Finding:
    """Connect would refuse it."""
    return Finding(Level.ERROR, code, path, message)


def warning(code: str, path: str, message: str) -> Finding:
    """Connect may take it, and a person should look."""
    return Finding(Level.WARNING, code, path, message)
