"""What taking in a list needs: the ledger, the time, the rules, the bucket, the queues."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from anbu.domain.cases.ladder import Ladder
from anbu.domain.ids import AreaCode, UploadId
from anbu.domain.lists.keyed import Keyed
from anbu.domain.lists.rules import ListRules
from anbu.domain.lists.tables import Table
from anbu.domain.lists.upload import Arrived
from anbu.domain.lists.values import ListRow
from anbu.ports import Clock, Ledger, Outbox


class ListStore(Protocol):
    """The bucket of lists: uploads under `lists/`, our own files under `chunks/` and `receipts/`."""

    def fetched(self, key: str) -> AbstractContextManager[Path]:
        """A local copy of an upload, gone afterwards."""
        ...

    def put_chunk(self, upload: UploadId, n: int, rows: Sequence[ListRow]) -> None:
        """Rows on their way to the ledger."""
        ...

    def chunk(self, upload: UploadId, n: int) -> Sequence[ListRow]:
        """The rows of a chunk."""
        ...

    def put_file(self, key: str, file: Path) -> None:
        """A receipt, ready to be fetched."""
        ...

    def arrived(self) -> Iterator[Arrived]:
        """Every object under `lists/` as it is now."""
        ...


@dataclass(frozen=True, slots=True)
class Intaking:
    """Ports and policies of intake."""

    ledger: Ledger
    clock: Clock
    store: ListStore
    rules: Callable[[AreaCode], ListRules]
    """The rules for lists of an area, with the columns that it has saved."""
    tables: Callable[[Path, ListRules], Iterable[Table]]
    """Any file → its tables; raises `ListRefused`."""
    write_workbook: Callable[[Path, Path, Any, ListRules], None]
    """(original, receipt, reading, rules): the receipt that a clerk can open."""
    keyed: Keyed
    ladder: Callable[[AreaCode], Ladder]
    shards: int
    chunks: Outbox
    wake: Outbox
