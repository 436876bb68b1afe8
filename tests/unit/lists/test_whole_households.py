"""Lists that go by households: the head stands beside each member, and the row is about the member."""

from pathlib import Path

import pytest

from tests.unit.list_samples import rows_of

PHONES = [f"010-0000-000{n}" for n in range(3)]


@pytest.mark.parametrize(
    ("head", "relation", "member"),
    [
        ("세대주", "관계", "세대원"),
        ("세대주명", "세대주와의 관계", "세대원"),
        ("가구주", "가구주와의관계", "가구원"),
        ("세대주 성명", "세대주 관계", "세대원(성명)"),
        ("세대주", "비고", "세대원명"),
        ("가구주성명", "비고", "가구원 성명"),
    ],
)
def test_the_member_is_the_person(tmp_path: Path, head: str, relation: str, member: str) -> None:
    rows = rows_of(
        tmp_path,
        ["연번", head, relation, member, "생년월일", "휴대전화"],
        ["1", "김안부", "본인", "김안부", "1950-01-02", PHONES[0]],
        ["2", "김안부", "배우자", "박안녕", "1952-03-04", PHONES[1]],
        ["3", "", "자", "김무사", "1980-05-06", PHONES[2]],
    )
    assert [row.name for row in rows] == ["김안부", "박안녕", "김무사"]
    assert [row.household_size for row in rows] == [None] * 3


def test_where_no_member_is_named_the_head_is_the_person(tmp_path: Path) -> None:
    rows = rows_of(
        tmp_path,
        ["세대주", "관계", "세대원", "휴대전화"],
        ["김안부", "본인", "", PHONES[0]],
        ["이안녕", "본인", "3", PHONES[1]],
        ["박무사", "본인", "2명", PHONES[2]],
    )
    assert [(row.name, row.household_size) for row in rows] == [("김안부", None), ("이안녕", 3), ("박무사", 2)]


def test_several_members_in_one_cell_are_no_name(tmp_path: Path) -> None:
    (row,) = rows_of(tmp_path, ["세대주", "세대원명", "휴대전화"], ["김안부", "박안녕, 김무사", PHONES[0]])
    assert row.name == "김안부"


def test_beside_a_person_who_is_no_head_members_change_nothing(tmp_path: Path) -> None:
    (row,) = rows_of(tmp_path, ["성명", "세대원명", "휴대전화"], ["김안부", "박안녕", PHONES[0]])
    assert row.name == "김안부"


def test_without_a_relation_the_column_of_members_is_how_many_they_are(tmp_path: Path) -> None:
    (row,) = rows_of(tmp_path, ["세대주", "세대원", "휴대전화"], ["김안부", "3", PHONES[0]])
    assert (row.name, row.household_size) == ("김안부", 3)


def test_members_alone_are_the_names(tmp_path: Path) -> None:
    (row,) = rows_of(tmp_path, ["세대원성명", "휴대전화"], ["박안녕", PHONES[0]])
    assert row.name == "박안녕"


def test_a_header_printed_again_is_nobody(tmp_path: Path) -> None:
    header = ["연번", "세대주", "관계", "세대원", "휴대전화"]
    rows = rows_of(tmp_path, header, ["1", "김안부", "배우자", "박안녕", PHONES[0]], header, ["합계", "1", "", "", ""])
    assert [row.name for row in rows] == ["박안녕"]


def test_a_resident_number_behind_a_members_name_is_reduced(tmp_path: Path) -> None:
    (row,) = rows_of(
        tmp_path, ["세대주", "관계", "세대원", "휴대전화"], ["김안부", "처", "박안녕(520304-2012345)", PHONES[0]]
    )
    assert "2012345" not in repr(row)
    assert row.name == "박안녕"
