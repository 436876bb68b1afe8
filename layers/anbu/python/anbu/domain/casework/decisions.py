"""What a caseworker can decide, and where each decision takes a case. Pure; the clock and the calendar are given."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from anbu.domain.cases.state import State
from anbu.domain.ids import CaseId


class DecisionKind(StrEnum):
    """The seven decisions, in the words of the offices (`korean`)."""

    IN_DEPTH = "in_depth"
    VISIT = "visit"
    PUBLIC_BENEFIT = "public_benefit"
    PRIVATE_RESOURCE = "private_resource"
    CASE_MANAGEMENT = "case_management"
    MONITORING = "monitoring"
    CLOSE = "close"

    @property
    def korean(self) -> str:
        """As the portal and the story say it."""
        return _KOREAN[self]

    @property
    def leads_to(self) -> State:
        """The state in which the case then waits."""
        return _LEADS_TO[self]

    @property
    def is_referral(self) -> bool:
        """Whether an agency must answer before the case goes on."""
        return _LEADS_TO[self] is State.REFERRED


_KOREAN = {
    DecisionKind.IN_DEPTH: "심층상담",
    DecisionKind.VISIT: "방문",
    DecisionKind.PUBLIC_BENEFIT: "공적급여 연계",
    DecisionKind.PRIVATE_RESOURCE: "민간자원 연계",
    DecisionKind.CASE_MANAGEMENT: "통합사례관리",
    DecisionKind.MONITORING: "계속 모니터링",
    DecisionKind.CLOSE: "종결",
}
_LEADS_TO = {
    DecisionKind.IN_DEPTH: State.DECIDE,
    DecisionKind.VISIT: State.VISIT,
    DecisionKind.PUBLIC_BENEFIT: State.REFERRED,
    DecisionKind.PRIVATE_RESOURCE: State.REFERRED,
    DecisionKind.CASE_MANAGEMENT: State.REFERRED,
    DecisionKind.MONITORING: State.MONITORING,
    DecisionKind.CLOSE: State.CLOSED,
}

DECIDABLE = frozenset(
    {
        State.STAFF_CALL,
        State.VISIT,
        State.REVIEW,
        State.DECIDE,
        State.FIX_ROW,
        State.REFERRED,
        State.MONITORING,
    }
)
"""States in which a caseworker may decide. What the machine holds is waited for; what is checked is the checker's."""

DAYS = {State.DECIDE: 5, State.VISIT: 3, State.REFERRED: 10, State.MONITORING: 20, State.DOUBLE_CHECK: 2}
"""Working days until each state is due, where the caseworker names no date."""
LATEST = {State.DECIDE: 20, State.VISIT: 10, State.REFERRED: 60, State.MONITORING: 130}
"""Working days that a named date may lie ahead at most: nobody is put off out of sight (our own figures)."""


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision, as written. It is never changed: a later one follows it."""

    case_id: CaseId
    n: int
    by: str
    at: datetime
    kind: DecisionKind
    note: str = ""
    reason: str | None = None
    """Code of the closing reason."""
    document: str | None = None
    """Number of the office's document that it rests on."""
    agency: str | None = None
    answer_due: date | None = None
    due: datetime | None = None
    """When the case is due again, once the decision holds."""
    needs_check: bool = False
    why_checked: str | None = None
    """Code of the rule that sends it to a second person."""
    version: int = 0


def what_is_wrong(kind: DecisionKind, reason: str | None, agency: str | None) -> str | None:
    """One Korean sentence about what the decision lacks, or None."""
    if kind is DecisionKind.CLOSE and reason is None:
        return "종결 사유를 골라 주세요."
    if kind is not DecisionKind.CLOSE and reason is not None:
        return "종결 사유는 종결할 때만 고를 수 있습니다."
    if kind.is_referral and not agency:
        return "의뢰할 기관을 적어 주세요."
    return None
