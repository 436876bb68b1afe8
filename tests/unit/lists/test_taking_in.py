"""From an upload to cases: nobody lost, nobody twice, whatever happens on the way."""

import io
import json
import random
import zipfile
from pathlib import Path

import openpyxl
import pytest

from anbu.domain.cases.case import Case
from anbu.domain.cases.round import ListKind, Round
from anbu.domain.cases.state import State
from anbu.domain.lists.entering import UNTOLD
from anbu.domain.lists.upload import UploadState
from anbu.domain.lists.values import Status
from anbu.ports import Create
from anbu.usecases.find_earlier_cases import find_earlier_cases
from anbu.usecases.resume_upload import find_lost, resume_all, resume_upload
from anbu.usecases.split_upload import split_upload
from anbu.usecases.write_rows import RowWriter
from tests.unit.intake_world import MOKPO, ROUND, IntakeWorld
from tests.unit.list_samples import SAMPLES, mokpo, write_text

LIST = SAMPLES / "mokpo_2024_3.csv"
HEADER = ["성명", "생년월일", "휴대전화", "주소", "위기정보"]


def test_everyone_on_the_list_has_a_case_an_owner_and_a_due_time(tmp_path: Path) -> None:
    world = IntakeWorld(tmp_path)
    upload = world.take_in(LIST, "a.csv")
    assert upload.state is UploadState.DONE
    assert upload.counts["rows"] == len(world.rows(upload)) == 809
    people = [case for case in world.cases() if case.origin != UNTOLD]
    assert len(people) == 809 - 20 - 4
    assert all(case.due_at is not None for case in world.cases())
    assert {case.state for case in people} == {State.NOTICE_DUE, State.STAFF_CALL, State.CALL_DUE}
    assert sum(case.state is State.STAFF_CALL for case in people) == 35
    assert sum(case.state is State.FIX_ROW for case in world.cases()) == 4


def test_the_same_bytes_under_another_name_make_no_second_case(tmp_path: Path) -> None:
    world = IntakeWorld(tmp_path)
    first = world.take_in(LIST, "a.csv")
    before = world.people()
    again = world.take_in(LIST, "b.csv")
    assert world.people() == before
    assert (again.same_as, again.state) == (first.id, UploadState.DONE)


def test_chunks_twice_and_in_any_order_make_the_same_ledger(tmp_path: Path) -> None:
    straight, shaken = IntakeWorld(tmp_path), IntakeWorld(tmp_path)
    straight.take_in(LIST, "a.csv")
    arrived = shaken.store.put(LIST, "a.csv")
    split_upload(arrived, shaken.intaking)
    messages = shaken.chunks.messages * 3
    random.Random(7).shuffle(messages)
    shaken.chunks.messages.clear()
    for message in messages:
        shaken.deliver(message)
    shaken.work_off()
    assert shaken.people() == straight.people()
    assert shaken.upload(arrived).counts == straight.upload(arrived).counts


def test_a_lost_chunk_is_written_by_resume(tmp_path: Path) -> None:
    world, straight = IntakeWorld(tmp_path), IntakeWorld(tmp_path)
    straight.take_in(LIST, "a.csv")
    arrived = world.store.put(LIST, "a.csv")
    split_upload(arrived, world.intaking)
    world.chunks.messages.pop(0)
    world.work_off()
    assert list(find_lost(world.intaking)) == []
    world.clock.at = world.clock.at.replace(hour=16)
    assert list(find_lost(world.intaking)) == [arrived]
    resume_upload(arrived, world.intaking)
    world.work_off()
    assert {case.id for case in world.cases()} == {case.id for case in straight.cases()}
    assert world.upload(arrived).state is UploadState.DONE


