"""Two lists side by side on one sheet are two: nobody on the right is lost, and no number goes to a neighbour."""

import io
from pathlib import Path

import openpyxl

from tests.unit.intake_world import IntakeWorld
from tests.unit.list_samples import read, write_text, write_xlsx

BESIDE = [
    ["2026년 6차 명단", "", "", "", "", "", ""],
    ["연번", "성명", "연락처", "", "연번", "성명", "연락처"],
    ["1", "김안부", "010-0000-0001", "", "3", "박안부", "010-0000-0003"],
    ["2", "이안부", "010-0000-0002", "", "", "", ""],
    ["합계 3명"],
]


def test_both_are_read_each_with_its_own_numbers(tmp_path: Path) -> None:
    reading = read(write_text(tmp_path / "a.csv", BESIDE))
    told = [(row.sheet, row.row, row.name, [phone.number for phone in row.phones]) for row in reading.rows]
    assert told == [
        ("", 3, "김안부", ["+821000000001"]),
        ("", 4, "이안부", ["+821000000002"]),
        ("(2)", 3, "박안부", ["+821000000003"]),
    ]
    assert reading.counts.footer == 1


def test_both_are_in_the_ledger_and_in_the_receipt(tmp_path: Path) -> None:
    world = IntakeWorld(tmp_path)
    upload = world.take_in(write_xlsx(tmp_path / "in.xlsx", BESIDE), "a.xlsx")
    assert {person[4] for person in world.people()} == {"김안부", "이안부", "박안부"}
    assert len(world.rows(upload)) == 3
    book = openpyxl.load_workbook(io.BytesIO(world.store.receipts[upload.receipt.replace(".jsonl", ".xlsx")]))
    assert [[line[4] for line in sheet.iter_rows(min_row=2, values_only=True)] for sheet in book] == [
        ["김안부", "이안부"],
        ["박안부"],
    ]


def test_a_guardian_beside_the_person_is_no_second_list(tmp_path: Path) -> None:
    rows = [["대상자", "", "보호자", ""], ["성명", "연락처", "성명", "연락처"]]
    reading = read(write_text(tmp_path / "a.csv", [*rows, ["김안부", "010-0000-0001", "김보호", "010-0000-0002"]]))
    assert [row.name for row in reading.rows] == ["김안부"]
