"""Comma, semicolon or tab separated text → one table. Read in a stream: no more of it is in memory than a row."""

import csv
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import TextIO

from anbu.adapters.list_files.encodings import encoding_of
from anbu.domain.lists.columns import ColumnNames
from anbu.domain.lists.header import SEARCHED_ROWS, find_header
from anbu.domain.lists.tables import RowOfCells, Table
from anbu.domain.lists.values import ListRefused

LARGEST = 512 << 20
"""Bytes of text that are read: some three million rows."""
_SEPARATORS = (",", "\t", ";", "|")
_SAMPLE = 1 << 16
_CONTROLS = frozenset(map(chr, range(32))) - set("\t\r\n\f\x1a\x00")
_FEWEST = 4


def read_text(path: Path, names: ColumnNames) -> Table:
    """The table of a text file; `names` tell by which separator it has a header.

    Raises:
        ListRefused: too large, or no text.
    """
    if path.stat().st_size > LARGEST:
        raise ListRefused("too_large")
    encoding, errors = encoding_of(path)
    with path.open(encoding=encoding, errors=errors, newline="") as file:
        sample = file.read(_SAMPLE)
    letters = sample.replace("\x00", "")
    if sum(map(_CONTROLS.__contains__, letters)) * 100 > len(letters) or not letters.strip():
        raise ListRefused("not_a_table" if letters.strip() else "empty_file")
    separator = _separator(letters, names)
    return Table("", _rows(path, encoding, errors, separator))


def _rows(path: Path, encoding: str, errors: str, separator: str) -> Iterator[RowOfCells]:
    with path.open(encoding=encoding, errors=errors, newline="") as file:
        reader = csv.reader(_without_nul(file), delimiter=separator)
        line = 0
        width = 0
        try:
            for number, cells in enumerate(reader, 1):
                if reader.line_num - line > 1 and _swallowed(cells, separator, width):
                    raise ListRefused("broken_quotes")
                line = reader.line_num
                width = max(width, len(cells))
                yield number, cells
        except csv.Error as fault:
            raise ListRefused("broken_quotes") from fault


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
