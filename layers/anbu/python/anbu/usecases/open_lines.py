"""Makes the items of the lines that the settings grant. A line that exists is left as it is, whoever holds it."""

from anbu.domain.cases.attempt import Line
from anbu.ports import Conflict, Create
from anbu.usecases.worlds import Work


def open_lines(work: Work) -> None:
    """After it, every line from 0 to the share exists. Cheap when they do: it looks at the last one only."""
    last = work.telephone.lines - 1
    if last < 0 or work.ledger.get(Line, last) is not None:
        return
    now = work.clock.now()
    for n in range(work.telephone.lines):
        try:
            work.ledger.write(Create(Line(n, None, now)))
        except Conflict:
            continue
