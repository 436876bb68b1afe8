"""All 위기정보 cells of a row → codes: names written in one cell, or one column for each name with marks in it."""

from anbu.domain.lists.columns import Columns, Meaning
from anbu.domain.lists.resident_numbers import reduce_numbers
from anbu.domain.lists.rules import ListRules
from anbu.domain.lists.values import Problem

Read = tuple[tuple[str, ...], tuple[str, ...]]
"""The codes, and the pieces that nobody knows."""


class IndicatorCells:
    """Reads them in rows of one table."""

    def __init__(self, columns: Columns, rules: ListRules) -> None:
        self.places = columns.all(Meaning.INDICATORS)
        self._columns, self._rules = columns, rules
        named = {at: rules.names.indicator(columns.heading(at)) for at in self.places}
        self._named = {at: name for at, name in named.items() if name}
        first, last = min(self._named, default=0), max(self._named, default=0)
        self._unknown = {
            at: heading
            for at, heading in columns.headings.items()
            if first < at < last and at not in columns.known and heading
        }
        """Columns among those of indicators, of a kind that no code stands for."""
        self._plain = self.places[0] if len(self.places) == 1 and not self._named else None

    def read(self, cells: list[str], problems: list[Problem]) -> Read:
        """What the row says, in the order of its columns."""
        text = cells[self._plain] if self._plain is not None else self._text(cells)
        if not text:
            return (), ()
        codes, unknown = self._rules.indicators.read(text)
        if unknown:
            heading = self._columns.heading(self.places[0])
            text, reduced = reduce_numbers(text)
            if reduced:
                codes, unknown = self._rules.indicators.read(text)
                problems.append(Problem("resident_number_removed", heading))
            problems.append(Problem("indicator_unknown", heading))
        return codes, unknown

    def says_something(self, at: int, cell: str) -> bool:
        """Whether this cell by itself tells an indicator."""
        return at in self.places and bool(self._rules.indicators.read(self._said(at, cell))[0])

    def _text(self, cells: list[str]) -> str:
        said = [self._said(at, cells[at]) for at in self.places if cells[at]]
        said += [name for at, name in self._unknown.items() if self._is_mark(cells[at])]
        return "\n".join(filter(None, said))

    def _said(self, at: int, cell: str) -> str:
        name = self._named.get(at)
        if name is None:
            return cell
        marked = self._rules.mark_words.says(cell)
        if marked is not None:
            return name if marked else ""
        if not self._rules.indicators.read(cell)[1]:
            return cell
        if any(letter in "123456789" for letter in cell):
            return name  # months, an amount, a day
        return f"{self._columns.heading(at)} {cell}"

    def _is_mark(self, cell: str) -> bool:
        return not cell.isdigit() and self._rules.mark_words.says(cell) is True
