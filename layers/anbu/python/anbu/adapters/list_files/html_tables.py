"""HTML saved under .xls, as many government systems export it."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from lxml import html

from anbu.adapters.list_files.cells import FAILED_FORMULAS
from anbu.adapters.list_files.encodings import encoding_of
from anbu.domain.lists.tables import RowOfCells, Table
from anbu.domain.lists.values import ListRefused

LARGEST = 256 << 20
WIDEST = 500
_BLANKS = re.compile(r"[ \t\r\n\f\u00a0]+")


def read(path: Path) -> Iterator[Table]:
    """The tables of an HTML page, outermost ones; rows are numbered through the page, as a spreadsheet shows them.

    Raises:
        ListRefused: too large, or no table in it.
    """
    if path.stat().st_size > LARGEST:
        raise ListRefused("too_large")
    encoding, errors = encoding_of(path)
    page = html.document_fromstring(
        path.read_bytes().decode(encoding, errors).replace("\x00", "").encode("utf-8"),
        parser=html.HTMLParser(encoding="utf-8", huge_tree=True, no_network=True),
    )
    tables = [table for table in page.iter("table") if not any(outer.tag == "table" for outer in table.iterancestors())]
    if not tables:
        raise ListRefused("not_a_table")
    number = 0
    for table in tables:
        innermost = _innermost(table)
        rows, spans = _html_rows(innermost, number)
        number += len(rows)
        yield Table("", rows, spans)


def _innermost(table: Any) -> Any:
    """A page laid out with tables holds the list in the inner one with the most rows."""
    inner = list(table.iter("table"))
    return max(inner, key=lambda one: sum(1 for row in one.iter("tr") if _owner(row) is one))


def _owner(row: Any) -> Any:
    return next((outer for outer in row.iterancestors() if outer.tag == "table"), None)


def _html_rows(table: Any, before: int) -> tuple[list[RowOfCells], list[tuple[int, int, int]]]:
    rows: list[RowOfCells] = []
    spans: list[tuple[int, int, int]] = []
    down: dict[int, tuple[int, str]] = {}
    for row in table.iter("tr"):
        if _owner(row) is not table:
            continue
        number = before + len(rows) + 1
        cells: list[str] = []
        for cell in row:
            if cell.tag not in ("td", "th"):
                continue
            _carry(cells, down)
            across, deep = _size(cell, "colspan"), _size(cell, "rowspan")
            text = _html_text(cell)
            if deep > 1:
                down.update({len(cells) + place: (deep - 1, text if place == 0 else "") for place in range(across)})
            if across > 1:
                spans.append((number, len(cells), len(cells) + across - 1))
            cells += [text, *[""] * (across - 1)]
            cells = cells[:WIDEST]
            for place in range(len(cells) - across, len(cells)):
                if deep > 1 and place in down:
                    down[place] = (down[place][0] + 1, down[place][1])
        _carry(cells, down)
        down = {place: (left - 1, text) for place, (left, text) in down.items() if left > 1}
        rows.append((number, cells))
    return rows, spans


def _carry(cells: list[str], down: dict[int, tuple[int, str]]) -> None:
    """Cells of rows above that reach down to here come first."""
    while len(cells) in down:
        cells.append(down[len(cells)][1])


def _size(cell: Any, name: str) -> int:
    written = cell.get(name, "1")
    return min(max(int(written), 1), WIDEST) if written.isdigit() else 1


def _html_text(cell: Any) -> str:
    for line_end in cell.iter("br"):
        line_end.tail = "\n" + (line_end.tail or "").lstrip()
    lines = "".join(cell.itertext()).split("\n")
    shown = "\n".join(text for text in (_BLANKS.sub(" ", line).strip() for line in lines) if text)
    return "" if shown in FAILED_FORMULAS else shown
