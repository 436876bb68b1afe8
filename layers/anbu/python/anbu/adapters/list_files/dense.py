"""xlsx, xlsb and xls by calamine, which lays a sheet out whole: only for sheets whose extent is known to be small."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from python_calamine import CalamineWorkbook, PasswordError, SheetTypeEnum

from anbu.adapters.list_files.cells import Merges, texts
from anbu.domain.lists.tables import RowOfCells, Table
from anbu.domain.lists.values import ListRefused


def read(path: Path) -> Iterator[Table]:
    """Every sheet of cells, hidden ones too, in the order of the workbook.

    Raises:
        ListRefused: encrypted, damaged, or no spreadsheet.
    """
    try:
        with path.open("rb") as file:  # as a path, its ending would tell the kind
            book = CalamineWorkbook.from_filelike(file)
    except PasswordError as fault:
        raise ListRefused("encrypted") from fault
    except Exception as fault:  # calamine raises its own errors and those of its Rust parts
        raise ListRefused(_why(path)) from fault
    with book:
        for meta in book.sheets_metadata:
            if meta.typ == SheetTypeEnum.WorkSheet:
                yield _table(meta.name, book.get_sheet_by_name(meta.name))


def _why(path: Path) -> str:
    from anbu.adapters.list_files.locked import refusal_of  # noqa: PLC0415  brings cryptography: for locked files only

    return refusal_of(path)


def _table(name: str, sheet: Any) -> Table:
    ranges = sheet.merged_cell_ranges or []
    spans = [(top[0] + 1, top[1], bottom[1]) for top, bottom in ranges if bottom[1] > top[1]]
    return Table(name, _rows(sheet, Merges(ranges)), spans)


def _rows(sheet: Any, merges: Merges) -> Iterator[RowOfCells]:
    start = sheet.start or (0, 0)
    margin = [""] * start[1]
    for index, cells in enumerate(sheet.iter_rows()):  # blank rows above the first cell come too, columns do not
        written = texts(cells)
        if any(written):
            yield index + 1, merges.filled(index, margin + written if margin else written)
        else:
            merges.filled(index, written)
