"""What a run that ended half way has done counts, and what it has not done is done: chunk by chunk, row by row."""

from pathlib import Path

from anbu.domain.lists.upload import Upload, UploadState
from anbu.usecases.finish_upload import mark_written
from anbu.usecases.resume_upload import resume_upload
from anbu.usecases.split_upload import split_upload
from anbu.usecases.write_rows import RowWriter
from tests.unit.intake_world import IntakeWorld
from tests.unit.list_samples import SAMPLES

LIST = SAMPLES / "mokpo_2024_3.csv"


def begun(folder: Path) -> tuple[IntakeWorld, Upload]:
    world = IntakeWorld(folder)
    return world, split_upload(world.store.put(LIST, "a.csv"), world.intaking)


def test_rows_that_stand_beside_written_ones_in_a_transaction_are_written(tmp_path: Path) -> None:
    world, upload = begun(tmp_path)
    rows = [row for chunk in world.store.chunks.values() for row in chunk]
    RowWriter(upload, world.opened(), world.intaking).write(rows[3:4])
    RowWriter(upload, world.opened(), world.intaking).write(rows)
    assert len(world.rows(upload)) == len(rows)


def test_marks_of_two_runs_at_once_are_both_kept(tmp_path: Path) -> None:
    world, upload = begun(tmp_path)
    mark_written(upload, 0, world.intaking)
    assert mark_written(upload, 1, world.intaking).done == (0, 1)


def test_a_chunk_that_was_written_and_not_marked_is_counted_by_resume(tmp_path: Path) -> None:
    world, upload = begun(tmp_path)
    for rows in world.store.chunks.values():
        RowWriter(upload, world.opened(), world.intaking).write(rows)
    world.chunks.messages.clear()
    (arrived,) = world.store.arrived()
    resume_upload(arrived, world.intaking)
    world.work_off()
    assert world.upload(arrived).state is UploadState.DONE


def test_a_receipt_whose_message_was_lost_is_asked_for_again(tmp_path: Path) -> None:
    world, _ = begun(tmp_path)
    while not world.chunks.messages[0].get("receipt"):
        world.deliver(world.chunks.messages.pop(0))
    world.chunks.messages.clear()
    (arrived,) = world.store.arrived()
    resume_upload(arrived, world.intaking)
    world.work_off()
    assert world.upload(arrived).state is UploadState.DONE
