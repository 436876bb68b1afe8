"""Whatever order, cut or accident: the same people, each once (contract 2)."""

import contextlib
import csv
import io
import random
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from anbu.adapters.list_files.load_rules import list_rules
from anbu.domain.lists.tables import Table
from anbu.domain.lists.upload import UploadState
from anbu.usecases.read_list import ListReading, read_list
from anbu.usecases.resume_upload import resume_upload
from anbu.usecases.split_upload import split_upload
from tests.unit.intake_world import IntakeWorld
from tests.unit.list_samples import TODAY, mokpo

RULES = list_rules(TODAY)
ROWS = mokpo()
SEEDS = st.integers(min_value=0, max_value=2**32)
FEW = settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def reading_of(rows: list[list[str]]) -> ListReading:
    return read_list([Table("", list(enumerate(rows, 1)))], RULES)


def told(reading: ListReading) -> list[tuple[object, ...]]:
    return [(row.status, row.name, row.birth_date, row.phones, row.area, row.indicators) for row in reading.rows]


@FEW
@given(SEEDS)
def test_any_order_of_columns_reads_the_same(seed: int) -> None:
    order = list(range(len(ROWS[0])))
    random.Random(seed).shuffle(order)
    assert told(reading_of([[row[place] for place in order] for row in ROWS[:200]])) == told(reading_of(ROWS[:200]))


@FEW
@given(SEEDS)
def test_any_order_of_rows_finds_the_same_people(seed: int) -> None:
    rows = ROWS[1:400]
    random.Random(seed).shuffle(rows)
    shuffled, straight = reading_of([ROWS[0], *rows]), reading_of(ROWS[:400])
    assert shuffled.counts.duplicate == straight.counts.duplicate
    assert shuffled.counts.rejected == straight.counts.rejected
    assert shuffled.counts.rows == straight.counts.rows


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(st.text(max_size=20), min_size=0, max_size=6), max_size=12))
def test_no_row_of_any_letters_breaks_the_reading_or_the_sum(rows: list[list[str]]) -> None:
    reading = reading_of([["성명", "생년월일", "휴대전화", "주소", "위기정보", "비고"], *rows])
    counts = reading.counts.as_mapping()
    assert counts["rows"] == len(reading.rows)
    assert counts["rows"] + counts["footer"] <= len(rows)
    filled = sum(any(cell.strip() for cell in row[:6]) for row in rows)
    assert counts["rows"] + counts["footer"] >= filled


@settings(max_examples=60, deadline=None)
@given(
    st.dates(min_value=TODAY.replace(year=1920), max_value=TODAY),
    st.integers(1, 8),
    st.integers(111_111, 899_999),
    st.sampled_from(["-", "", " ", ".", " - ", "–", "/", "\n"]),
    st.sampled_from(["성명", "주소", "비고", "휴대전화", "위기정보"]),
    st.text(alphabet="가나다라 ,()", max_size=8),
)
def test_no_resident_number_survives(day, sex: int, rest: int, gap: str, column: str, before: str) -> None:  # type: ignore[no-untyped-def]
    number = f"{day:%y%m%d}{gap}{sex}{rest:06}"
    header = ["성명", "생년월일", "휴대전화", "주소", "위기정보", "비고"]
    cells = dict.fromkeys(header, "") | {"성명": "김안부", "휴대전화": "010-0000-0001"} | {column: before + number}
    row = reading_of([header, list(cells.values())]).rows[0]
    texts = [row.name, row.address, row.remarks, *row.unknown_indicators, *(p.whose or "" for p in row.phones)]
    kept = ["".join(letter for letter in text if letter.isdigit()) for text in texts]
    kept += [phone.number for phone in row.phones]
    assert not any(f"{sex}{rest:06}" in text for text in kept)


@pytest.mark.slow
@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
@given(SEEDS)
def test_any_accident_on_the_way_ends_in_the_same_ledger(seed: int) -> None:
    """Messages lost, doubled and mixed up, runs that crash between two writes; then `resume`."""
    chance = random.Random(seed)
    rows = ROWS[:150]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "list.csv")
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(rows)
        straight, shaken = IntakeWorld(Path(folder)), IntakeWorld(Path(folder))
        straight.take_in(path, "a.csv")
        arrived = shaken.store.put(path, "a.csv")
        write = shaken.ledger.write

        def failing(*changes: object) -> None:
            if chance.random() < 0.03:
                raise ConnectionError
            write(*changes)  # type: ignore[arg-type]
            if chance.random() < 0.03:
                raise ConnectionError  # written, but the answer was lost

        for act in (split_upload, resume_upload, resume_upload):
            shaken.ledger.write = failing  # type: ignore[method-assign]
            messages: list[object] = []
            with contextlib.suppress(ConnectionError):
                act(arrived, shaken.intaking)
            messages = [m for m in shaken.chunks.messages * 2 if chance.random() < 0.8]
            shaken.chunks.messages.clear()
            chance.shuffle(messages)
            for message in messages:
                with contextlib.suppress(ConnectionError):
                    shaken.deliver(message)  # type: ignore[arg-type]
        shaken.ledger.write = write  # type: ignore[method-assign]
        resume_upload(arrived, shaken.intaking)
        shaken.work_off()
        assert shaken.people() == straight.people()
        assert shaken.upload(arrived).state is UploadState.DONE


@FEW
@given(SEEDS)
def test_a_corrected_list_with_rows_shifted_adds_nobody(seed: int) -> None:
    chance = random.Random(seed)
    rows = [row for row in ROWS[1:80] if row[2] and row[4]]
    shifted = rows.copy()
    chance.shuffle(shifted)
    with tempfile.TemporaryDirectory() as folder:
        world = IntakeWorld(Path(folder))
        first: set[object] = set()
        for name, body in (("first.csv", rows), ("second.csv", shifted)):
            text = io.StringIO()
            csv.writer(text).writerows([["제목"]] * chance.randrange(3) + [ROWS[0], *body])
            path = Path(folder, "in-" + name)
            path.write_text(text.getvalue(), "utf-8")
            world.take_in(path, name)
            first = first or {person[0] for person in world.people()}
        assert {person[0] for person in world.people()} == first
