"""Odd files end in the right rows or in one clear sentence; memory and time stay bounded."""

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import msoffcrypto.format.ooxml
import pytest
import xlsxwriter

from anbu.adapters.list_files.load_rules import file_sentences
from anbu.domain.lists.values import ListRefused
from tests.unit.list_samples import mokpo, read, write_html, write_text, write_xlsx

HEADER = ["성명", "생년월일", "휴대전화"]
PERSON = ["김안부", "1950-01-02", "010-0000-0001"]


def refused(path: Path) -> str:
    with pytest.raises(ListRefused) as told:
        read(path)
    assert told.value.code in file_sentences()
    return told.value.code


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty_file"),
        (b"\xef\xbb\xbf\r\n\r\n", "empty_file"),
        (b"\x00" * 5000, "not_a_table"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj", "pdf"),
        (b"PK\x03\x04 broken", "damaged"),
        (bytes.fromhex("d0cf11e0a1b11ae1") + b"\x01" * 4000, "damaged"),
        (bytes.fromhex("d0cf11e0a1b11ae1") + "HwpSummaryInformation".encode("utf-16-le") * 9, "hwp"),
        ("<html><body><p>로그인이 필요합니다</p></body></html>".encode(), "not_a_table"),
        ("점심 메뉴,가격\n국밥,9000\n".encode(), "no_name_column"),
        (b"SCDSA004" + bytes(range(256)) * 20, "drm"),
        (bytes(range(256)) * 40, "not_a_table"),
        (b'{"name": 1}', "no_name_column"),
    ],
)
def test_what_is_no_list_is_refused_with_one_sentence(tmp_path: Path, content: bytes, code: str) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(content)
    assert refused(path) == code


def test_a_header_with_nobody_under_it_is_a_list_of_nobody(tmp_path: Path) -> None:
    for path in (write_xlsx(tmp_path / "a.xlsx", [HEADER]), write_text(tmp_path / "a.csv", [HEADER])):
        assert read(path).counts.rows == 0


def test_an_encrypted_workbook_says_so(tmp_path: Path) -> None:
    plain = write_xlsx(tmp_path / "plain.xlsx", [HEADER, PERSON])
    locked = io.BytesIO()
    with plain.open("rb") as file:
        msoffcrypto.format.ooxml.OOXMLFile(file).encrypt("secret", locked)
    path = tmp_path / "locked.xlsx"
    path.write_bytes(locked.getvalue())
    assert refused(path) == "encrypted"


def test_a_stray_cell_at_the_far_corner_costs_nothing(tmp_path: Path) -> None:
    path = tmp_path / "far.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("명단")
        for number, row in enumerate([HEADER, PERSON]):
            sheet.write_row(number, 0, row)
        sheet.write_string("XFD20000", "x")
    reading = read(path)
    assert [(row.row, row.name) for row in reading.rows] == [(2, "김안부")]


LAST = 1_048_576
"""The rows that a sheet has."""


def with_its_last_row_down_to_the_end(book: Path, path: Path, row: int) -> Path:
    """As if somebody had formatted all of the sheet; writing it cell by cell takes ten seconds longer."""
    with zipfile.ZipFile(book) as few, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as many:
        for name in few.namelist():
            content = few.read(name).decode()
            if name == "xl/worksheets/sheet1.xml":
                (last,) = re.findall(rf'<row r="{row}".*?</row>', content)
                rows = (last.replace(f'{row}"', f'{number}"') for number in range(row, LAST + 1))
                content = content.replace(f":C{row}", f":C{LAST}").replace(last, "".join(rows))
            many.writestr(name, content)
    return path


def test_a_million_formatted_rows_of_which_ten_are_filled(tmp_path: Path) -> None:
    few = tmp_path / "few.xlsx"
    with xlsxwriter.Workbook(str(few)) as book:
        sheet = book.add_worksheet("명단")
        sheet.write_row(0, 0, HEADER)
        for number in range(1, 11):
            sheet.write_row(number, 0, [f"김안부{chr(44032 + number)}", "1950-01-02", f"010-0000-{number:04d}"])
        for place in range(3):
            sheet.write_blank(11, place, None, book.add_format({"border": 1}))
    path = with_its_last_row_down_to_the_end(few, tmp_path / "formatted.xlsx", 12)
    assert read(path).counts.as_mapping()["accepted"] == 10


