"""The same list reads the same, whatever file it comes in."""

from pathlib import Path

import pytest
import xlsxwriter
from anbu.usecases.read_list import ListReading

from tests.unit.list_samples import mokpo, read, write_html, write_ods, write_text, write_xlsx, write_xml_2003

EXPECTED = {
    "rows": 809,
    "accepted": 710,
    "repaired": 40,
    "needs_person": 35,
    "duplicate": 20,
    "rejected": 4,
    "footer": 1,
}


def people(reading: ListReading) -> list[tuple[object, ...]]:
    return [(r.row, r.status, r.name, r.birth_date, r.phones, r.area, r.indicators) for r in reading.rows]


@pytest.fixture(scope="module")
def original() -> ListReading:
    return read(Path("local/samples/mokpo_2024_3.csv"))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp949", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_text_in_every_encoding_and_separator(
    tmp_path: Path, original: ListReading, encoding: str, separator: str
) -> None:
    reading = read(write_text(tmp_path / "a.csv", mokpo(), encoding, separator))
    assert reading.counts.as_mapping() == EXPECTED
    assert people(reading) == people(original)


@pytest.mark.parametrize(
    ("writer", "name"),
    [
        (write_xlsx, "a.xlsx"),
        (write_html, "a.xls"),
        (write_xml_2003, "a.xls"),
        (write_ods, "a.ods"),
        (write_text, "a.xls"),
        (lambda path, rows: write_html(path, rows, "cp949"), "a.xls"),
    ],
)
def test_every_format_even_under_a_wrong_ending(tmp_path: Path, original: ListReading, writer, name: str) -> None:  # type: ignore[no-untyped-def]
    reading = read(writer(tmp_path / name, mokpo()))
    assert reading.counts.as_mapping() == EXPECTED
    assert people(reading) == people(original)


def test_columns_in_any_order(tmp_path: Path, original: ListReading) -> None:
    rows = [list(reversed(row)) for row in mokpo()]
    assert [r.status for r in read(write_text(tmp_path / "a.csv", rows)).rows] == [r.status for r in original.rows]


def test_people_on_several_sheets_are_all_read(tmp_path: Path) -> None:
    rows = mokpo()
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        for name, part in (("표지", [["발굴 명단"], ["담당 부서"]]), ("1", rows[:400]), ("2", [rows[0], *rows[400:]])):
            sheet = book.add_worksheet(name)
            for number, row in enumerate(part):
                sheet.write_row(number, 0, row)
        book.get_worksheet_by_name("2").hide()
    reading = read(path)
    assert reading.counts.as_mapping() == EXPECTED
    assert reading.skipped == ["표지"]
    assert {r.sheet for r in reading.rows} == {"1", "2"}


def test_a_sheet_without_header_goes_on_where_the_one_before_it_stopped(tmp_path: Path) -> None:
    rows = mokpo()
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        for name, part in (("1", rows[:400]), ("2", rows[400:])):
            sheet = book.add_worksheet(name)
            for number, row in enumerate(part):
                sheet.write_row(number, 0, row)
    assert read(path).counts.as_mapping() == EXPECTED
