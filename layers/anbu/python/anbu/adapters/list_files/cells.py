"""Cells of spreadsheets → the text that a person sees in them."""

from collections.abc import Iterable
from datetime import date, datetime, time
from typing import Any

FAILED_FORMULAS = frozenset({"#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!"})
"""What a spreadsheet writes into text and pages where a formula has failed: nothing, as in its own file."""


def as_text(cell: Any) -> str:
    """Whole numbers without a point, dates as `1941-01-20`, line ends as such."""
    if isinstance(cell, str):
        return cell.replace("_x000D_", "") if "_x000D_" in cell else cell
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else repr(cell)
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat(" ")
    return cell.isoformat() if isinstance(cell, date) else str(cell)


def texts(cells: Iterable[Any]) -> list[str]:
    """A row of cells as text."""
    return [cell if type(cell) is str and "_x" not in cell else as_text(cell) for cell in cells]


class Merges:
    """Cells merged downwards hold their value in the first row only: the rows under it get it too."""

    def __init__(self, ranges: Iterable[tuple[tuple[int, int], tuple[int, int]]]) -> None:
        self._down = {top: (bottom[0], bottom[1]) for top, bottom in ranges if bottom[0] > top[0]}
        self._starts: dict[int, list[int]] = {}
        for row, column in self._down:
            self._starts.setdefault(row, []).append(column)
        self._open: dict[int, tuple[int, str]] = {}

    def filled(self, row: int, cells: list[str]) -> list[str]:
        """The cells of this row (from 0), completed."""
        if self._open:
            for column, (last, text) in list(self._open.items()):
                if row > last:
                    del self._open[column]
                elif column < len(cells):
                    cells[column] = cells[column] or text
        for column in self._starts.get(row, ()):
            if column < len(cells):
                self._open[column] = (self._down[row, column][0], cells[column])
        return cells
