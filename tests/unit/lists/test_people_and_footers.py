"""What is a row of the list, and what is a title, a header or a footer."""

from datetime import date
from pathlib import Path

import pytest

from tests.unit.list_samples import BIRTH, read, rows_of, write_text


@pytest.mark.parametrize(
    ("cells", "status", "open_work"),
    [
        (["", "", "", "전라남도 곡성군 곡성읍 읍내리 9001", ""], "rejected", True),
        (["", "500102", "", "", ""], "rejected", True),
        (["", "", "", "", "단전"], "rejected", True),
        (["미상", "", "", "", "단전"], "rejected", True),
        (["", "", "010-0000-0001", "", ""], "needs_person", False),
        (["", "", "1588-1234", "", "단전"], "rejected", True),
        (["김안부", "", "", "", ""], "needs_person", False),
    ],
)
def test_rows_that_lack_something(tmp_path: Path, cells: list[str], status: str, open_work: bool) -> None:
    row = rows_of(tmp_path, ["연번", "성명", "생년월일", "휴대전화", "주소", "위기정보"], ["1", *cells])[0]
    assert row.status.value == status
    assert row.is_open_work == open_work


@pytest.mark.parametrize(
    "cells",
    [
        ["합계", "", "", ""],
        ["합 계", "117명", "", ""],
        ["총계", "117", "", "93"],
        ["", "이하 여백", "", ""],
        ["- 이하 여백 -", "", "", ""],
        ["※ 개인정보이므로 취급에 주의 바랍니다.", "", "", ""],
        ["소 계", "", "", "12"],
        ["끝.", "", "", ""],
        ["", "합계", "", "12"],
        ["계", "", "", ""],
        ["작성자: 주민복지과", "", "", ""],
        ["이상 끝", "", "", ""],
        ["", "작성자: 주민복지과", "", ""],
        ["작성자", "홍길동", "", ""],
        ["작성일", "2026.11.20", "", ""],
        ["남", "1", "", ""],
        ["1/3", "", "", ""],
        ["", "- 1 -", "", ""],
        ["", "2 / 5", "", ""],
        ["", "Page 3 of 5", "", ""],
        ["", "3쪽", "", ""],
        ["2026. 11. 20.", "", "", ""],
        ["----------", "", "", ""],
        ["---", ":---:", "---", "---"],
        ["TOTAL", "1", "", ""],
        ["", "", "", "목포시 용당1동장 (직인생략)"],
    ],
)
def test_footers_are_no_people(tmp_path: Path, cells: list[str]) -> None:
    reading = read(
        write_text(tmp_path / "a.csv", [["연번", "성명", "생년월일", "휴대전화"], ["1", "김안부", "", ""], cells])
    )
    assert (reading.counts.rows, reading.counts.footer) == (1, 1)


@pytest.mark.parametrize(
    ("header", "cells"),
    [
        (["성명"], ["NGUYEN THI LAN ANH"]),
        (["연번", "성명", "생년월일", "휴대전화"], ["", "계", "500102", ""]),
        (["연번", "성명", "위기정보"], ["", "", "단전, 단수"]),
        (["연번", "성명", "휴대전화"], ["3", "이름 미상", "연락처 모름"]),
    ],
)
def test_people_who_look_like_footers_or_headers_are_people(
    tmp_path: Path, header: list[str], cells: list[str]
) -> None:
    assert len(rows_of(tmp_path, header, cells)) == 1


PEOPLE = [["1", "김안부", "500102", "010-0000-0001"], ["2", "이안부", "500103", "010-0000-0002"]]
HEADER = ["연번", "성명", "생년월일", "휴대전화"]