def test_resume_sends_only_rows_that_the_ledger_does_not_have(tmp_path: Path) -> None:
    world = IntakeWorld(tmp_path)
    arrived = world.store.put(LIST, "a.csv")
    split_upload(arrived, world.intaking)
    chunk = next(iter(world.store.chunks))
    written = world.store.chunks[chunk][:100]
    world.store.chunks[chunk] = written
    RowWriter(world.upload(arrived), world.opened(), world.intaking).write(written)
    resume_upload(arrived, world.intaking)
    sent = {row.row for row in world.store.chunks[chunk]}
    assert sent
    assert sent.isdisjoint({row.row for row in written})


def test_an_upload_whose_event_never_came_is_found(tmp_path: Path) -> None:
    world = IntakeWorld(tmp_path)
    arrived = world.store.put(LIST, "a.csv")
    assert resume_all(world.intaking) == 1
    world.work_off()
    assert world.upload(arrived).counts["rows"] == 809


def test_a_corrected_list_adds_and_amends_and_takes_nobody_away(tmp_path: Path) -> None:
    world = IntakeWorld(tmp_path)
    old = [HEADER, ["가나다", "500102", "", "", "단전"], ["라마바", "510102", "010-0000-0002", "", ""]]
    new = [
        ["제목"],
        HEADER,
        ["사아자", "520102", "010-0000-0003", "", ""],
        ["가나다", "500102", "010-0000-0001", "", "단수"],
    ]
    world.take_in(write_text(tmp_path / "old.csv", old), "old-1.csv")
    assert sorted(case.state for case in world.cases()) == [State.NOTICE_DUE, State.STAFF_CALL]
    upload = world.take_in(write_text(tmp_path / "new.csv", new), "new-1.csv")
    assert {name for _, _, _, _, name, _, _ in world.people()} == {"가나다", "라마바", "사아자"}
    amended = next(case for case in world.cases() if "water_cut" in case.indicators)
    assert amended.indicators == ("power_cut", "water_cut")
    assert (amended.state, len(amended.numbers)) == (State.NOTICE_DUE, 1)
    assert [row.status for row in world.rows(upload)] == [Status.ACCEPTED, Status.DUPLICATE]
    assert upload.counts["duplicate"] == 1


def test_a_person_without_a_birth_date_is_known_again_by_name_and_number(tmp_path: Path) -> None:
    world = IntakeWorld(tmp_path)
    world.take_in(write_text(tmp_path / "o.csv", [HEADER, ["가나다", "", "010-0000-0001", "", ""]]), "o-1.csv")
    world.take_in(write_text(tmp_path / "n.csv", [HEADER, ["가나다", "500102", "010-0000-0001", "", ""]]), "n-1.csv")
    assert len(world.cases()) == 1


def test_what_cannot_be_read_is_a_visible_failed_upload(tmp_path: Path) -> None:
    world = IntakeWorld(tmp_path)
    path = tmp_path / "x.pdf"
    path.write_bytes(b"%PDF-1.7")
    upload = world.take_in(path, "x.xlsx")
    assert (upload.state, upload.code) == (UploadState.FAILED, "pdf")
    assert world.cases() == []


def test_a_list_of_nobody_is_through_at_once(tmp_path: Path) -> None:
    world = IntakeWorld(tmp_path)
    upload = world.take_in(write_text(tmp_path / "e.csv", [HEADER]), "e-1.csv")
    assert (upload.state, upload.counts["rows"]) == (UploadState.DONE, 0)


def test_the_receipt_tells_each_row_and_shows_no_resident_number(tmp_path: Path) -> None:
    world = IntakeWorld(tmp_path)
    rows = [[*HEADER, "주민등록번호", "비고"], ["가나다", "", "", "", "", "500102-1998765", "번호 5001021998765"]]
    upload = world.take_in(write_text(tmp_path / "r.csv", rows), "r-1.csv")
    lines = [json.loads(line) for line in world.store.receipts[upload.receipt].decode().splitlines()]
    assert [line.get("status") for line in lines] == ["needs_person", None]
    workbook = world.store.receipts[upload.receipt.replace(".jsonl", ".xlsx")]
    sheet = openpyxl.load_workbook(io.BytesIO(workbook)).active
    assert [cell.value for cell in sheet[2]][:2] == ["2", "담당자 확인"]
    with zipfile.ZipFile(io.BytesIO(workbook)) as archive:
        text = "".join(archive.read(name).decode("utf-8", "ignore") for name in archive.namelist())
    assert "998765" not in text
    assert "998765" not in repr(vars(world.ledger)) + repr(world.store.chunks)


