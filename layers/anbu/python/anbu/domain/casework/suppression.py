"""Small figures are not shown, nor what they could be worked out from: down a column, along a row."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

FEWEST = 5
"""A figure of one to four people could tell who they are."""
Shown = int | None
"""None: fewer than five people, or a figure from which such a one could be worked out."""
Parts = Mapping[str, Sequence[str]]
"""A column that is the sum of others → these."""
Cell = tuple[str, str]
"""Row and column."""
TOTAL = ""
"""The row of the totals."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table as it may be shown. Zeros are shown: they are about nobody."""

    rows: dict[str, dict[str, Shown]]
    total: dict[str, Shown]


def suppressed(
    rows: Mapping[str, Mapping[str, int]], columns: Sequence[str], parts: Parts, also: Collection[Cell] = ()
) -> Table:
    """Hides figures of one to four people (and `also`), and others with them, until no sum gives a hidden one away.

    A sum with one hidden term gives it away; so does one whose hidden terms are so few together that each is small.
    """
    values = {(name, column): row.get(column, 0) for name, row in rows.items() for column in columns}
    values |= {(TOTAL, column): sum(row.get(column, 0) for row in rows.values()) for column in columns}
    hidden = {cell for cell, value in values.items() if 0 < value < FEWEST} | set(also)
    sums = list(_sums(list(rows), columns, parts))
    changed = True
    while changed:
        more = [cell for terms in sums if (cell := _one_more(terms, values, hidden)) is not None]
        changed = bool(more)
        hidden |= set(more[:1])
    shown = {cell: None if cell in hidden else value for cell, value in values.items()}
    named = {name: {column: shown[name, column] for column in columns} for name in rows}
    return Table(named, {column: shown[TOTAL, column] for column in columns})


def _sums(names: Sequence[str], columns: Sequence[str], parts: Parts) -> Iterator[list[Cell]]:
    """Every sum that a reader can do: its whole first, then its terms."""
    for column in columns:
        yield [(TOTAL, column), *((name, column) for name in names)]
    for name in (*names, TOTAL):
        for whole, terms in parts.items():
            yield [(name, whole), *((name, term) for term in terms)]


def _one_more(cells: Sequence[Cell], values: Mapping[Cell, int], hidden: set[Cell]) -> Cell | None:
    """The cell that has to be hidden as well, the smallest that helps; None: nothing is given away here."""
    covered = [cell for cell in cells if cell in hidden]
    if not covered:
        return None
    whole, terms = cells[0], [cell for cell in covered if cell != cells[0]]
    enough = sum(values[cell] for cell in terms) > FEWEST
    if len(covered) > 1 and (whole in hidden or enough):
        return None
    open_ones = [cell for cell in cells if cell not in hidden and values[cell]]
    return min(open_ones, key=lambda cell: (cell == whole, values[cell], cell), default=None)
