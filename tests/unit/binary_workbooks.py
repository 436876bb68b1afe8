"""Workbooks in Excel's binary format (.xlsb), as small as it allows. Source: [MS-XLSB], the records named below."""

import struct
import zipfile
from collections.abc import Sequence
from itertools import count
from pathlib import Path

_BEGIN_BOOK, _END_BOOK, _BEGIN_SHEETS, _END_SHEETS, _SHEET = 131, 132, 143, 144, 156
_BEGIN_SHEET, _END_SHEET, _BEGIN_DATA, _END_DATA, _SIZE = 129, 130, 145, 146, 148
_ROW, _NUMBER, _TEXT, _SHARED_TEXT = 0, 5, 6, 7
_BEGIN_STRINGS, _END_STRINGS, _STRING = 159, 160, 19
_OF = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"

Cells = Sequence[str | float]


def write_xlsb(path: Path, rows: Sequence[Cells]) -> Path:
    """A workbook of one sheet; texts of even columns are shared, those of odd ones stand in their cells."""
    shared: list[str] = []
    sheet = _record(_BEGIN_SHEET) + _record(_SIZE, struct.pack("<4I", 0, len(rows), 0, max(map(len, rows))))
    sheet += _record(_BEGIN_DATA) + b"".join(_row(n, cells, shared) for n, cells in enumerate(rows))
    sheet += _record(_END_DATA) + _record(_END_SHEET)
    named = struct.pack("<2I", 0, 1) + _text("rId1") + _text("명단")
    book = b"".join(
        (_record(_BEGIN_BOOK), _record(_BEGIN_SHEETS), _record(_SHEET, named), _record(_END_SHEETS), _record(_END_BOOK))
    )
    strings = _record(_BEGIN_STRINGS, struct.pack("<2I", len(shared), len(shared)))
    strings += b"".join(_record(_STRING, b"\0" + _text(text)) for text in shared) + _record(_END_STRINGS)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("_rels/.rels", _links(("officeDocument", "xl/workbook.bin")))
        links = _links(("worksheet", "worksheets/sheet1.bin"), ("sharedStrings", "sharedStrings.bin"))
        archive.writestr("xl/_rels/workbook.bin.rels", links)
        archive.writestr("xl/workbook.bin", book)
        archive.writestr("xl/worksheets/sheet1.bin", sheet)
        archive.writestr("xl/sharedStrings.bin", strings)
    return path


def _row(number: int, cells: Cells, shared: list[str]) -> bytes:
    written = _record(_ROW, struct.pack("<2IH3BI", number, 0, 300, 0, 0, 0, 0))
    for column, cell in zip(count(), cells):
        place = struct.pack("<2I", column, 0)
        if isinstance(cell, float):
            written += _record(_NUMBER, place + struct.pack("<d", cell))
        elif cell and column % 2:
            written += _record(_TEXT, place + _text(cell))
        elif cell:
            written += _record(_SHARED_TEXT, place + struct.pack("<I", len(shared)))
            shared.append(cell)
    return written


def _record(kind: int, data: bytes = b"") -> bytes:
    return _short(kind) + _short(len(data)) + data


def _short(number: int) -> bytes:
    """Seven bits a byte, the lowest first; the eighth says that another follows."""
    low, rest = number & 0x7F, number >> 7
    return bytes([low | 0x80]) + _short(rest) if rest else bytes([low])


def _text(text: str) -> bytes:
    return struct.pack("<I", len(text.encode("utf-16-le")) // 2) + text.encode("utf-16-le")


def _links(*targets: tuple[str, str]) -> str:
    links = (
        f'<Relationship Id="rId{n}" Type="{_OF}/{kind}" Target="{to}"/>' for n, (kind, to) in enumerate(targets, 1)
    )
    return f'<Relationships xmlns="{_PACKAGE}">{"".join(links)}</Relationships>'
