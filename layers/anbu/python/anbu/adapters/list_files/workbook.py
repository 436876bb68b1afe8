"""The receipt that a clerk opens: their own rows, what became of each, and what to do."""

from pathlib import Path

import xlsxwriter

from anbu.adapters.list_files.read_file import read_tables
from anbu.domain.lists.laid_out import laid_out
from anbu.domain.lists.places import PlaceFinder
from anbu.domain.lists.read_row import RowReader
from anbu.domain.lists.rules import ListRules
from anbu.domain.lists.values import ListRow, Status
from anbu.usecases.read_list import ListReading

WORDS = {
    Status.ACCEPTED: "접수",
    Status.REPAIRED: "고쳐서 접수",
    Status.NEEDS_PERSON: "담당자 확인",
    Status.DUPLICATE: "중복",
    Status.REJECTED: "반려",
}
_HEADING = ("행", "결과", "할 일")
_MOST_ROWS = 1_048_575
_LONGEST_NAME = 31
_FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\", " "))


def write_workbook(original: Path, receipt: Path, reading: ListReading, rules: ListRules) -> None:
    """Writes the workbook, a sheet for each sheet of the list. A 주민등록번호 in the clerk's own cells is reduced."""
    by_place = {(row.sheet, row.row): row for row in reading.rows}
    places = PlaceFinder(rules.areas, rules.home)
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(str(receipt), options) as book:
        bold = book.add_format({"bold": True, "bottom": 1})
        for table in laid_out(read_tables(original, rules.names), rules.names):
            columns = reading.columns.get(table.sheet)
            if columns is None:
                for _ in table.rows:
                    pass
                continue
            sheet = book.add_worksheet(_sheet_name(table.sheet, len(book.worksheets())))
            width = max(columns.headings, default=0) + 1
            headings = [columns.headings.get(place, "") for place in range(width)]
            sheet.write_row(0, 0, [*_HEADING, *headings], bold)
            sheet.freeze_panes(1, 0)
            reader = RowReader(table.sheet, columns, rules, places)
            line = 0
            for number, cells in table.rows:
                row = by_place.get((table.sheet, number))
                if row and line < _MOST_ROWS:
                    line += 1
                    told = [str(number), WORDS[row.status], _to_do(row, rules)]
                    for place, text in enumerate([*told, *reader.scrubbed(cells)]):
                        sheet.write_string(line, place, text)
        if not book.worksheets():
            book.add_worksheet("명단")


def _sheet_name(name: str, n: int) -> str:
    return (name.translate(_FORBIDDEN).strip("' ") or "명단")[: _LONGEST_NAME - 4] + (f" {n + 1}" if n else "")


def _to_do(row: ListRow, rules: ListRules) -> str:
    where = ""
    if row.duplicate_of:
        where = f" (먼저 있는 줄: {row.duplicate_of.row}행{', 먼저 올린 명단' if row.duplicate_of.file else ''})"
    said = [f"[{p.column}] {rules.sentences[p.code]}" if p.column else rules.sentences[p.code] for p in row.problems]
    return " ".join(said) + where
