"""The event log read back: plain lists of what was done. Nothing here knows any rule."""

import sys
from array import array
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
    entered: "dict[str, array[int]]" = field(default_factory=dict)
    """When somebody came into each state."""
    left: "dict[str, array[int]]" = field(default_factory=dict)
    """When somebody left each state; the empty one is before the first."""
    finals: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    """State and due time (`-`: none) of each case at the end; more than one is a fault."""
    still_due: dict[str, int] = field(default_factory=dict)
    """Cases that are due when the log ends, and since when."""
    last: int = 0


def read(*paths: Path) -> Books:
    """Reads the event logs of one round, one a share.

    Raises:
        ValueError: a line that no log has.
    """
    return together([read_share(path) for path in paths])


def read_share(path: Path) -> Books:
    """Reads one event log. What is still waiting at its end is closed by `together`."""
    books = Books()
    began: dict[str, int] = {}
    state: dict[str, str] = {}
    with path.open(encoding="ascii") as lines:
        for line in lines:
            kind, *rest = line.rstrip("\n").split("\t")
            if kind == "moved":
                _move(books, state, *rest)
            elif kind == "start":
                at, attempt, number, contact = rest
                books.starts.append((number, int(at), attempt))
                began[contact] = int(at)
            elif kind == "end":
                books.calls.append((began.pop(rest[1]), int(rest[0])))
            elif kind == "text":
                books.texts.append((rest[2], int(rest[0]), rest[1]))
            elif kind == "final":
                books.finals.setdefault(rest[0], []).append((rest[1], rest[2]))
            elif kind == "enrolled":
                books.enrolled.append(rest[0])
            elif kind == "refused":
                books.refused += 1
            else:
                raise ValueError(f"no such line in an event log: {kind}")
    books.calls += ((at, at) for at in began.values())
    return books


def together(shares: list[Books]) -> Books:
    """The books of a whole round: who still waits when its last call ends has waited until then."""
    whole = shares[0]
    for share in shares[1:]:
        for name in ("enrolled", "texts", "starts", "calls", "waited"):
            getattr(whole, name).extend(getattr(share, name))
        for ours, theirs in ((whole.entered, share.entered), (whole.left, share.left)):
            for state, moments in theirs.items():
                _moments(ours, state).extend(moments)
        for case, states in share.finals.items():
            whole.finals.setdefault(case, []).extend(states)
        whole.still_due |= share.still_due
        whole.refused += share.refused
    whole.last = max((end for _, end in whole.calls), default=0)
    whole.waited += ((at, whole.last) for at in whole.still_due.values() if at < whole.last)
    return whole


def _move(books: Books, state: dict[str, str], at: str, case: str, to: str, due: str) -> None:
    now = int(at)
    since = books.still_due.pop(case, None)
    if since is not None and since < now:
        books.waited.append((since, now))
    if to == "call_due" and due != "-":
        books.still_due[case] = max(now, int(due))
    _moments(books.left, state.get(case, "")).append(now)
    _moments(books.entered, to).append(now)
    state[case] = sys.intern(to)


def _moments(of: "dict[str, array[int]]", state: str) -> "array[int]":
    found = of.get(state)
    if found is None:
        found = of[state] = array("q")
    return found
