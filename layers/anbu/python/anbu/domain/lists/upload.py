"""An uploaded list, and its rows as the ledger has them: where each came to, without personal data."""

import re
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from anbu.domain.ids import AreaCode, CaseId, PersonKey, RoundId, UploadId, derived_id
from anbu.domain.lists.values import Status

_KEY = re.compile(r"lists/(?P<area>\d{10})/(?P<round>[A-Za-z0-9._-]{1,64})/(?P<name>[^/]{1,255})")
ROWS_A_BLOCK = 500
"""Rows that stand in one partition of the ledger, and travel in one chunk."""


class UploadState(StrEnum):
    """How far an upload has come."""

    READING = "reading"
    WRITING = "writing"
    DONE = "done"
    FAILED = "failed"
    """It could not be read: `code` says why; somebody is told."""


@dataclass(frozen=True, slots=True)
class Arrived:
    """An object under `lists/{area}/{round}/{upload}.{ext}` of the bucket; `etag` tells its versions apart."""

    key: str
    etag: str

    @property
    def parts(self) -> tuple[AreaCode, RoundId] | None:
        """Whose list it is; None: the key is not one of a list."""
        match = _KEY.fullmatch(self.key)
        return (AreaCode(match["area"]), RoundId(match["round"])) if match else None

    @property
    def upload_id(self) -> UploadId:
        """The same object, however often it is announced, is the same upload."""
        return UploadId(derived_id("u", self.key, self.etag.strip('"')))


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet with rows of the list: its name in the file, and the blocks of rows that hold any."""

    name: str
    blocks: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Upload:
    """One upload of a round. `counts` are those of contract 2; a row that an earlier file has is a duplicate."""

    id: UploadId
    area: AreaCode
    round_id: RoundId
    key: str
    etag: str
    state: UploadState
    at: datetime
    sha256: str = ""
    file: str = ""
    """The file's id within the round: the same bytes under any name are the same file."""
    same_as: UploadId | None = None
    sheets: tuple[Sheet, ...] = ()
    chunks: int = 0
    done: tuple[int, ...] = ()
    counts: dict[str, int] = field(default_factory=dict)
    code: str = ""
    receipt: str = ""
    """Key of the receipt (JSON Lines); the workbook lies beside it."""
    version: int = 0

    @property
    def of_round(self) -> str:
        """The uploads of one round stand together."""
        return f"{self.area}#{self.round_id}"

    @property
    def is_whole(self) -> bool:
        """Every chunk has been written."""
        return len(self.done) >= self.chunks


@dataclass(frozen=True, slots=True)
class ListFile:
    """The bytes of a list within a round; whoever uploads them again finds them here."""

    id: str
    upload: UploadId
    version: int = 0


@dataclass(frozen=True, slots=True)
class ListedRow:
    """One row of a file: its status and its case. `digest` is a hash of what was read, for the seal of the round."""

    file: str
    sheet: int
    row: int
    status: Status
    digest: str
    case_id: CaseId | None = None
    duplicate_of: int | None = None
    duplicate_file: str | None = None
    version: int = 0

    @property
    def block(self) -> str:
        """The block of the file's rows that it stands in."""
        return block_of(self.file, self.sheet, self.row // ROWS_A_BLOCK)


@dataclass(frozen=True, slots=True)
class PersonOfCase:
    """A case of a person: all rounds of one person stand together, found by the keyed hash."""

    person: PersonKey
    case_id: CaseId
    area: AreaCode
    round_id: RoundId
    upload: UploadId
    row: int
    """The row that made the case."""
    version: int = 0


@dataclass(frozen=True, slots=True)
class ListColumns:
    """What the headings of an area's own lists mean: goes before every alias. Heading → meaning."""

    area: AreaCode
    meanings: dict[str, str]
    version: int = 0


def block_of(file: str, sheet: int, block: int) -> str:
    """Where the rows of a block stand."""
    return f"{file}#{sheet}#{block}"


def file_id(area: AreaCode, round_id: RoundId, sha256: str) -> str:
    """Sameness of a file is per area and round: the same people next month are a new list."""
    return derived_id("f", area, round_id, sha256)
