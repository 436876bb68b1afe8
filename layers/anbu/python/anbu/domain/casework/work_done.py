"""What officials did for a case, as rows of its partition: calls, visits, notes, answers of agencies. Never changed."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from anbu.domain.counselling.record import Need
from anbu.domain.ids import AreaCode, AttemptId, CaseId


class Contacted(StrEnum):
    """What an official's call or visit came to."""

    MET = "met"
    """Spoke with the person themself (or met them)."""
    FAMILY_MET = "family_met"
    """Spoke with somebody of the household."""
    NOBODY = "nobody"
    REFUSED = "refused"
    MOVED = "moved"
    WRONG_NUMBER = "wrong_number"


@dataclass(frozen=True, slots=True)
class StaffCall:
    """A call made by an official."""

    case_id: CaseId
    n: int
    by: str
    at: datetime
    result: Contacted
    note: str = ""
    version: int = 0


@dataclass(frozen=True, slots=True)
class Visit:
    """A visit to the door."""

    case_id: CaseId
    n: int
    by: str
    at: datetime
    result: Contacted
    note: str = ""
    danger: bool = False
    """The visitor saw a danger: the case becomes urgent."""
    version: int = 0


@dataclass(frozen=True, slots=True)
class Note:
    """A remark of an official."""

    case_id: CaseId
    n: int
    by: str
    at: datetime
    text: str
    version: int = 0


@dataclass(frozen=True, slots=True)
class Referral:
    """A case with an agency. Open until its answer is written."""

    case_id: CaseId
    n: int
    """Number of the decision that referred it."""
    agency: str
    sent_on: date
    answer_due: date
    answered_at: datetime | None = None
    answered_by: str | None = None
    accepted: bool | None = None
    result: str | None = None
    version: int = 0

    @property
    def is_open(self) -> bool:
        """Whether the answer is still out."""
        return self.answered_at is None


@dataclass(frozen=True, slots=True)
class RecordEdit:
    """A person's version of a record. It stands beside the machine's, which is never touched (design §6)."""

    case_id: CaseId
    n: int
    attempt_id: AttemptId | None
    """The call whose record was read; None: written without one."""
    transcript_version: int
    by: str
    at: datetime
    need: Need
    summary: str
    topics: dict[str, str] = field(default_factory=dict)
    """Topic → state, where the official disagrees with the machine or fills in what it left open."""
    version: int = 0


@dataclass(frozen=True, slots=True)
class Assigned:
    """One case on the list of one official."""

    official: str
    case_id: CaseId
    at: datetime
    by: str
    version: int = 0


@dataclass(frozen=True, slots=True)
class FormFilled:
    """읍면동 초기상담지 as an official saved it: field code → what stands in it."""

    case_id: CaseId
    n: int
    by: str
    at: datetime
    template: str
    """Version of the template that it fills."""
    answers: dict[str, str]
    version: int = 0


class RightAsked(StrEnum):
    """What a person may ask about automated handling (개인정보 보호법 제37조의2)."""

    EXPLANATION = "explanation"
    OBJECTION = "objection"


@dataclass(frozen=True, slots=True)
class Objection:
    """A person's request for explanation of, or objection to, automated handling: to be answered within 30 days."""

    case_id: CaseId
    n: int
    asked: RightAsked
    taken_by: str
    taken_at: datetime
    due_at: datetime
    text: str
    area: AreaCode
    """Where it waits to be answered."""
    answered_at: datetime | None = None
    answered_by: str | None = None
    answer: str | None = None
    version: int = 0
