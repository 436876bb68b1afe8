"""The XML of Excel 2003, saved under .xls."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from lxml import etree

from anbu.adapters.list_files.html_tables import LARGEST, WIDEST
from anbu.domain.lists.tables import RowOfCells, Table
from anbu.domain.lists.values import ListRefused

_SS = "{urn:schemas-microsoft-com:office:spreadsheet}"


def read(path: Path) -> Iterator[Table]:
    """The sheets of an Excel 2003 XML workbook."""
    if path.stat().st_size > LARGEST:
        raise ListRefused("too_large")
    for _, sheet in etree.iterparse(
        str(path), tag=f"{_SS}Worksheet", resolve_entities=False, no_network=True, recover=True, huge_tree=True
    ):
        spans: list[tuple[int, int, int]] = []
        yield Table(sheet.get(f"{_SS}Name", ""), list(_xml_rows(sheet, spans)), spans)
        sheet.clear()


def _xml_rows(sheet: Any, spans: list[tuple[int, int, int]]) -> Iterator[RowOfCells]:
    number = 0
    down: dict[int, tuple[int, str]] = {}
    for row in sheet.iter(f"{_SS}Row"):
        number = int(row.get(f"{_SS}Index", number + 1))
        cells: list[str] = []
        for cell in row.iter(f"{_SS}Cell"):
            place = int(cell.get(f"{_SS}Index", len(cells) + 1)) - 1
            if place >= WIDEST:
                continue
            cells += [""] * (place - len(cells))
            text = "".join("".join(data.itertext()) for data in cell.iter(f"{_SS}Data"))
            across, deep = int(cell.get(f"{_SS}MergeAcross", 0)), int(cell.get(f"{_SS}MergeDown", 0))
            if across:
                spans.append((number, place, place + across))
            if deep:
                down[place] = (number + deep, text)
            cells += [text.removesuffix("T00:00:00.000"), *[""] * min(across, WIDEST)]
        for place, (last, text) in down.items():
            if number <= last:
                cells += [""] * (place + 1 - len(cells))
                cells[place] = cells[place] or text
        yield number, cells
        number += int(row.get(f"{_SS}Span", 0))
