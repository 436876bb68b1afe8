"""The same person twice in one list."""

import unicodedata
from pathlib import Path

import pytest

from tests.unit.list_samples import rows_of


@pytest.mark.parametrize(
    ("first", "second", "status"),
    [
        (("김안부", "1950-01-02", "010-0000-0001"), ("김안부", "19500102", "010-0000-0001"), "duplicate"),
        (("김안부", "1950-01-02", "010-0000-0001"), ("김 안 부", "500102", "010-0000-0002"), "duplicate"),
        (("김안부", "", "010-0000-0001"), ("김안부", "500102", "010-0000-0001"), "duplicate"),
        (("김안부", "500102", "010-0000-0001"), ("김안부", "", "010-0000-0001"), "duplicate"),
        (("김안부", "500102", "010-0000-0001"), ("김안부", "500103", "010-0000-0001"), "accepted"),
        (("김안부", "500102", "010-0000-0001"), ("이안부", "500102", "010-0000-0001"), "accepted"),
        (("김안부", "", "010-0000-0001"), ("김안부", "", "010-0000-0002"), "accepted"),
        (("김안부", "500102", ""), ("김안부", "500102", ""), "duplicate"),
        (("", "500102", "010-0000-0001"), ("", "500102", "010-0000-0001"), "needs_person"),
    ],
)
def test_the_same_person_twice(tmp_path: Path, first: tuple[str, ...], second: tuple[str, ...], status: str) -> None:
    rows = rows_of(tmp_path, ["성명", "생년월일", "휴대전화"], list(first), list(second))
    assert rows[1].status.value == status
    assert (rows[1].duplicate_of is not None) == (status == "duplicate")


def test_numbers_new_in_a_duplicate_are_added_to_the_first(tmp_path: Path) -> None:
    rows = rows_of(
        tmp_path,
        ["성명", "생년월일", "휴대전화"],
        ["김안부", "500102", ""],
        ["김안부", "500102", "010-0000-0001"],
    )
    assert [phone.number for phone in rows[0].phones] == ["+821000000001"]
    assert [row.status.value for row in rows] == ["accepted", "duplicate"]


def test_names_in_letters_taken_apart_are_the_same_name(tmp_path: Path) -> None:
    rows = rows_of(
        tmp_path, ["성명", "생년월일"], ["김안부", "500102"], [unicodedata.normalize("NFD", "김안부"), "500102"]
    )
    assert rows[1].status.value == "duplicate"


def test_a_person_is_known_again_however_far_down_the_list(tmp_path: Path) -> None:
    """Duplicates are decided over the whole list, before it is cut into chunks of some hundred rows."""
    others = [[f"김안{chr(0xAC00 + n)}", "1950-01-02", f"010-0000-{n:04}"] for n in range(1_200)]
    first = ["이안부", "1951-01-02", "010-1000-0001"]
    told = rows_of(tmp_path, ["성명", "생년월일", "휴대전화"], first, *others, [*first[:2], "010-1000-0002"])
    assert [row.row for row in told if row.duplicate_of] == [1_203]
    assert [row.duplicate_of.row for row in told if row.duplicate_of] == [2]
    assert len(told[0].phones) == 2
