"""Tables of plain text, as every kind of file is read into: rows with the numbers that a spreadsheet shows."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

RowOfCells = tuple[int, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Table:
    """One sheet. `rows` come once, in order, blank ones may be left out; numbers of cells are text (`19410120`).

    `spans`: cells merged from left to right as (row number, first column, last column), columns from 0; in rows of
    people the adapter has filled merged cells downwards already.
    """

    sheet: str
    rows: Iterable[RowOfCells]
    spans: Sequence[tuple[int, int, int]] = ()
