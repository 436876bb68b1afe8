"""Order of columns, cut, redelivery, crash, correction: what stands on the ledger is the same, item by item."""

import random
import tempfile
from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from anbu.adapters.list_files.load_rules import list_rules
from anbu.adapters.list_files.read_file import read_tables
from anbu.domain.cases.case import Case
from anbu.domain.lists.upload import Arrived, UploadState
from anbu.usecases.split_upload import split_upload
from anbu.usecases.write_rows import RowWriter
from tests.unit.intake_world import IntakeWorld
from tests.unit.list_samples import SAMPLES, TODAY, write_text

FEW = settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
SEEDS = st.integers(min_value=0, max_value=2**32)
SAMPLE_FILES = ("gokseong_2024_3.xlsx", "haenam_2024_3_cp949.csv", "mokpo_2024_3.csv")
ODD_LIST = """
연번|성명|세대주|생년월일|휴대전화1|집전화|상세주소|도로명주소|시군구|읍면동|단전|월세취약|비고
1|가나다|하세대||010-0000-0009|061-112-0001|101동|영산로 9001|목포시|연동|O||
2|가나다|하세대|500102|010-0000-0002|061-112-0001||||||O|5001021998765
3|라마바|||010-0000-0007|02-123-4567||영산로 9002||산정동|||딸 010-0000-0008
4|||||||영산로 9003|||O|O|
5||||010-0000-0005||||||||
6|사아자||510102|||3층|영산로 9004|||||
합계|6명|||||||||||
"""
ODD = [line.split("|") for line in ODD_LIST.strip().splitlines()]
"""People told by name and number, by birth date, by neither; an address in two columns; indicators in columns."""


@cache
def rows_of(sample: str) -> list[list[str]]:
    """The first rows of a sample from its header down, and its last two."""
    if sample == "odd":
        return ODD
    tables = read_tables(SAMPLES / sample, list_rules(TODAY).names)
    rows = [list(cells) for table in tables for _, cells in table.rows]
    width = max(map(len, rows))
    rows = [cells + [""] * (width - len(cells)) for cells in rows]
    top = next(at for at, cells in enumerate(rows) if {"성명", "대상자명", "이름"} & set(cells))
    return [*rows[top : top + 90], *rows[-2:]]


def taken_in(folder: Path, rows: Sequence[Sequence[str]], name: str = "list.csv") -> IntakeWorld:
    world = IntakeWorld(folder)
    world.take_in(write_text(folder / f"in-{name}", rows), name)
    return world


@pytest.mark.parametrize("sample", ["odd", *SAMPLE_FILES])
@FEW
@given(SEEDS)
def test_any_order_of_columns_makes_the_same_ledger(sample: str, seed: int) -> None:
    rows = rows_of(sample)
    order = list(range(len(rows[0])))
    random.Random(seed).shuffle(order)
    with tempfile.TemporaryDirectory() as place:
        straight = taken_in(Path(place), rows)
        shuffled = taken_in(Path(place), [[row[at] for at in order] for row in rows], "other.csv")
        assert shuffled.told() == straight.told()


@FEW
@given(SEEDS, st.integers(1, 40))
def test_any_split_into_chunks_in_any_order_makes_the_same_ledger(seed: int, size: int) -> None:
    """Duplicates are decided before the cut: a chunk knows nobody but its own rows."""
    chance = random.Random(seed)
    rows = [*ODD, *([f"{n}", name, *ODD[1][2:]] for n, name in enumerate(["가나다", "파하가", "가나다", "거너더"], 7))]
    with tempfile.TemporaryDirectory() as place:
        file = write_text(Path(place, "in.csv"), rows)
        straight, cut = IntakeWorld(Path(place)), IntakeWorld(Path(place))
        straight.take_in(file, "a.csv")
        arrived = cut.store.put(file, "a.csv")
        upload = split_upload(arrived, cut.intaking)
        every = [row for chunk in cut.store.chunks.values() for row in chunk]
        cuts = sorted({0, len(every), *(chance.randrange(len(every)) for _ in range(size))})
        chunks = [every[first:last] for first, last in pairwise(cuts)]
        chance.shuffle(chunks)
        for chunk in chunks:
            RowWriter(upload, cut.opened(), cut.intaking).write(chunk)
        assert cut.ledgered() == straight.ledgered()


@FEW
@given(st.lists(st.integers(1, 13), min_size=1, max_size=3), SEEDS)
def test_every_row_is_found_again_wherever_blocks_and_sheets_end(sizes: list[int], seed: int) -> None:
    """Blocks of five rows: each row stands in a block that its upload names, or no resumption would ever find it."""
    with tempfile.TemporaryDirectory() as place, pytest.MonkeyPatch.context() as patch:
        for module in ("domain.lists.upload", "usecases.split_upload"):
            patch.setattr(f"anbu.{module}.ROWS_A_BLOCK", 5)
        path, names = Path(place, "in.xlsx"), iter("가나다라마바사아자차카타파" * 3)
        with xlsxwriter.Workbook(str(path)) as book:
            for sheet, size in enumerate(sizes):
                table = book.add_worksheet()
                table.write_row(0, 0, ["성명", "생년월일", "휴대전화"])
                for row in range(1, size):
                    table.write_row(row, 0, [f"김{next(names)}{sheet}", "500102", "010-0000-0001"])
        world = IntakeWorld(Path(place))
        arrived = world.store.put(path, "a.xlsx")
        upload = split_upload(arrived, world.intaking)
        random.Random(seed).shuffle(world.chunks.messages)
        world.work_off()
        upload = world.upload(arrived)
        assert [(row.sheet, row.row) for row in world.rows(upload)] == [
            (sheet, row) for sheet, size in enumerate(sizes) for row in range(2, size + 1)
        ]
        assert upload.state is UploadState.DONE


