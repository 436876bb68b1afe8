"""Comma, semicolon or tab separated text → one table. Read in a stream: no more of it is in memory than a row."""

import csv
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TextIO

from anbu.adapters.list_files.cells import FAILED_FORMULAS
from anbu.adapters.list_files.encodings import encoding_of
from anbu.domain.lists.columns import ColumnNames
from anbu.domain.lists.header import SEARCHED_ROWS, find_header
from anbu.domain.lists.tables import RowOfCells, Table
from anbu.domain.lists.values import ListRefused

LARGEST = 512 << 20
"""Bytes of text that are read: some three million rows."""
LONGEST_LINE = 1 << 20
_SEPARATORS = (",", "\t", ";", "|")
_SAMPLE = 1 << 16
_CONTROLS = frozenset(map(chr, range(32))) - set("\t\r\n\f\x1a\x00")
_FEWEST = 4
_FORMULA = re.compile(r'^="([^"]*)"$')


def read_text(path: Path, names: ColumnNames) -> Table:
    """The table of a text file; `names` tell by which separator it has a header.

    Raises:
        ListRefused: too large, or no text.
    """
    if path.stat().st_size > LARGEST:
        raise ListRefused("too_large")
    look = _look_at_bytes(path)
    if not look.has_lines:
        raise ListRefused("not_a_table")
    encoding, errors = encoding_of(path)
    with path.open(encoding=encoding, errors=errors, newline="") as file:
        sample = file.read(_SAMPLE)
    letters = sample.replace("\x00", "")
    if sum(map(_CONTROLS.__contains__, letters)) * 100 > len(letters) or not letters.strip():
        raise ListRefused("not_a_table" if letters.strip() else "empty_file")
    separator = _separator(letters, names)
    return Table("", _rows(path, encoding, errors, separator, look))


@dataclass(slots=True)
class _Look:
    """What the bytes tell: lines end within reach everywhere (one of a hundred megabytes is no row of a list), …"""

    has_lines: bool = True
    has_nul: bool = False
    has_errors: bool = False
    has_formulas: bool = False
    """There may be cells such as ="01000001234", which keep a spreadsheet from taking digits for a number."""


def _look_at_bytes(path: Path) -> _Look:
    look, end = _Look(), b""
    with path.open("rb") as file:
        while whole := file.read(LONGEST_LINE):
            look.has_nul = look.has_nul or b"\x00" in whole
            look.has_errors = look.has_errors or b"#" in whole
            look.has_formulas = look.has_formulas or b'="' in end + whole or b'=\x00"' in end + whole
            end = whole[-2:]
            if len(whole) == LONGEST_LINE and b"\n" not in whole and b"\r" not in whole:
                look.has_lines = False
                break
    return look


def _rows(path: Path, encoding: str, errors: str, separator: str, look: _Look) -> Iterator[RowOfCells]:
    with path.open(encoding=encoding, errors=errors, newline="") as file:
        reader = csv.reader(_without_nul(file) if look.has_nul else file, delimiter=separator)
        line, width, open_end = 0, 0, False
        try:
            for number, cells in enumerate(reader, 1):
                line += 1
                if reader.line_num != line:  # a cell with line breaks
                    if _swallowed(cells, separator, width):
                        raise ListRefused("broken_quotes")
                    open_end = cells[-1].endswith(("\n", "\r"))
                    line = reader.line_num
                else:
                    open_end = False
                width = max(width, len(cells))
                yield number, _as_shown(cells, look)
        except csv.Error as fault:
            raise ListRefused("broken_quotes") from fault
    if open_end and not _ends_quoted(path):
        raise ListRefused("broken_quotes")


def _as_shown(cells: list[str], look: _Look) -> list[str]:
    """The cells as a spreadsheet shows them, without what it writes around text and instead of failed formulas."""
    if look.has_formulas:
        cells = [_FORMULA.sub(r"\1", cell) for cell in cells]
    return ["" if cell.strip() in FAILED_FORMULAS else cell for cell in cells] if look.has_errors else cells


def _ends_quoted(path: Path) -> bool:
    """Whether the last thing in the file is a closing quote, so that its last cell may well end in a line break."""
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - 64))
        return file.read().rstrip(b"\x00\x1a\r\n \t,;|").endswith(b'"')


def _without_nul(file: TextIO) -> Iterable[str]:
    """Files of old systems hold NUL bytes between the letters: they mean nothing."""
    for line in file:
        yield line.replace("\x00", "") if "\x00" in line else line


def _swallowed(cells: list[str], separator: str, width: int) -> bool:
    """A quote that nobody closed takes whole rows into one cell."""
    return any("\n" in cell and cell.count(separator) >= max(width - 2, _FEWEST) for cell in cells)


def _separator(sample: str, names: ColumnNames) -> str:
    """The separator by which the most headings are known; by none: the one that stands there most."""
    lines = sample.splitlines(keepends=True)
    best, most = "", 0
    for separator in _SEPARATORS:
        header = find_header(list(islice(_parsed(lines, separator), SEARCHED_ROWS)), names)
        known = len(header.columns.known) if header else 0
        if known > most:
            best, most = separator, known
    return best or max(_SEPARATORS, key=sample.count)


def _parsed(lines: list[str], separator: str) -> Iterator[list[str]]:
    try:
        yield from csv.reader(lines, delimiter=separator)
    except csv.Error:
        return
