"""The same list reads the same, whatever file it comes in."""

from pathlib import Path

import pytest
import xlsxwriter

from anbu.adapters.list_files.load_rules import list_rules
from anbu.adapters.list_files.packed_rows import packed, unpacked
from anbu.usecases.read_list import ListReading
from tests.unit.list_samples import TODAY, mokpo, read, write_html, write_ods, write_text, write_xlsx, write_xml_2003

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


@pytest.mark.parametrize(("down", "right"), [(0, 0), (1, 0), (3, 1)])
def test_rows_are_numbered_as_a_spreadsheet_shows_them_wherever_the_table_begins(
    tmp_path: Path, down: int, right: int
) -> None:
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("명단")
        for number, row in enumerate([["성명", "휴대전화"], ["김안부", "010-0000-0001"], ["이안부", "010-0000-0002"]]):
            sheet.write_row(down + number, right, row)
        sheet.merge_range(down + 1, right + 2, down + 2, right + 2, "메모")
    assert [(row.row, row.name) for row in read(path).rows] == [(down + 2, "김안부"), (down + 3, "이안부")]


def test_signs_that_part_cells_on_their_way_are_blanks_inside_one(tmp_path: Path) -> None:
    rows = [(3, ["김안부", "", "가\x1f나\x1e다"]), (7, [""]), (8, ["이안부"])]
    assert list(unpacked(packed(rows))) == [(3, ["김안부", "", "가 나 다"]), (7, [""]), (8, ["이안부"])]


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


def test_merged_cells_of_a_workbook_belong_to_every_row_and_column_that_they_cover(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("명단")
        sheet.merge_range("A1:G1", "2026년 6차 발굴대상자")
        for place, heading in enumerate(["시군구", "읍면동", "성명", "생년월일"]):
            sheet.merge_range(1, place, 2, place, heading)
        sheet.merge_range("E2:F2", "연락처")
        sheet.write_row("E3", ["본인", "집"])
        sheet.merge_range("A4:A7", "곡성군")
        sheet.merge_range("B4:B5", "곡성읍")
        sheet.merge_range("B6:B7", "오곡면")
        for number, name in enumerate(["가나다", "라마바", "사아자", "차카타"]):
            sheet.write_row(3 + number, 2, [name, 19500102, 1000000001 + number, "061-112-345" + str(number)])
        sheet.set_row(4, options={"hidden": True})
    reading = read(path)
    assert [(row.row, row.area) for row in reading.rows] == [
        (4, "4672025000"),
        (5, "4672025000"),
        (6, "4672031000"),
        (7, "4672031000"),
    ]
    assert {len(row.phones) for row in reading.rows} == {2}
    assert {row.status.value for row in reading.rows} == {"repaired"}


@pytest.mark.parametrize(
    ("heading", "meaning"),
    [
        ("휴대전화", "phone"),
        ("휴대전화 번호", "phone"),
        ("본인 휴대폰", "phone"),
        ("연락처(휴대전화)", "phone"),
        ("핸드폰 번호1", "phone"),
        ("보호자 연락처1", "phone_of_another"),
        ("담당자 연락처", None),
        ("생년월일(6자리)", "birth"),
        ("*성명", "name"),
        ("성 명", "name"),
        ("발굴대상자 성명(한글)", "name"),
        ("보호자 성명", None),
        ("담당자 성명", "officer"),
        ("도로명주소(지번)", "address"),
        ("주민등록번호(외국인등록번호)", "resident_number"),
        ("위기정보(복수)", "indicators"),
        ("시·도", "sido"),
        ("시/군/구", "sigungu"),
        ("읍·면·동", "emd"),
        ("가구원 수(명)", "household_size"),
        ("전화번호 출처", "number_source"),
        ("복지사각지대 유형", "indicators"),
        ("위기 유형", "indicators"),
        ("어르신 성함", "name"),
        ("통장 연락처", "phone_of_another"),
        ("긴급연락처", "phone_of_another"),
        ("주민센터 연락처", None),
        ("연락처 유무", None),
        ("주민등록번호(뒤7자리)", "resident_back"),
        ("세대원 수(명)", "household_size"),
        ("법정동", "emd"),
        ("오늘의 메뉴", None),
    ],
)
def test_headings_under_the_names_that_people_use(heading: str, meaning: str | None) -> None:
    found = list_rules(TODAY).names.meaning(heading)
    assert (found[0].value if found else None) == meaning


@pytest.mark.parametrize("encoding", ["utf-8", "cp949", "utf-16"])
def test_text_that_a_spreadsheet_was_to_leave_alone(tmp_path: Path, encoding: str) -> None:
    file = tmp_path / "a.csv"
    file.write_text('성명,생년월일,휴대전화\n김안부,="1950-01-02",="01000000001"\n', encoding)
    (row,) = read(file).rows
    assert (str(row.birth_date), [phone.number for phone in row.phones]) == ("1950-01-02", ["+821000000001"])


def test_people_of_hidden_sheets_rows_and_columns_are_people(tmp_path: Path) -> None:
    path = tmp_path / "hidden.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        for n, name in enumerate(("명단", "숨김")):
            sheet = book.add_worksheet(name)
            for row, cells in enumerate((["성명", "휴대전화"], [f"김안부{n}", "010-0000-0001"], [f"이안부{n}", ""])):
                sheet.write_row(row, 0, cells)
            sheet.set_row(1, None, None, {"hidden": True})
            sheet.set_column("B:B", None, None, {"hidden": True})
        sheet.hide()
    assert [(row.sheet, row.row, len(row.phones)) for row in read(path).rows] == [
        ("명단", 2, 1),
        ("명단", 3, 0),
        ("숨김", 2, 1),
        ("숨김", 3, 0),
    ]
