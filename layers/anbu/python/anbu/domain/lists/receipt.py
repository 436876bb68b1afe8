"""The receipt of a list (contract 2): a line for each row, then the summary. Names are masked, no number is hidden."""

import json
from collections.abc import Mapping
from json.encoder import encode_basestring as quoted

from anbu.domain.lists.values import ListRow, Problem
from anbu.domain.phones import RUNG

_SHOWN = 1
_MOST_CIRCLES = 5
_MOST_KEPT = 1 << 16


encoded = json.JSONEncoder(ensure_ascii=False).encode
"""One line of JSON Lines, without its end."""


def masked(name: str) -> str:
    """김철수 → 김○○."""
    if not name.isalpha():
        name = "".join(name.split())
    return name[:_SHOWN] + "○" * min(len(name) - _SHOWN, _MOST_CIRCLES) if name else ""


class ReceiptLines:
    """Lines of rows, as JSON. What many rows have in common (problems, indicators, sheets) is written out once."""

    def __init__(self, sentences: Mapping[str, str]) -> None:
        self._sentences = sentences
        self._problems: dict[tuple[Problem, ...], str] = {(): "[]"}
        self._indicators: dict[tuple[str, ...], str] = {}
        self._sheets: dict[str, str] = {}

    def line(self, row: ListRow) -> str:
        """The line of one row, without its end."""
        sheet = self._sheets.get(row.sheet) or self._sheets.setdefault(row.sheet, quoted(row.sheet))
        codes = self._indicators.get(row.indicators) or self._list_of(row.indicators)
        problems = self._problems.get(row.problems) or self._told(row.problems)
        phones = ", ".join([f'"{phone.number}"' for phone in row.phones if phone.kind in RUNG])
        area = f'"{row.area}"' if row.area else "null"
        first = row.duplicate_of.row if row.duplicate_of else "null"
        more = self._more(row) if row.duplicate_of or row.unknown_indicators or row.is_open_work else ""
        return (
            f'{{"row": {row.row}, "sheet": {sheet}, "status": "{row.status}", "name": {quoted(masked(row.name))}, '
            f'"phones": [{phones}], "area": {area}, "indicators": {codes}, "duplicate_of": {first}, '
            f'"problems": {problems}{more}}}'
        )

    def _list_of(self, codes: tuple[str, ...]) -> str:
        written = encoded(codes)
        if len(self._indicators) < _MOST_KEPT:
            self._indicators[codes] = written
        return written

    def _told(self, problems: tuple[Problem, ...]) -> str:
        written = encoded(
            [
                {"column": problem.column, "code": problem.code, "message": self._sentences[problem.code]}
                for problem in problems
            ]
        )
        self._problems[problems] = written
        return written

    @staticmethod
    def _more(row: ListRow) -> str:
        """What only some lines have."""
        more: dict[str, object] = {}
        first = row.duplicate_of
        if first and first.sheet != row.sheet:
            more["duplicate_sheet"] = first.sheet
        if first and first.file:
            more["duplicate_file"] = first.file
        if row.unknown_indicators:
            more["unknown_indicators"] = row.unknown_indicators
        if row.is_open_work:
            more["open_work"] = "fix_row"
        return ", " + encoded(more)[1:-1] if more else ""
