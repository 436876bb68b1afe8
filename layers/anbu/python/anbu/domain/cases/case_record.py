"""A counselling record on the ledger: the machine's version. A person's edits stand beside it, never over it."""

from dataclasses import dataclass
from datetime import datetime

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
    version: int = 0