@FEW
@given(SEEDS)
def test_any_redelivery_makes_the_same_ledger(seed: int) -> None:
    """The event, each chunk and the receipt come again, early, late and together; each is done once."""
    chance = random.Random(seed)
    with tempfile.TemporaryDirectory() as place:
        file = write_text(Path(place, "in.csv"), rows_of(SAMPLE_FILES[2]))
        straight, again = IntakeWorld(Path(place)), IntakeWorld(Path(place))
        once = straight.take_in(file, "a.csv")
        arrived = again.store.put(file, "a.csv")
        done: list[object] = []
        split_upload(arrived, again.intaking)
        while again.chunks.messages:
            if chance.random() < 0.3:
                split_upload(arrived, again.intaking)
            message = again.chunks.messages.pop(chance.randrange(len(again.chunks.messages)))
            for repeated in (message, *chance.sample(done, min(len(done), 2)), message):
                again.deliver(repeated)  # type: ignore[arg-type]
            done.append(message)
            again.chunks.messages[:] = [left for left in again.chunks.messages if left not in done]
        assert again.ledgered() == straight.ledgered()
        upload = again.upload(arrived)
        assert (upload.state, upload.counts) == (UploadState.DONE, once.counts)
        assert again.store.receipts == straight.store.receipts or _lines(again) == _lines(straight)


def _lines(world: IntakeWorld) -> list[bytes]:
    return [content for key, content in sorted(world.store.receipts.items()) if key.endswith(".jsonl")]


class Crash(Exception):
    """The run ends here."""


@FEW
@given(SEEDS)
def test_a_crash_between_any_two_acts_makes_the_same_ledger(seed: int) -> None:
    """Writes, messages, chunks put and receipts filed: any of them may be the last act of a run, done or not."""
    chance = random.Random(seed)
    with tempfile.TemporaryDirectory() as place:
        file = write_text(Path(place, "in.csv"), [*ODD, *rows_of(SAMPLE_FILES[2])[1:60]])
        straight, world = IntakeWorld(Path(place)), IntakeWorld(Path(place))
        once = straight.take_in(file, "a.csv")
        arrived = world.store.put(file, "a.csv")
        for owner, name in (
            (world.ledger, "write"),
            (world.chunks, "send"),
            (world.store, "put_chunk"),
            (world.store, "put_file"),
        ):
            setattr(owner, name, _failing(getattr(owner, name), chance))
        _worked_off(world, arrived)
        assert world.ledgered() == straight.ledgered()
        assert world.upload(arrived).counts == once.counts
        assert len(world.store.receipts) == 2


def _failing(act, chance: random.Random):  # type: ignore[no-untyped-def]
    def failing(*given: object) -> None:
        fate = chance.random()
        if fate < 0.08:
            raise Crash
        act(*given)
        if fate > 0.92:
            raise Crash  # done, but nobody was told

    return failing


def _worked_off(world: IntakeWorld, arrived: Arrived) -> None:
    """As the queues do: a message stays until a run has ended well; then a resumption finds what is left."""
    for _ in range(400):
        try:
            if world.chunks.messages:
                world.deliver(world.chunks.messages[0])
                world.chunks.messages.pop(0)
            elif split_upload(arrived, world.intaking).state is UploadState.DONE:
                return
            elif not world.chunks.messages:
                split_upload(arrived, world.intaking)
        except Crash:
            continue
    raise AssertionError("never through")


@FEW
@given(SEEDS)
def test_a_corrected_list_with_rows_shifted_leaves_everyone_as_they_were(seed: int) -> None:
    """Given the same people in another order, under another title and without some of them, nothing is changed."""
    chance = random.Random(seed)
    rows = [row for row in [*ODD[:4], ODD[6]] if row[1]]
    with tempfile.TemporaryDirectory() as place:
        world = taken_in(Path(place), rows)
        before = world.told()
        people = rows[1:]
        chance.shuffle(people)
        kept = people[: chance.randrange(1, len(people) + 1)]
        again = [["발굴 명단"]] * chance.randrange(3) + [rows[0], *kept]
        corrected = world.take_in(write_text(Path(place, "in-2.csv"), again), "second.csv")
        assert world.told() == before
        assert corrected.counts["duplicate"] == len(kept)


def test_the_same_person_in_another_area_or_round_is_another_case(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Sameness is per area and round: a list of one must not silence the list of another."""
    world = taken_in(tmp_path, ODD)
    first: list[Case] = world.cases()
    for name, value in (("ROUND", "2027-1"), ("MOKPO", "4672000000")):
        monkeypatch.setattr(f"tests.unit.intake_world.{name}", value)
        upload = world.take_in(tmp_path / "in-list.csv", f"{value}.csv")
        assert upload.same_as is None
        assert len(world.cases()) == len(first)
        assert not {case.id for case in world.cases()} & {case.id for case in first}
