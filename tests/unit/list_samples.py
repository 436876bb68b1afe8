"""Lists in every format of contract 2, made from one sample, and a short way to read them."""

import csv
import html
import zipfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import xlsxwriter

from anbu.adapters.list_files.load_rules import list_rules
from anbu.adapters.list_files.read_file import read_tables
from anbu.domain.lists.values import ListRow
from anbu.usecases.read_list import ListReading, read_list

SAMPLES = Path(__file__).parents[2] / "local" / "samples"
TODAY = date(2026, 11, 23)
BIRTH = date(1950, 1, 2)
Rows = Sequence[Sequence[str]]


def read(path: Path, home: str | None = None, own_columns: dict[str, str] | None = None) -> ListReading:
    """The reading of a file."""
    rules = list_rules(TODAY, home, own_columns)  # type: ignore[arg-type]
    return read_list(read_tables(path, rules.names), rules)


def mokpo() -> list[list[str]]:
    """The records of the 목포 sample, header first."""
    with (SAMPLES / "mokpo_2024_3.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def write_text(path: Path, rows: Rows, encoding: str = "utf-8", separator: str = ",") -> Path:
    """A text file."""
    with path.open("w", encoding=encoding, newline="", errors="replace") as file:
        csv.writer(file, delimiter=separator).writerows(rows)
    return path


def rows_of(folder: Path, *rows: list[str], home: str | None = None) -> list[ListRow]:
    """The rows of a small table."""
    return read(write_text(folder / "a.csv", rows), home).rows


def row_of(folder: Path, **cells: str) -> ListRow:
    """The row of 김안부, with these cells changed."""
    cells = {"성명": "김안부", "생년월일": "1950-01-02", "휴대전화": "010-0000-0001"} | cells
    return rows_of(folder, list(cells), list(cells.values()))[0]


def write_xlsx(path: Path, rows: Rows, name: str = "명단") -> Path:
    """A workbook of one sheet, all cells text."""
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet(name)
        for number, row in enumerate(rows):
            for place, cell in enumerate(row):
                sheet.write_string(number, place, cell)
    return path


def write_html(path: Path, rows: Rows, encoding: str = "utf-8") -> Path:
    """An HTML table, as government systems export it under `.xls`."""
    lines = "".join(
        "<tr>" + "".join(f"<td>{html.escape(cell).replace(chr(10), '<br>')}</td>" for cell in row) + "</tr>"
        for row in rows
    )
    page = f'<html><head><meta charset="{encoding}"></head><body><table border=1>{lines}</table></body></html>'
    path.write_bytes(page.encode(encoding, "replace"))
    return path


def write_xml_2003(path: Path, rows: Rows) -> Path:
    """An Excel 2003 XML workbook."""
    lines = "".join(
        "<Row>" + "".join(f'<Cell><Data ss:Type="String">{html.escape(cell)}</Data></Cell>' for cell in row) + "</Row>"
        for row in rows
    )
    path.write_text(
        '<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>'
        '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"'
        ' xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">'
        f'<Worksheet ss:Name="명단"><Table>{lines}</Table></Worksheet></Workbook>',
        encoding="utf-8",
    )
    return path


def write_ods(path: Path, rows: Rows) -> Path:
    """An OpenDocument workbook whose sheet ends, as all do, in a million repeated blank rows."""
    spaces = (
        'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
    )
    lines = "".join(
        "<table:table-row>"
        + "".join(
            '<table:table-cell office:value-type="string">'
            + "".join(f"<text:p>{html.escape(part)}</text:p>" for part in cell.split("\n"))
            + "</table:table-cell>"
            for cell in row
        )
        + "</table:table-row>"
        for row in rows
    )
    blank = (
        '<table:table-row table:number-rows-repeated="1047000">'
        '<table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
    )
    body = f'<table:table table:name="명단">{lines}{blank}</table:table>'
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr(
            "content.xml",
            f"<office:document-content {spaces}><office:body><office:spreadsheet>{body}"
            "</office:spreadsheet></office:body></office:document-content>",
        )
    return path
