"""A counselling record on the ledger: the machine's version. A person's edits stand beside it, never over it."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from anbu.domain.counselling.record import CounsellingRecord
from anbu.domain.ids import AttemptId, CaseId


@dataclass(frozen=True, slots=True)
class CaseRecord:
    """The record of one call. The highest transcript version stands."""

    case_id: CaseId
    attempt_id: AttemptId
    transcript_version: int
    transcript_key: str
    made_at: datetime
    record: CounsellingRecord
    tried: int = 0
    """How often the model was asked again after it gave no usable answer."""
    again_at: datetime | None = None
    """When it is asked again; None: it need not be, or was asked often enough."""
    version: int = 0


ASKED_AGAIN_AFTER = (timedelta(minutes=30), timedelta(hours=3), timedelta(hours=24))
"""How long a model that failed is left alone, time after time (our own figures)."""


def next_try(tried: int, now: datetime) -> datetime | None:
    """When a model that failed is asked once more, after so many times again."""
    return now + ASKED_AGAIN_AFTER[tried] if tried < len(ASKED_AGAIN_AFTER) else None
