"""Intake over a ledger and a bucket in memory: messages can be lost, doubled, mixed up; runs can crash."""

import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from anbu.adapters.holidays import korean_calendar
from anbu.adapters.ladders import ladders
from anbu.adapters.ledger.memory import MemoryLedger
from anbu.adapters.list_files.load_rules import list_rules
from anbu.adapters.list_files.read_file import read_tables
from anbu.adapters.list_files.workbook import write_workbook
from anbu.domain.cases.case import Case, Person
from anbu.domain.cases.round import Round
from anbu.domain.ids import AreaCode, RoundId, UploadId
from anbu.domain.lists.keyed import Keyed
from anbu.domain.lists.rules import ListRules
from anbu.domain.lists.upload import Arrived, ListedRow, ListFile, Upload
from anbu.domain.lists.values import ListRow
from anbu.domain.times import KST
from anbu.domain.values import replace
from anbu.usecases.certify_round import cases_of
from anbu.usecases.intaking import Intaking
from anbu.usecases.rows_of_file import rows_of_file
from anbu.usecases.split_upload import split_upload
from anbu.usecases.write_receipt import write_receipt
from anbu.usecases.write_rows import write_chunk
from tests.hand_clock import HandClock

MOKPO = AreaCode("4611000000")
ROUND = RoundId("2026-6")


class Queue:
    """Keeps what was sent."""

    def __init__(self) -> None:
        self.messages: list[Mapping[str, Any]] = []

    def send(self, messages: Sequence[Mapping[str, Any]]) -> None:
        self.messages += messages


class Folder:
    """`ListStore` in a folder."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.objects: dict[str, Path] = {}
        self.chunks: dict[tuple[str, int], list[ListRow]] = {}
        self.receipts: dict[str, bytes] = {}

    @contextmanager
    def fetched(self, key: str) -> Iterator[Path]:
        yield self.objects[key]

    def put_chunk(self, upload: UploadId, n: int, rows: Sequence[ListRow]) -> None:
        self.chunks[upload, n] = list(rows)

    def chunk(self, upload: UploadId, n: int) -> Sequence[ListRow]:
        return self.chunks[upload, n]

    def put_file(self, key: str, file: Path) -> None:
        self.receipts[key] = file.read_bytes()

    def arrived(self) -> Iterator[Arrived]:
        for key in self.objects:
            yield Arrived(key, "e1")

    def put(self, file: Path, name: str) -> Arrived:
        """As a person uploads."""
        key = f"lists/{MOKPO}/{ROUND}/{name}"
        self.objects[key] = Path(shutil.copy(file, self.root / name))
        return Arrived(key, "e1")


@cache
def rules_of(area: AreaCode) -> ListRules:
    return list_rules(datetime(2026, 11, 23, tzinfo=KST).date(), area)


class IntakeWorld:
    """One deployment."""

    def __init__(self, root: Path, ledger: Any = None) -> None:
        self.ledger = ledger or MemoryLedger()
        self.store = Folder(root)
        self.chunks, self.wake, self.clock = Queue(), Queue(), HandClock()
        self.intaking = Intaking(
            ledger=self.ledger,
            clock=self.clock,
            store=self.store,
            rules=rules_of,
            tables=lambda path, rules: read_tables(path, rules.names),
            write_workbook=write_workbook,
            keyed=Keyed(b"key"),
            ladder=ladders(korean_calendar()),
            shards=1,
            chunks=self.chunks,
            wake=self.wake,
        )

    def take_in(self, file: Path, name: str) -> Upload:
        """Uploads, reads, and works off every message."""
        arrived = self.store.put(file, name)
        split_upload(arrived, self.intaking)
        self.work_off()
        return self.upload(arrived)

    def work_off(self) -> None:
        """Delivers messages until there are none."""
        while self.chunks.messages:
            self.deliver(self.chunks.messages.pop(0))

    def deliver(self, message: Mapping[str, Any]) -> None:
        """One message to the function."""
        place = (message["area"], message["round_id"], message["upload"])
        if message.get("receipt"):
            write_receipt(*place, self.intaking)
        else:
            write_chunk(*place, message["chunk"], self.intaking)

    def upload(self, arrived: Arrived) -> Upload:
        """The upload as it stands."""
        found = self.ledger.get(Upload, f"{MOKPO}#{ROUND}", arrived.upload_id)
        assert found is not None
        return found

    def opened(self) -> Round:
        """The round."""
        found = self.ledger.get(Round, MOKPO, ROUND)
        assert found is not None
        return found

    def cases(self) -> list[Case]:
        """Everyone of the round."""
        return list(cases_of(self.ledger, MOKPO, ROUND))

    def people(self) -> set[tuple[Any, ...]]:
        """What the ledger knows of everyone, without times and versions."""
        found = []
        for case in self.cases():
            person = self.ledger.get(Person, case.id)
            assert person is not None
            numbers = frozenset(phone.number for phone in person.phones)
            found.append((case.id, case.area, case.state, case.indicators, person.name, person.birth_date, numbers))
        return set(found)

    def ledgered(self) -> dict[Any, Any]:
        """Every item that intake has written, but for the uploads themselves and how often each was changed."""
        kinds = (Upload, Round, ListFile)
        items = self.ledger._entities.items()
        return {key: replace(item, version=0) for key, item in items if not isinstance(item, kinds)}

    def told(self) -> set[tuple[Any, ...]]:
        """All that is known of everyone, whatever file, row and order of columns it came from."""
        found = []
        for case in self.cases():
            person = self.ledger.get(Person, case.id)
            assert person is not None
            named = case.id if person.name else None  # who has no name is told by file and row alone
            numbers = frozenset(person.phones), frozenset(case.numbers)
            known = replace(person, case_id="", phones=(), version=0)
            place = (case.area, case.household, case.state, case.due_at, case.priority, case.origin)
            found.append((named, numbers, frozenset(case.indicators), known, place))
        return set(found)

    def rows(self, upload: Upload) -> list[ListedRow]:
        """The rows of a file."""
        return list(rows_of_file(self.ledger, upload))
