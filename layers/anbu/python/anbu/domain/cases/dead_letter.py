"""A message that a function could not deal with, however often it tried: kept until it is sent back."""

from dataclasses import dataclass
from datetime import datetime

from anbu.domain.ids import CaseId


@dataclass(frozen=True, slots=True)
class DeadLetter:
    """One dead letter. `body` carries ids only, as every message does (design §5)."""

    id: str
    queue: str
    body: str
    at: datetime
    case_id: CaseId | None = None
    sent_back_at: datetime | None = None
    version: int = 0
