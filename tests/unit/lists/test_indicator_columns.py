"""위기정보 given as one column for each name, with marks in it (contract 2: under any of the names people use)."""

from pathlib import Path

import pytest

from anbu.domain.lists.values import ListRow
from tests.unit.list_samples import read, write_text, write_xlsx

PERSON = ["성명", "생년월일", "휴대전화"]
CELLS = ["김안부", "1950-01-02", "010-0000-0001"]


def rows_of(tmp_path: Path, *rows: list[str]) -> list[ListRow]:
    return read(write_text(tmp_path / "a.csv", rows)).rows


@pytest.mark.parametrize(
    "mark", ["O", "o", "1", "V", "○", "●", "√", "✔", "해당", "Y", "유", "3개월", "450,000원", "ㅇ"]
)
def test_a_mark_is_an_indicator_of_the_row(tmp_path: Path, mark: str) -> None:
    (row,) = rows_of(tmp_path, [*PERSON, "단전", "단수", "건보료 체납"], [*CELLS, mark, "", mark])
    assert row.indicators == ("power_cut", "health_insurance_arrears")
    assert not row.unknown_indicators
    assert row.status.value == "accepted"


@pytest.mark.parametrize("cell", ["", "X", "0", "N", "-", "×", "무", "해당없음", "비해당", "아니오", "0원", "0개월"])
def test_what_is_not_marked_is_no_indicator(tmp_path: Path, cell: str) -> None:
    (row,) = rows_of(tmp_path, [*PERSON, "단전", "단수"], [*CELLS, cell, "O"])
    assert row.indicators == ("water_cut",)
    assert not row.unknown_indicators


@pytest.mark.parametrize(
    "heading",
    ["단전", "단전(O/X)", "단전 여부", "위기정보(단전)", "위기정보 단전", "위기정보 단전 여부", "1. 단전", "단전유무"],
)
def test_a_column_is_told_by_its_indicator(tmp_path: Path, heading: str) -> None:
    (row,) = rows_of(tmp_path, [*PERSON, heading], [*CELLS, "O"])
    assert row.indicators == ("power_cut",)


def test_names_in_one_column_and_marks_in_others_are_read_together(tmp_path: Path) -> None:
    (row,) = rows_of(tmp_path, ["단수", *PERSON, "위기정보"], ["V", *CELLS, "단전, 폐업"])
    assert set(row.indicators) == {"water_cut", "power_cut", "business_closed"}


def test_another_word_in_such_a_column_is_shown_to_the_clerk(tmp_path: Path) -> None:
    (row,) = rows_of(tmp_path, [*PERSON, "단전"], [*CELLS, "조사 예정"])
    assert not row.indicators
    assert row.unknown_indicators == ("단전 조사 예정",)


def test_a_marked_kind_that_nobody_knows_is_kept_by_its_heading(tmp_path: Path) -> None:
    rows = rows_of(
        tmp_path,
        [*PERSON, "단전", "한전 통보", "단수", "동의"],
        [*CELLS, "", "O", "O", "O"],
        ["이안부", "1951-01-02", "010-0000-0002", "O", "2", "", "O"],
    )
    assert [row.unknown_indicators for row in rows] == [("한전 통보",), ()]
    assert [row.indicators for row in rows] == [("water_cut",), ("power_cut",)]


def test_the_columns_may_stand_under_one_heading(tmp_path: Path) -> None:
    rows = [[*PERSON, "위기정보", "", ""], ["", "", "", "단전", "시설 퇴소", "단수"], [*CELLS, "", "O", "O"]]
    (row,) = read(write_xlsx(tmp_path / "a.xlsx", rows)).rows
    assert row.indicators == ("shelter_left", "water_cut")


def test_a_first_row_that_says_only_an_indicator_is_no_heading(tmp_path: Path) -> None:
    rows = rows_of(tmp_path, [*PERSON, "위기정보1", "위기정보2"], ["", "", "", "단전", "단수"], [*CELLS, "폐업", ""])
    assert [row.indicators for row in rows] == [("power_cut", "water_cut"), ("business_closed",)]


def test_a_row_of_nothing_but_a_mark_is_open_work_and_a_count_is_a_total(tmp_path: Path) -> None:
    reading = read(
        write_text(tmp_path / "a.csv", [[*PERSON, "단전"], [*CELLS, "O"], ["", "", "", "O"], ["합계", "", "", "1"]])
    )
    assert [row.status.value for row in reading.rows] == ["accepted", "rejected"]
    assert reading.counts.footer == 1


def test_a_resident_number_in_such_a_column_is_not_kept(tmp_path: Path) -> None:
    (row,) = rows_of(tmp_path, [*PERSON, "단전"], [*CELLS, "500102-1234567 확인"])
    assert "1234567" not in repr(row)
