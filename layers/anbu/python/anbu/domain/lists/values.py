"""What a row of a candidate list is read as, and what may be wrong with it (contract 2)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from anbu.domain.ids import AreaCode
from anbu.domain.phones import Phone


class Status(StrEnum):
    """What becomes of a row. Every row that is a person, or tries to be, has exactly one."""

    ACCEPTED = "accepted"
    REPAIRED = "repaired"
    NEEDS_PERSON = "needs_person"
    DUPLICATE = "duplicate"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class Problem:
    """A code of `data/problems.toml` and the heading of the column that it stands in (as the file writes it)."""

    code: str
    column: str


@dataclass(frozen=True, slots=True)
class RowRef:
    """Where a row stands: sheet and the number that a spreadsheet shows; `file` when it is another one's."""

    sheet: str
    row: int
    file: str | None = None


@dataclass(frozen=True, slots=True)
class ListRow:
    """One row of a list, read. It holds personal data: never log it, never put it into a message."""

    sheet: str
    row: int
    status: Status
    name: str = ""
    birth_date: date | None = None
    sex: str | None = None
    phones: tuple[Phone, ...] = ()
    """Every number that could be read, in order; those that cannot be rung too."""
    area: AreaCode | None = None
    address: str = ""
    indicators: tuple[str, ...] = ()
    unknown_indicators: tuple[str, ...] = ()
    household_size: int | None = None
    round_label: str = ""
    officer: str = ""
    remarks: str = ""
    problems: tuple[Problem, ...] = ()
    duplicate_of: RowRef | None = None
    added: tuple[str, ...] = ()
    """Indicators that later rows of this person tell: they count for the case; this row's own stay as written."""

    @property
    def every_indicator(self) -> tuple[str, ...]:
        """Its own indicators, and those that later rows of this person add."""
        return self.indicators + self.added

    @property
    def is_open_work(self) -> bool:
        """A rejected row with a trace of a person: the uploader mends it within two working days (`fix_row`)."""
        if self.status is not Status.REJECTED:
            return False
        return any((self.address, self.birth_date, self.indicators, self.unknown_indicators, self.phones))


@dataclass(slots=True)
class Counts:
    """The summary of a reading. `rows` is the sum of the five statuses; footers are counted apart."""

    accepted: int = 0
    repaired: int = 0
    needs_person: int = 0
    duplicate: int = 0
    rejected: int = 0
    footer: int = 0

    def add(self, status: Status, n: int = 1) -> None:
        """Counts one row more of this status."""
        setattr(self, status.value, getattr(self, status.value) + n)

    @property
    def rows(self) -> int:
        """All rows that are people or try to be."""
        return self.accepted + self.repaired + self.needs_person + self.duplicate + self.rejected

    def as_mapping(self) -> Mapping[str, int]:
        """In the order of contract 2."""
        statuses = {status.value: getattr(self, status.value) for status in Status}
        return {"rows": self.rows, **statuses, "footer": self.footer}


class ListRefused(Exception):
    """The file cannot be read as a list at all. `code` is one of `data/problems.toml`; it never quotes the file."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code
