"""OpenDocument sheets, read in a stream: repeated rows and cells are not laid out unless something stands in them."""

import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from lxml import etree

from anbu.adapters.list_files.cells import as_text
from anbu.domain.lists.tables import RowOfCells, Table
from anbu.domain.lists.values import ListRefused

WIDEST = 500
MOST_REPEATED = 1000
"""A filled row that stands for more equal ones than this is a fault: people are not repeated."""
_MANIFEST = "META-INF/manifest.xml"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"


def read(path: Path) -> Iterator[Table]:
    """Every sheet, in order.

    Raises:
        ListRefused: encrypted or damaged.
    """
    with zipfile.ZipFile(path) as archive:
        manifest = archive.read(_MANIFEST) if _MANIFEST in archive.namelist() else b""
        if b"encryption-data" in manifest:
            raise ListRefused("encrypted")
        with archive.open("content.xml") as file:
            for _, table in etree.iterparse(file, tag=f"{_TABLE}table", resolve_entities=False, no_network=True):
                spans: list[tuple[int, int, int]] = []
                rows = list(_rows(table, spans))
                yield Table(table.get(f"{_TABLE}name", ""), rows, spans)
                table.clear()


def _rows(table: Any, spans: list[tuple[int, int, int]]) -> Iterator[RowOfCells]:
    number = 0
    down: dict[int, tuple[int, str]] = {}
    for row in table.iter(f"{_TABLE}table-row"):
        repeated = int(row.get(f"{_TABLE}number-rows-repeated", 1))
        cells = _cells(row, number + 1, spans, down)
        if any(cells):
            if repeated > MOST_REPEATED:
                raise ListRefused("too_large")
            for again in range(1, repeated + 1):
                yield number + again, cells
        number += repeated


def _cells(row: Any, number: int, spans: list[tuple[int, int, int]], down: dict[int, tuple[int, str]]) -> list[str]:
    cells: list[str] = []
    column = 0
    for cell in row:
        if cell.tag not in (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"):
            continue
        repeated = int(cell.get(f"{_TABLE}number-columns-repeated", 1))
        text = _text(cell)
        if column < WIDEST:
            if not text and column in down and number <= down[column][0]:
                text = down[column][1]
            across = int(cell.get(f"{_TABLE}number-columns-spanned", 1))
            deep = int(cell.get(f"{_TABLE}number-rows-spanned", 1))
            if across > 1:
                spans.append((number, column, min(column + across - 1, WIDEST)))
            if deep > 1:
                down[column] = (number + deep - 1, text)
            if text:
                cells.extend([""] * (column - len(cells)))
                cells.extend([text] * min(repeated, WIDEST - column))
        column += repeated
    return cells


def _text(cell: Any) -> str:
    kind = cell.get(f"{_OFFICE}value-type")
    if kind == "float":
        return as_text(float(cell.get(f"{_OFFICE}value")))
    if kind == "date":
        return str(cell.get(f"{_OFFICE}date-value")).removesuffix("T00:00:00")
    return "\n".join(_letters(paragraph) for paragraph in cell.iter(f"{_TEXT}p"))


def _letters(paragraph: Any) -> str:
    """The letters of a paragraph; blanks and line ends are elements here."""
    parts = [paragraph.text or ""]
    for element in paragraph.iterdescendants():
        if element.tag == f"{_TEXT}s":
            parts.append(" " * int(element.get(f"{_TEXT}c", 1)))
        elif element.tag == f"{_TEXT}line-break":
            parts.append("\n")
        elif isinstance(element.tag, str) and element.text:
            parts.append(element.text)
        parts.append(element.tail or "")
    return "".join(parts)
