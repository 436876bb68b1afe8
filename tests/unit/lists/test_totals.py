"""Totals and notes under a table are counted apart, in whatever column they and their count stand (contract 2)."""

from pathlib import Path

import pytest

from tests.unit.list_samples import read, write_text

HEADINGS = ["성명", "생년월일", "읍면동", "휴대전화", "단전", "성별", "비고"]
PERSON = ["김안부", "1950-01-02", "산정동", "010-0000-0001", "O", "여", ""]


def people_and_footers(tmp_path: Path, row: list[str]) -> tuple[int, int]:
    """What a list of one person with this row under them reads as."""
    reading = read(write_text(tmp_path / "a.csv", [HEADINGS, PERSON, row]), "4611000000")
    return len(reading.rows), reading.counts.footer


@pytest.mark.parametrize("word", ["합계", "합 계", "총계", "소 계", "계", "[합계]", "산정동 소계", "총원", "Total"])
@pytest.mark.parametrize("at", range(1, 7))
def test_a_total_in_the_name_column_has_its_count_anywhere(tmp_path: Path, word: str, at: int) -> None:
    row = [""] * 7
    row[0], row[at] = word, "1명" if at % 2 else "1"
    assert people_and_footers(tmp_path, row) == (1, 1)


@pytest.mark.parametrize("at", range(7))
def test_a_total_stands_in_any_column(tmp_path: Path, at: int) -> None:
    row = [""] * 7
    row[at], row[(at + 1) % 7] = "합 계", "117"
    assert people_and_footers(tmp_path, row) == (1, 1)


@pytest.mark.parametrize(
    "row",
    [
        ["합계 1명", "", "", "", "", "", ""],
        ["총계: 1", "", "", "", "", "", ""],
        ["합계(1명)", "", "", "", "", "", ""],
        ["", "", "산정동", "", "", "소계", "1"],
        ["합계", "1", "-", "1", "1", "-", ""],
        ["", "", "", "※ 개인정보이므로 취급에 주의", "", "", ""],
        ["", "※ 주민등록상 생일 기준임", "", "", "", "", ""],
    ],
)
def test_totals_and_notes_of_other_shapes(tmp_path: Path, row: list[str]) -> None:
    assert people_and_footers(tmp_path, row) == (1, 1)


@pytest.mark.parametrize(
    "row",
    [
        ["계", "1951-01-02", "", "", "", "", ""],
        ["합계", "", "", "010-0000-0002", "", "", ""],
        ["김계", "", "", "", "", "", ""],
        ["", "", "", "※ 010-0000-0003", "", "", ""],
        ["", "", "", "", "○", "", ""],
        ["김안녕", "1", "", "", "", "", "총계 확인"],
    ],
)
def test_whoever_may_be_a_person_is_never_a_total(tmp_path: Path, row: list[str]) -> None:
    assert people_and_footers(tmp_path, row) == (2, 0)
