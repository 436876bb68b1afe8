"""The binary formats of Excel: .xlsb, and .xls of 1997 (made with xlwt 1.3 from invented people)."""

from datetime import date
from pathlib import Path

from tests.unit.binary_workbooks import write_xlsb
from tests.unit.list_samples import mokpo, read

OLD = Path(__file__).with_name("two_sheets_1997.xls")


def test_a_binary_workbook_reads_like_the_text_that_it_came_from(tmp_path: Path) -> None:
    reading = read(write_xlsb(tmp_path / "a.xlsb", mokpo()[:200]))
    straight = read(Path("local/samples/mokpo_2024_3.csv")).rows[: len(reading.rows)]
    assert len(reading.rows) > 190
    assert [(r.row, r.name, r.phones, r.birth_date) for r in reading.rows] == [
        (r.row, r.name, r.phones, r.birth_date) for r in straight
    ]


def test_numbers_of_a_binary_workbook_are_serial_days_and_telephones_without_their_zero(tmp_path: Path) -> None:
    rows = [
        ["성명", "생년월일", "휴대전화"],
        ["김안부", 18264.0, 1000000001.0],
        ["이안부", 19510203.0, "010-0000-0002"],
    ]
    first, second = read(write_xlsb(tmp_path / "a.xlsb", rows)).rows
    assert (first.birth_date, first.status.value) == (date(1950, 1, 1), "repaired")
    assert (second.birth_date, second.status.value) == (date(1951, 2, 3), "accepted")


def test_an_old_workbook_with_days_numbers_merged_cells_and_two_sheets(tmp_path: Path) -> None:
    rows = read(OLD).rows
    assert [(row.sheet, row.row, row.status.value) for row in rows] == [
        ("목포", 2, "accepted"),
        ("목포", 3, "repaired"),
        ("추가", 2, "needs_person"),
        ("추가", 3, "duplicate"),
    ]
    assert [row.birth_date for row in rows] == [date(1950, 1, 2), date(1951, 1, 2), None, date(1950, 1, 2)]
    assert rows[0].area == rows[1].area != rows[2].area
