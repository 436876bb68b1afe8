"""A person who stands twice in one list is the same person in the same need, whichever row comes first."""

from pathlib import Path

import pytest

from anbu.domain.cases.case import Priority
from anbu.domain.cases.state import State
from tests.unit.intake_world import IntakeWorld
from tests.unit.list_samples import rows_of, write_text

HEADER = ["성명", "생년월일", "휴대전화", "주소", "위기정보"]
PLAIN = ["김안부", "", "010-0000-0001", "", "통신비 체납"]
URGENT = ["김안부", "500102", "010-0000-0001", "목포시 영산로 9001", "단전"]


@pytest.mark.parametrize("rows", [[PLAIN, URGENT], [URGENT, PLAIN]], ids=["plain first", "urgent first"])
def test_the_case_has_what_either_row_says(tmp_path: Path, rows: list[list[str]]) -> None:
    world = IntakeWorld(tmp_path)
    world.take_in(write_text(tmp_path / "l.csv", [HEADER, *rows]), "l-1.csv")
    (case,) = world.cases()
    assert set(case.indicators) == {"telecom_arrears", "power_cut"}
    assert case.priority is Priority.FIRST
    assert case.household
    ((_, _, _, _, _, birth_date, _),) = world.people()
    assert birth_date


def test_each_line_of_the_receipt_tells_the_indicators_of_its_own_row(tmp_path: Path) -> None:
    first, again = rows_of(tmp_path, HEADER, PLAIN, URGENT)
    assert (first.indicators, again.indicators) == (("telecom_arrears",), ("power_cut",))
    assert first.every_indicator == ("telecom_arrears", "power_cut")


def test_who_is_in_more_pressing_need_by_a_corrected_list_is_served_sooner_and_never_later(tmp_path: Path) -> None:
    world = IntakeWorld(tmp_path)
    for n, (row, priority) in enumerate(((PLAIN, Priority.THIRD), (URGENT, Priority.FIRST), (PLAIN, Priority.FIRST))):
        world.take_in(write_text(tmp_path / f"{n}.csv", [[f"제목 {n}"], HEADER, row]), f"l-{n}.csv")
        (case,) = world.cases()
        assert (case.priority, case.state) == (priority, State.NOTICE_DUE)


def test_the_persons_own_number_comes_before_a_relatives_wherever_its_column_stands(tmp_path: Path) -> None:
    (row,) = rows_of(tmp_path, ["보호자연락처", "성명", "휴대전화"], ["010-0000-0009", "김안부", "010-0000-0001"])
    assert [phone.number for phone in row.phones] == ["+821000000001", "+821000000009"]


def test_the_rest_of_an_address_stands_behind_it_wherever_its_column_stands(tmp_path: Path) -> None:
    (row,) = rows_of(tmp_path, ["상세주소", "성명", "주소"], ["101동 2호", "김안부", "전라남도 목포시 영산로 9001"])
    assert row.address == "전라남도 목포시 영산로 9001 101동 2호"


def test_another_person_of_that_name_at_that_number_is_another_case(tmp_path: Path) -> None:
    """A grandson has the name and the telephone of nobody but his grandfather, and another birth date."""
    world = IntakeWorld(tmp_path)
    for n, birth_date in enumerate(("500102", "800102")):
        row = ["김안부", birth_date, "010-0000-0001", "", ""]
        world.take_in(write_text(tmp_path / f"{n}.csv", [HEADER, row]), f"l-{n}.csv")
    assert len(world.cases()) == 2


@pytest.mark.parametrize(("place", "other"), [("ROUND", "2027-1"), ("MOKPO", "4672000000")])
def test_who_is_told_by_name_and_number_is_looked_for_in_this_round_of_this_area_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: str, other: str
) -> None:
    """Given the person in another round or area, when a second list of this one has them, they get their case here."""
    world = IntakeWorld(tmp_path)
    world.take_in(write_text(tmp_path / "a.csv", [HEADER, PLAIN]), "l-a.csv")
    monkeypatch.setattr(f"tests.unit.intake_world.{place}", other)
    world.take_in(write_text(tmp_path / "b.csv", [HEADER, ["이안부", "510102", "010-0000-0002", "", ""]]), "l-b.csv")
    world.take_in(write_text(tmp_path / "c.csv", [HEADER, ["김안부", "500102", "010-0000-0001", "", ""]]), "l-c.csv")
    assert len(world.cases()) == 2