def test_the_same_person_in_an_earlier_round_is_linked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    world = IntakeWorld(tmp_path)
    world.take_in(LIST, "a.csv")
    monkeypatch.setattr("tests.unit.intake_world.ROUND", "2027-1")
    world.take_in(LIST, "later.csv")
    later: Case = next(case for case in world.cases() if case.origin != UNTOLD and case.numbers)
    assert [case.round_id for case in find_earlier_cases(world.ledger, later)] == ["2026-6"]


class Crash(Exception):
    """The run ends here."""


@pytest.mark.parametrize("after", range(0, 60, 7))
def test_a_crash_between_any_two_writes_loses_and_doubles_nobody(tmp_path: Path, after: int) -> None:
    rows = mokpo()[:120]
    path = write_text(tmp_path / "l.csv", rows)
    straight, world = IntakeWorld(tmp_path), IntakeWorld(tmp_path)
    straight.take_in(path, "a.csv")
    write, left = world.ledger.write, [after]

    def failing(*changes: object) -> None:
        left[0] -= 1
        if left[0] == 0:
            raise Crash
        write(*changes)

    world.ledger.write = failing
    arrived = world.store.put(path, "a.csv")
    for _ in range(4):
        try:
            split_upload(arrived, world.intaking)
            while world.chunks.messages:
                world.deliver(world.chunks.messages[0])
                world.chunks.messages.pop(0)
        except Crash:
            continue
    assert world.people() == straight.people()
    assert world.upload(arrived).state is UploadState.DONE


def test_a_number_of_nobody_knows_whom_goes_to_people_at_once(tmp_path: Path) -> None:
    world = IntakeWorld(tmp_path)
    world.take_in(write_text(tmp_path / "n.csv", [HEADER, ["", "", "010-0000-0001", "", "단전"]]), "n-1.csv")
    assert [case.state for case in world.cases()] == [State.STAFF_CALL]


def test_people_whom_the_area_looks_after_already_are_told_so(tmp_path: Path) -> None:
    """Given a round opened for monitored people, then its cases carry it: campaigns and texts go by that."""
    world = IntakeWorld(tmp_path)
    now = world.intaking.clock.now()
    world.ledger.write(Create(Round(MOKPO, ROUND, now.date(), now, kind=ListKind.MONITORING)))
    world.take_in(LIST, "a.csv")
    assert {case.origin for case in world.cases()} == {"monitoring", UNTOLD}


def test_no_receipt_is_written_before_every_chunk_is(tmp_path: Path) -> None:
    """A message for the receipt that comes too early, from a run that was thought lost, closes nothing."""
    world = IntakeWorld(tmp_path)
    arrived = world.store.put(LIST, "a.csv")
    upload = split_upload(arrived, world.intaking)
    world.deliver({"area": upload.area, "round_id": upload.round_id, "upload": upload.id, "receipt": True})
    assert (world.upload(arrived).state, world.store.receipts) == (UploadState.WRITING, {})


def test_the_receipt_of_a_second_list_counts_each_of_its_rows_once(tmp_path: Path) -> None:
    world = IntakeWorld(tmp_path)
    first, second = ["김안부", "500102", "010-0000-0001", "", ""], ["이안부", "510102", "010-0000-0002", "", ""]
    world.take_in(write_text(tmp_path / "o.csv", [HEADER, first]), "o-1.csv")
    upload = world.take_in(write_text(tmp_path / "n.csv", [HEADER, first, second]), "n-1.csv")
    assert {name: n for name, n in upload.counts.items() if n} == {"rows": 2, "accepted": 1, "duplicate": 1}
