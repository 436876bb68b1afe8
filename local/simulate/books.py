"""The event log read back: plain lists of what was done. Nothing here knows any rule."""

from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(slots=True)
class Books:
    """Everything in an event log. Times are microseconds since the start of the simulation."""

    enrolled: list[str] = field(default_factory=list)
    texts: list[tuple[str, int, str]] = field(default_factory=list)
    """Number, time, attempt."""
    starts: list[tuple[str, int, str]] = field(default_factory=list)
    """Number, time, attempt."""
    calls: list[tuple[int, int]] = field(default_factory=list)
    """Start and end of each call; a call that never ended has its start for an end."""
    refused: int = 0
    waited: list[tuple[int, int]] = field(default_factory=list)
    """From when till when somebody was due to be rung."""
    moves: list[tuple[int, str, str]] = field(default_factory=list)
    """Time, the state left (empty at first), the state entered."""
    finals: defaultdict[str, list[tuple[str, str]]] = field(default_factory=lambda: defaultdict(list))
    """State and due time (`-`: none) of each case at the end; more than one is a fault."""
    last: int = 0


def read(*paths: Path) -> Books:
    """Reads the event logs of one round, one a share.

    Raises:
        ValueError: a line that no log has.
    """
    books = Books()
    due_from: dict[str, int] = {}
    for path in paths:
        _read(path, books, due_from)
    books.last = max((end for _, end in books.calls), default=0)
    books.waited += ((at, books.last) for at in due_from.values() if at < books.last)
    books.moves.sort()
    return books


def _read(path: Path, books: Books, due_from: dict[str, int]) -> None:
    began: dict[str, int] = {}
    state: dict[str, str] = {}
    with path.open(encoding="ascii") as lines:
        for line in lines:
            kind, *rest = line.rstrip("\n").split("\t")
            if kind == "moved":
                _move(books, state, due_from, *rest)
            elif kind == "start":
                at, attempt, number, contact = rest
                books.starts.append((number, int(at), attempt))
                began[contact] = int(at)
            elif kind == "end":
                books.calls.append((began.pop(rest[1]), int(rest[0])))
            elif kind == "text":
                books.texts.append((rest[2], int(rest[0]), rest[1]))
            elif kind == "final":
                books.finals[rest[0]].append((rest[1], rest[2]))
            elif kind == "enrolled":
                books.enrolled.append(rest[0])
            elif kind == "refused":
                books.refused += 1
            else:
                raise ValueError(f"no such line in an event log: {kind}")
    books.calls += ((at, at) for at in began.values())


def _move(books: Books, state: dict[str, str], due_from: dict[str, int], at: str, case: str, to: str, due: str) -> None:
    now = int(at)
    since = due_from.pop(case, None)
    if since is not None and since < now:
        books.waited.append((since, now))
    if to == "call_due" and due != "-":
        due_from[case] = max(now, int(due))
    books.moves.append((now, state.get(case, ""), to))
    state[case] = to
