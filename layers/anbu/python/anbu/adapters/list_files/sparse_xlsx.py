"""xlsx sheets that reach very far, cell by cell: memory grows with what is written, not with where it stands."""

import posixpath
import re
import zipfile
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from lxml import etree

from anbu.adapters.list_files.cells import Merges, as_text
from anbu.adapters.list_files.extent import chunks
from anbu.domain.lists.tables import RowOfCells, Table

WIDEST = 500
"""Columns that are looked at: no list is wider; what stands farther out is a stray."""
_REFERENCE = re.compile(r"([A-Z]+)(\d+)")
_MERGED = re.compile(rb'<(?:\w+:)?mergeCell [^>]*?\bref="(\$?[A-Z]+\$?\d+):(\$?[A-Z]+\$?\d+)"')
_DAY_ZERO = datetime(1899, 12, 30)  # noqa: DTZ001 — a day of a calendar, in no zone
_DATE_FORMATS = {*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)}
_DATE_CODE = re.compile(r"(?i)(?<!\\)[ymd]")


def read(path: Path) -> Iterator[Table]:
    """Every sheet of the workbook, in order."""
    with zipfile.ZipFile(path) as archive:
        strings = _strings(archive)
        dates = _date_styles(archive)
        for name, part in _sheets(archive):
            ranges = _merged(archive, part)
            spans = [(top[0] + 1, top[1], bottom[1]) for top, bottom in ranges if top[1] < bottom[1] < WIDEST]
            yield Table(name, _rows(archive, part, strings, dates, Merges(ranges)), spans)


def _sheets(archive: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    links = etree.fromstring(archive.read("xl/_rels/workbook.xml.rels"), _parser())
    targets = {link.get("Id"): posixpath.normpath(posixpath.join("/xl", link.get("Target")))[1:] for link in links}
    book = etree.fromstring(archive.read("xl/workbook.xml"), _parser())
    for sheet in book.iter("{*}sheet"):
        link = next((value for key, value in sheet.attrib.items() if key.endswith("}id")), None)
        if targets.get(link) in archive.namelist():
            yield sheet.get("name", ""), targets[link]


def _parser() -> Any:
    return etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)


def _elements(archive: zipfile.ZipFile, part: str, tag: str) -> Iterator[Any]:
    """Elements of that tag, one at a time; each is forgotten when the next comes."""
    with archive.open(part) as file:
        for _, element in etree.iterparse(file, tag=f"{{*}}{tag}", resolve_entities=False, no_network=True):
            yield element
            element.clear()
            while element.getprevious() is not None:
                del element.getparent()[0]


def _strings(archive: zipfile.ZipFile) -> list[str]:
    if "xl/sharedStrings.xml" not in archive.namelist():
        return []
    return [_text_of(item) for item in _elements(archive, "xl/sharedStrings.xml", "si")]


def _text_of(item: Any) -> str:
    """All letters but those of the reading aids that East Asian sheets carry."""
    return "".join(text.text or "" for text in item.iter("{*}t") if not text.getparent().tag.endswith("rPh"))


def _date_styles(archive: zipfile.ZipFile) -> set[int]:
    if "xl/styles.xml" not in archive.namelist():
        return set()
    styles = etree.fromstring(archive.read("xl/styles.xml"), _parser())
    own = {
        int(form.get("numFmtId"))
        for form in styles.iter("{*}numFmt")
        if _DATE_CODE.search(re.sub(r'"[^"]*"|\[[^\]]*\]', "", form.get("formatCode", "")))
    }
    formats = next(styles.iter("{*}cellXfs"), ())
    return {index for index, xf in enumerate(formats) if int(xf.get("numFmtId", 0)) in own | _DATE_FORMATS}


def _merged(archive: zipfile.ZipFile, part: str) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    """Merged ranges. They stand behind all rows, which a parser would gather in memory on its way to them."""
    found = dict.fromkeys(ends for piece in chunks(archive, part) for ends in _MERGED.findall(piece))
    return [(_place(first.decode()), _place(last.decode())) for first, last in found]


def _place(reference: str) -> tuple[int, int]:
    match = _REFERENCE.fullmatch(reference.replace("$", ""))
    if match is None:
        return 0, 0
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - 64
    return int(match[2]) - 1, column - 1


def _rows(
    archive: zipfile.ZipFile, part: str, strings: list[str], dates: set[int], merges: Merges
) -> Iterator[RowOfCells]:
    index = -1
    for row in _elements(archive, part, "row"):
        index = int(row.get("r", index + 2)) - 1
        cells: list[str] = []
        column = -1
        for cell in row:
            column = _place(cell.get("r"))[1] if cell.get("r") else column + 1
            if column < WIDEST and len(cell):
                cells.extend([""] * (column + 1 - len(cells)))
                cells[column] = _value(cell, strings, dates)
        cells = merges.filled(index, cells)
        if any(cells):
            yield index + 1, cells


def _value(cell: Any, strings: list[str], dates: set[int]) -> str:
    kind = cell.get("t", "n")
    if kind == "inlineStr":
        return as_text(_text_of(cell))
    written = next((child.text or "" for child in cell if child.tag.endswith("}v")), "")
    if kind == "s":
        return as_text(strings[int(written)]) if written else ""
    if kind == "b":
        return as_text(written == "1")
    if kind != "n" or not written:
        return as_text(written)
    number = float(written)
    if int(cell.get("s", 0)) in dates and 0 < number < 2_958_466:  # noqa: PLR2004 — 9999-12-31
        return as_text(_DAY_ZERO + timedelta(days=number))
    return as_text(number)
