"""How large a workbook really is, before anything lays it out: a cell at XFD20000 makes a dense reader take 10 GB."""

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

from anbu.domain.lists.values import ListRefused

LARGEST_PART = 1 << 30
"""Unpacked bytes of one part of a workbook."""
LARGEST_STRINGS = 400 << 20
MOST_TIMES, LOOKED_AT = 300, 64 << 20
"""How many times its size a large part may unpack to. A million rows of nothing but borders: ten times."""
MOST_CELLS = 8_000_000
"""Cells of a sheet that are laid out densely: 200,000 rows of 40 columns."""
_CHUNK = 1 << 20
_OVERLAP = 512
_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml", re.IGNORECASE)
_WIDE = re.compile(rb'r="([A-Z]{2,3})\d')
_ROW = re.compile(rb'<(?:\w+:)?row [^>]*?\br="(\d+)"')
_FILLED = re.compile(rb'<(?:\w+:)?c [^>]*?\br="([A-Z]+)(\d+)"[^>]*(?<!/)>')


def check_zip(path: Path) -> None:
    """Refuses what unpacks to more than any list holds.

    Raises:
        ListRefused: a part is too large unpacked, or the archive is broken.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
    except zipfile.BadZipFile as fault:
        raise ListRefused("damaged") from fault
    for part in parts:
        most = LARGEST_STRINGS if part.filename.lower().endswith("sharedstrings.xml") else LARGEST_PART
        dense = part.file_size > LOOKED_AT and part.file_size > MOST_TIMES * part.compress_size
        if part.file_size > most or dense:
            raise ListRefused("too_large")
    if sum(part.file_size for part in parts) > 2 * LARGEST_PART:
        raise ListRefused("too_large")


def is_sparse(path: Path) -> bool:
    """Whether some sheet of an xlsx reaches so far that laying it out densely would be too much."""
    with zipfile.ZipFile(path) as archive:
        sheets = [name for name in archive.namelist() if _SHEET.fullmatch(name)]
        return any(_reach(archive, name) > MOST_CELLS and _filled_reach(archive, name) > MOST_CELLS for name in sheets)


def _reach(archive: zipfile.ZipFile, name: str) -> int:
    """Rows × columns that any cell reaches, filled or only formatted: one fast look."""
    column, row = 26, 0
    for chunk in chunks(archive, name):
        for letters in set(_WIDE.findall(chunk)):
            column = max(column, _column(letters))
        last = chunk.rfind(b"row ")
        found = _ROW.findall(chunk, max(0, last - 16)) if last >= 0 else []
        row = max([row, *map(int, found)])
    return column * row


def _filled_reach(archive: zipfile.ZipFile, name: str) -> int:
    """The same for cells that hold something."""
    column, row = 0, 0
    for chunk in chunks(archive, name):
        for letters, digits in _FILLED.findall(chunk):
            column = max(column, _column(letters))
            row = max(row, int(digits))
    return column * row


def chunks(archive: zipfile.ZipFile, name: str) -> Iterator[bytes]:
    """The part in pieces that overlap, so that no tag is cut."""
    tail = b""
    with archive.open(name) as part:
        while piece := part.read(_CHUNK):
            yield tail + piece
            tail = piece[-_OVERLAP:]


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number