@pytest.mark.parametrize(
    "rows",
    [
        [["발굴대상자"], HEADER, *PEOPLE],
        [["2026년 6차 발굴대상자 명단", "", "담당자:", "홍길동"], ["작성일", "2026.11.20"], HEADER, *PEOPLE],
        [["제출자 성명", "홍길동", "연락처", "061-112-3456"], [], HEADER, *PEOPLE],
        [HEADER, ["(1)", "(2)", "(3)", "(4)"], *PEOPLE],
        [HEADER, PEOPLE[0], ["성명", "휴대전화", "생년월일"], ["이안부", "010-0000-0002", "500103"]],
        [["연번", "인적사항", "", "연락처"], ["", "성명", "생년월일", "휴대전화"], *PEOPLE],
        [["연번", "대상자", "", "연락처"], ["", "성명", "생년월일", "본인"], *PEOPLE],
    ],
)
def test_titles_groups_and_second_headers_hide_nobody_and_are_nobody(tmp_path: Path, rows: list[list[str]]) -> None:
    read_rows = rows_of(tmp_path, *rows)
    assert [(row.name, len(row.phones)) for row in read_rows] == [("김안부", 1), ("이안부", 1)]
    assert [row.birth_date for row in read_rows] == [BIRTH, date(1950, 1, 3)]


def test_blank_rows_and_prefilled_numbers_are_nothing(tmp_path: Path) -> None:
    reading = read(
        write_text(
            tmp_path / "a.csv", [["연번", "성명", "휴대전화"], ["1", "김안부", ""], ["2", "", ""], ["", "", ""], []]
        )
    )
    assert (reading.counts.rows, reading.counts.footer) == (1, 0)


def test_a_header_printed_again_is_no_person(tmp_path: Path) -> None:
    header = ["연번", "성명", "생년월일", "휴대전화"]
    rows = rows_of(tmp_path, header, ["1", "김안부", "500102", ""], header, ["2", "이안부", "500102", ""])
    assert [row.row for row in rows] == [2, 4]


def test_title_rows_and_a_header_of_two_rows(tmp_path: Path) -> None:
    rows = rows_of(
        tmp_path,
        ["2026년 6차 발굴대상자 명단"],
        ["", "", "(단위: 명)"],
        [],
        ["연번", "대상자", "생년월일", "연락처", ""],
        ["", "", "", "휴대전화", "집전화"],
        ["1", "김안부", "500102", "010-0000-0001", "061-112-3456"],
    )
    assert [(row.row, len(row.phones)) for row in rows] == [(6, 2)]


def test_parts_under_groups_are_what_the_group_says(tmp_path: Path) -> None:
    (row,) = rows_of(
        tmp_path,
        ["연번", "인적사항", "", "연락처", "", "위기정보", ""],
        ["", "성명", "생년월일", "본인", "보호자", "주된", "기타"],
        ["1", "김안부", "500102", "010-0000-0001", "010-0000-0002", "단전", "실직"],
    )
    assert [number.whose is not None for number in row.phones] == [False, True]
    assert set(row.indicators) == {"power_cut", "unemployment"}


def test_a_row_of_nothing_but_dashes_is_blank_and_one_with_a_number_is_somebody(tmp_path: Path) -> None:
    header = ["연번", "성명", "휴대전화", "비고"]
    dashes, numbered, known = ["-"] * 4, ["2", "-", "-", "–"], ["3", "-", "010-0000-0003", "-"]
    (row,) = rows_of(tmp_path, header, dashes, numbered, known)
    assert (row.row, row.status.value) == (4, "needs_person")


def test_a_total_between_people_ends_nothing(tmp_path: Path) -> None:
    header, total = ["연번", "성명", "휴대전화"], ["소계", "1", ""]
    people = [["1", "김안부", "010-0000-0001"], ["2", "이안부", "010-0000-0002"]]
    assert [row.row for row in rows_of(tmp_path, header, people[0], total, people[1])] == [2, 4]


def test_a_row_of_words_of_headings_with_a_number_is_somebody(tmp_path: Path) -> None:
    header = ["성명", "연락처", "비고", "주소"]
    (row,) = rows_of(tmp_path, header, ["이름", "연락처", "주소", "목포시 영산로 9001"])
    assert row.row == 2
