"""Who is entered as somebody new and who as a repetition: row after row, as the list has them. Nobody is swallowed."""

from datetime import date

import pytest

from anbu.domain.lists.duplicates import Duplicates, as_duplicate, same_name
from anbu.domain.lists.values import ListRow, Problem, RowRef, Status
from anbu.domain.phones import Phone, PhoneKind, PhoneNumber

A, B, C = "+821000000001", "+821000000002", "+821000000003"
FIRST, SECOND, THIRD = date(1950, 1, 2), date(1950, 1, 3), date(1950, 1, 4)
Entry = tuple[str, date | None, tuple[str, ...]]


def row(number: int, name: str, born: date | None, numbers: tuple[str, ...]) -> ListRow:
    phones = tuple(Phone(PhoneNumber(text), PhoneKind.MOBILE) for text in numbers)
    return ListRow("명단", number, Status.ACCEPTED, name, born, phones=phones)


def repeats(*entries: Entry) -> list[int | None]:
    """Of each row, which one it repeats (from 0), or None."""
    known = Duplicates()
    found = [known.add(row(at + 2, *entry), at) for at, entry in enumerate(entries)]
    return [None if one is None else one.at for one in found]


@pytest.mark.parametrize(
    ("entries", "expected"),
    [
        # name and birth date
        ([("김안부", FIRST, ()), ("김안부", FIRST, ())], [None, 0]),
        ([("김안부", FIRST, ()), ("김안부", SECOND, ())], [None, None]),
        ([("김안부", FIRST, ()), ("이안부", FIRST, ())], [None, None]),
        ([("김안부", FIRST, (A,)), ("김안부", FIRST, (B,))], [None, 0]),
        # name and a number, where one of them has no birth date
        ([("김안부", None, (A,)), ("김안부", None, (A,))], [None, 0]),
        ([("김안부", None, (A,)), ("김안부", None, (B,))], [None, None]),
        ([("김안부", None, (A, B)), ("김안부", None, (C, B))], [None, 0]),
        ([("김안부", FIRST, (A,)), ("김안부", None, (A,))], [None, 0]),
        ([("김안부", None, (A,)), ("김안부", FIRST, (A,))], [None, 0]),
        ([("김안부", None, (A,)), ("이안부", None, (A,))], [None, None]),
        ([("김안부", None, ()), ("김안부", None, ())], [None, None]),  # nothing tells that they are one
        # two birth dates are two people, whatever number they share
        ([("김안부", FIRST, (A,)), ("김안부", SECOND, (A,))], [None, None]),
        ([("김안부", FIRST, (A,)), ("김안부", SECOND, (A,)), ("김안부", SECOND, (A,))], [None, None, 1]),
        ([("김안부", FIRST, (A,)), ("김안부", SECOND, (A,)), ("김안부", None, (A,))], [None, None, 0]),
        ([("김안부", FIRST, (A,)), ("김안부", SECOND, (A, B)), ("김안부", THIRD, (A,))], [None, None, None]),
        # the birth date that a later row tells is theirs from then on
        ([("김안부", None, (A,)), ("김안부", FIRST, (A,)), ("김안부", SECOND, (A,))], [None, 0, None]),
        ([("김안부", None, (A,)), ("김안부", FIRST, (A,)), ("김안부", FIRST, ())], [None, 0, 0]),
        # a number that a repetition adds finds them too
        ([("김안부", FIRST, (A,)), ("김안부", FIRST, (B,)), ("김안부", None, (B,))], [None, 0, 0]),
        # the third of a name and a number, when the first two were born on other days
        ([("김안부", FIRST, (A,)), ("김안부", SECOND, (A,)), ("김안부", THIRD, ()), ("김안부", THIRD, (A,))],
         [None, None, None, 2]),
        # who is known by another number too, and without a birth date, may be whoever is born on a third day
        ([("김안부", FIRST, (A,)), ("김안부", None, (B,)), ("김안부", None, (B, A)), ("김안부", SECOND, (A,))],
         [None, None, 1, 1]),
        # a row without a name is nobody's repetition, and nobody is one of it
        ([("", FIRST, (A,)), ("", FIRST, (A,)), ("김안부", None, (A,))], [None, None, None]),
    ],
)  # fmt: skip
def test_row_after_row(entries: list[Entry], expected: list[int | None]) -> None:
    assert repeats(*entries) == expected


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (["김안부", "김안부A"], [None, 0]),
        (["김안부A", "김안부"], [None, 0]),
        (["김안부", "김안부1"], [None, 0]),
        (["김안부", "김안부-12"], [None, 0]),
        (["김안부", "김안부님"], [None, 0]),
        (["김안부", "김안부-123"], [None, None]),
        (["김안부", "김안부AB"], [None, None]),
        (["김안부A", "김안부B"], [None, None]),  # two, as the list says
        (["김안부A", "김안부A"], [None, 0]),
        (["김안부", "김안부A", "김안부B"], [None, 0, None]),
        (["김안부A", "김안부B", "김안부"], [None, None, 0]),
        (["김안부A", "김안부", "김안부B"], [None, 0, None]),
        (["김A", "김"], [None, None]),  # one syllable is no name
        (["서숙님", "서숙"], [None, 0]),
        (["Kim A", "kima"], [None, 0]),
    ],
)
def test_a_mark_behind_a_name_tells_apart_who_bears_one(names: list[str], expected: list[int | None]) -> None:
    assert repeats(*((name, FIRST, ()) for name in names)) == expected


def test_a_mark_counts_for_one_birth_date_only() -> None:
    assert repeats(("김안부", FIRST, ()), ("김안부A", SECOND, ())) == [None, None]
    assert repeats(("김안부", None, (A,)), ("김안부A", None, (A,))) == [None, None], (
        "without a birth date the name counts"
    )


@pytest.mark.parametrize(
    ("name", "compared"), [("김안부", "김안부"), ("김 안 부", "김안부"), ("KIM Anbu", "kimanbu"), ("Kim", "kim")]
)
def test_names_are_compared_without_blanks_and_whatever_the_case(name: str, compared: str) -> None:
    assert same_name(name) == compared


def test_a_repetition_names_the_row_that_it_repeats_and_keeps_its_own_problems() -> None:
    known = Duplicates()
    first = row(2, "김안부", FIRST, ())
    assert known.add(first, 0) is None
    second = ListRow("다른 장", 9, Status.REPAIRED, "김안부", FIRST, problems=(Problem("x", "주소"),))
    found = known.add(second, 7)
    assert found is not None
    told = as_duplicate(second, found, "성명")
    assert (told.status, told.duplicate_of) == (Status.DUPLICATE, RowRef("명단", 2))
    assert told.problems == (Problem("x", "주소"), Problem("same_person", "성명"))
