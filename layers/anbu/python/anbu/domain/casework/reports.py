"""Reports by neighbours or by people themselves: what is kept, and what the holder of a receipt may be told."""

import hashlib
import hmac
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from anbu.domain.cases.state import State
from anbu.domain.ids import AreaCode, CaseId, derived_id

PIN_ROUNDS = 60_000
WRONG_PINS = 5
"""So many wrong PINs, and a report is shut for an hour."""


class ReportBy(StrEnum):
    """Who reports."""

    SELF = "self"
    NEIGHBOUR = "neighbour"
    OFFICIAL_HELPER = "official_helper"
    """이·통장, 명예사회복지공무원"""


class ReportStatus(StrEnum):
    """What the reporter may know: what was done, never whether a household is known or what became of it."""

    RECEIVED = "received"
    BEING_LOOKED_INTO = "being_looked_into"
    DONE = "done"

    @property
    def sentence(self) -> str:
        """For the reporter."""
        return _SENTENCES[self]


_SENTENCES = {
    ReportStatus.RECEIVED: "알려 주신 내용이 담당자에게 전달되었습니다. 소중한 관심에 감사드립니다.",
    ReportStatus.BEING_LOOKED_INTO: "담당자가 알려 주신 내용을 확인하고 있습니다.",
    ReportStatus.DONE: "담당자가 확인과 필요한 조치를 마쳤습니다. 알려 주셔서 감사합니다.",
}


@dataclass(frozen=True, slots=True)
class Report:
    """A report without personal data; its words and the reporter's number stand in `ReportText`."""

    id: str
    """Derived from the receipt number: the ledger does not hold the number itself."""
    case_id: CaseId
    area: AreaCode
    by: ReportBy
    at: datetime
    pin: str
    """PBKDF2 of the reporter's PIN, salted with the id."""
    photos: int = 0
    """Photos that were cleaned and kept."""
    wrong_pins: int = 0
    shut_until: datetime | None = None
    version: int = 0


@dataclass(frozen=True, slots=True)
class ReportText:
    """What was told, and how to reach the reporter, if they want that. Personal data: erased like `Person`."""

    case_id: CaseId
    report: str
    text: str
    place: str
    latitude: float | None = None
    longitude: float | None = None
    reporter_phone: str | None = None
    version: int = 0


@dataclass(frozen=True, slots=True)
class RateCount:
    """How often somebody knocked within an hour; `who` is a keyed hash that nobody can turn back."""

    who: str
    hour: str
    count: int
    expires_at: int
    version: int = 0


def report_id(receipt: str) -> str:
    """The report of a receipt number, however it is written."""
    return derived_id("r", "receipt", receipt.replace("-", "").strip().upper())


def hashed_pin(report: str, pin: str) -> str:
    """Slow on purpose: a PIN has few digits."""
    return hashlib.pbkdf2_hmac("sha256", pin.encode(), report.encode(), PIN_ROUNDS).hex()


def pin_fits(report: Report, pin: str) -> bool:
    """Compared in constant time."""
    return hmac.compare_digest(report.pin, hashed_pin(report.id, pin))


def status_of(state: State | None, begun: bool) -> ReportStatus:
    """By the case alone; a case that was erased or closed is done."""
    if state is None or state is State.CLOSED:
        return ReportStatus.DONE
    return ReportStatus.BEING_LOOKED_INTO if begun else ReportStatus.RECEIVED
