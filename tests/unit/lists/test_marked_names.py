"""Marks that clerks set beside a name are none of it; what tells two people of one name apart is left to them."""

from pathlib import Path

import pytest

from tests.unit.list_samples import read, write_text

Row = tuple[str, str, str]


def statuses(tmp_path: Path, *rows: Row) -> list[str]:
    table = [["성명", "생년월일", "휴대전화"], *map(list, rows)]
    return [row.status.value for row in read(write_text(tmp_path / "a.csv", table)).rows]


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("김안부님", "김안부"),
        ("김안부 님", "김안부"),
        ("김 안 부 님", "김안부"),
        ("☆김안부", "김안부"),
        ("★ 김안부", "김안부"),
        ("※김안부", "김안부"),
        ("김안부☆", "김안부"),
        ("김안부*", "김안부"),
        ("●김안부", "김안부"),
        ("1. 김안부", "김안부"),
        ("12) 김안부", "김안부"),
        ("☆오선", "오선"),
        ("남궁안부님", "남궁안부"),
        ("김달님", "김달님"),
        ("남궁달님", "남궁달님"),
        ("김○○", "김○○"),
        ("김**", "김**"),
        ("○안부", "○안부"),
        ("김*부", "김*부"),
        ("김안부A", "김안부A"),
        ("NGUYEN THI LAN", "NGUYEN THI LAN"),
        ("세대주 김안부", "김안부"),
        ("본인: 김안부", "김안부"),
        ("김안부 어르신", "김안부"),
        ("김안부 할머니", "김안부"),
    ],
)
def test_a_name_without_the_marks_beside_it(tmp_path: Path, written: str, name: str) -> None:
    (row,) = read(write_text(tmp_path / "a.csv", [["성명", "휴대전화"], [written, "010-0000-0001"]])).rows
    assert row.name == name


@pytest.mark.parametrize(
    ("header", "cells", "name"),
    [
        (["성", "이름"], ["남궁", "안부"], "남궁안부"),
        (["성", "이름"], ["김", "김안부"], "김안부"),
        (["성", "이름"], ["남", "김안부"], "김안부"),
        (["성", "이름", "성별"], ["남", "안부", "여"], "남안부"),
        (["Surname", "이름"], ["NGUYEN", "THI LAN"], "NGUYEN THI LAN"),
    ],
)
def test_a_name_in_two_columns_is_one(tmp_path: Path, header: list[str], cells: list[str], name: str) -> None:
    rows = [[*header, "휴대전화"], [*cells, "010-0000-0001"]]
    assert [row.name for row in read(write_text(tmp_path / "a.csv", rows)).rows] == [name]


@pytest.mark.parametrize("marked", ["김안부A", "김안부-1", "김안부1", "김안부님", "☆김안부", "김안부a", "김 안부 B"])
@pytest.mark.parametrize("marked_first", [True, False])
def test_a_marked_name_born_on_the_same_day_is_the_same_person(tmp_path: Path, marked: str, marked_first: bool) -> None:
    names = [marked, "김안부"] if marked_first else ["김안부", marked]
    rows = [(name, "1950-01-02", f"010-0000-000{n}") for n, name in enumerate(names, 1)]
    assert statuses(tmp_path, *rows) == ["accepted", "duplicate"]


def test_where_nim_may_belong_to_the_name_the_day_of_birth_decides(tmp_path: Path) -> None:
    rows = [("서숙님", "1950-01-02", "010-0000-0001"), ("서숙", "1950-01-02", "010-0000-0002")]
    assert statuses(tmp_path, *rows, ("서숙", "1950-01-03", "")) == ["accepted", "duplicate", "needs_person"]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (("김안부A", "1950-01-02", "010-0000-0001"), ("김안부", "1950-01-03", "010-0000-0001")),
        (("김안부A", "1950-01-02", "010-0000-0001"), ("김안부B", "1950-01-02", "010-0000-0001")),
        (("김안부-1", "1950-01-02", "010-0000-0001"), ("김안부-2", "1950-01-02", "010-0000-0002")),
        (("김안부A", "", "010-0000-0001"), ("김안부B", "", "010-0000-0001")),
        (("김안부님", "1950-01-02", "010-0000-0001"), ("김안부", "1950-01-03", "010-0000-0001")),
    ],
)
def test_whom_a_list_tells_apart_are_two(tmp_path: Path, first: Row, second: Row) -> None:
    assert statuses(tmp_path, first, second) == ["accepted", "accepted"]


def test_a_plain_row_between_two_marked_ones_does_not_make_them_one(tmp_path: Path) -> None:
    rows = [(name, "1950-01-02", "010-0000-0001") for name in ("김안부A", "김안부", "김안부B", "김안부B")]
    assert statuses(tmp_path, *rows) == ["accepted", "duplicate", "accepted", "duplicate"]