def test_a_person_in_the_last_row_of_all_is_found(tmp_path: Path) -> None:
    path = tmp_path / "last.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("명단")
        sheet.write_row(0, 0, [*HEADER, *["비고"] * 20])
        sheet.write_row(LAST - 1, 0, PERSON)
    assert [row.row for row in read(path).rows] == [LAST]


def bomb(path: Path, part: str, size: int) -> Path:
    write_xlsx(path, [HEADER, PERSON])
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive, archive.open(part, "w") as file:
        for _ in range(size >> 20):
            file.write(b"<" * (1 << 20))
    return path


def test_a_bomb_is_not_unpacked(tmp_path: Path) -> None:
    assert refused(bomb(tmp_path / "bomb.xlsx", "xl/worksheets/sheet9.xml", (1 << 30) + (1 << 20))) == "too_large"


def test_nul_bytes_between_letters_are_nothing(tmp_path: Path) -> None:
    path = write_text(tmp_path / "a.csv", mokpo())
    path.write_bytes(path.read_bytes().replace(b",", b",\x00"))
    assert read(path).counts.accepted == 710


def test_a_quote_that_nobody_closed_is_told_and_swallows_no_one(tmp_path: Path) -> None:
    path = write_text(tmp_path / "a.csv", mokpo())
    text = path.read_text("utf-8").replace(",용당2동,", ',"용당2동,', 1)
    path.write_text(text, "utf-8")
    assert refused(path) == "broken_quotes"


def test_one_broken_byte_loses_one_letter_not_the_list(tmp_path: Path) -> None:
    path = write_text(tmp_path / "a.csv", mokpo(), "cp949")
    content = path.read_bytes()
    place = content.index("양판동".encode("cp949"))
    path.write_bytes(content[:place] + b"\xff" + content[place + 1 :])
    reading = read(path)
    assert reading.counts.rows == 809
    assert [row.row for row in reading.rows if any(p.code == "broken_text" for p in row.problems)] == [2]


@pytest.mark.parametrize(
    ("end", "code"),
    [('"안 닫힘\n박안부,1950-01-03,010-0000-0002\n', "broken_quotes"), ("x" * (3 << 20), "not_a_table")],
)
def test_text_that_ends_in_an_open_quote_or_never_ends_its_line_is_told(tmp_path: Path, end: str, code: str) -> None:
    path = tmp_path / "a.csv"
    path.write_text("성명,생년월일,휴대전화\n김안부,1950-01-02," + end, "utf-8")
    assert refused(path) == code


def test_a_last_cell_that_ends_in_a_line_break_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text('성명,휴대전화,비고\n김안부,010-0000-0001,"메모\n"\n이안부,010-0000-0002,"메모\n"\n', "utf-8")
    assert read(path).counts.accepted == 2


def test_numbers_of_thousands_of_digits_break_nothing(tmp_path: Path) -> None:
    rows = [["성명", "생년월일", "휴대전화", "가구원수"], ["김안부", *["9" * 5000] * 3]]
    assert read(write_text(tmp_path / "a.csv", rows)).counts.rows == 1


def test_a_workbook_of_blanks_that_unpack_a_thousandfold_is_not_unpacked(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", [HEADER, PERSON])
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet9.xml", " " * (100 << 20))
    assert refused(path) == "too_large"


def test_a_mark_of_the_encoding_between_two_joined_files_is_no_letter_of_a_name(tmp_path: Path) -> None:
    rows = [HEADER, ["\ufeff김안부", *PERSON[1:]], PERSON]
    assert [(row.name, row.status) for row in read(write_text(tmp_path / "a.csv", rows)).rows] == [
        ("김안부", "accepted"),
        ("김안부", "duplicate"),
    ]


@pytest.mark.parametrize(("write", "name"), [(write_text, "a.csv"), (write_html, "a.xls")])
@pytest.mark.parametrize("error", ["#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!"])
def test_where_a_formula_has_failed_nothing_is_written(
    tmp_path: Path, error: str, write: Callable[[Path, list[list[str]]], Path], name: str
) -> None:
    rows = [HEADER, [error] * 3, ["김안부", error, error], ["이안부", error, "010-0000-0002"]]
    found = read(write(tmp_path / name, rows))
    assert [(row.row, row.name, row.status) for row in found.rows] == [
        (3, "김안부", "needs_person"),
        (4, "이안부", "accepted"),
    ]
    assert [problem.code for problem in found.rows[0].problems if problem.code != "area_missing"] == ["no_phone"]
