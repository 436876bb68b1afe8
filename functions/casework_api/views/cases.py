"""A case with everything that was done for it. Times are RFC 3339 with offset (KST)."""

from datetime import date, datetime

from pydantic import Field

from anbu.domain.cases.attempt import AttemptKind, AttemptStatus
from anbu.domain.cases.outcome import NoticeResult, Outcome
from anbu.domain.casework.audit import Act
from anbu.domain.casework.decisions import DecisionKind
from anbu.domain.casework.double_check import CheckFinding, Verdict
from anbu.domain.casework.postal import Sign
from anbu.domain.casework.work_done import Contacted, RightAsked
from anbu.domain.counselling.record import CounsellingRecord, Need
from anbu.domain.phones import NumberSource, PhoneKind
from functions.casework_api.views.alerts import AlertView
from functions.casework_api.views.rows import CaseRow
from functions.casework_api.views.view import View


class PhoneView(View):
    """One number of the person, in the order of the list."""

    number: str
    kind: PhoneKind
    source: NumberSource
    whose: str | None


class PersonView(View):
    """The person. Null in a case means: erased."""

    name: str
    birth_date: date | None
    sex: str | None
    address: str | None
    phones: list[PhoneView]
    household_size: int | None
    unknown_indicators: list[str]
    remarks: str | None
    officer: str | None


class AttemptView(View):
    """One act of the machine towards the person."""

    id: str
    kind: AttemptKind
    n: int
    status: AttemptStatus
    created_at: datetime
    ended_at: datetime | None
    outcome: Outcome | None
    notice_result: NoticeResult | None
    call_back_at: datetime | None
    transcript_version: int


class RecordView(View):
    """The machine's record of one call. People's versions stand in `edits`, beside it."""

    attempt_id: str
    transcript_version: int
    made_at: datetime
    record: CounsellingRecord


class EditView(View):
    """A person's version of the record."""

    n: int
    by: str
    at: datetime
    need: Need
    summary: str
    topics: dict[str, str]


class DecisionView(View):
    """One decision."""

    n: int
    by: str
    at: datetime
    kind: DecisionKind
    note: str
    reason: str | None
    document: str | None
    agency: str | None
    due: datetime | None
    needs_check: bool
    why_checked: str | None


class CheckView(View):
    """One double check. `override`: a manager's word over a checker's."""

    n: int
    decision: int
    by: str
    at: datetime
    verdict: Verdict
    finding: CheckFinding
    reason: str
    read_at: datetime
    override: bool


class ReferralView(View):
    """A case with an agency; open until answered."""

    n: int
    agency: str
    sent_on: date
    answer_due: date
    answered_at: datetime | None
    answered_by: str | None
    accepted: bool | None
    result: str | None


class StaffCallView(View):
    """A call by an official."""

    n: int
    by: str
    at: datetime
    result: Contacted
    note: str


class VisitView(StaffCallView):
    """A visit by an official."""

    danger: bool


class NoteView(View):
    """A remark."""

    n: int
    by: str
    at: datetime
    text: str


class ObjectionView(View):
    """A person's request about automated handling, due within 30 days."""

    n: int
    asked: RightAsked
    taken_at: datetime
    due_at: datetime
    text: str
    answered_at: datetime | None
    answer: str | None


class PostalView(View):
    """A carrier's check."""

    n: int
    partner: str
    on: date
    delivered: bool
    signs: list[Sign]
    note: str


class ReportView(View):
    """What a reporter told. Photos: /v1/cases/{case_id}/photos."""

    text: str
    place: str
    latitude: float | None
    longitude: float | None
    reporter_phone: str | None


class SeenView(View):
    """Who opened or changed the case."""

    by: str = Field(validation_alias="chain")
    at: datetime
    act: Act
    why: str


class HousemateView(View):
    """Somebody of the same household, with their own case and numbers."""

    case: CaseRow
    person: PersonView | None


class CasePage(View):
    """One case with everything that was done for it."""

    case: CaseRow
    person: PersonView | None
    attempts: list[AttemptView]
    records: list[RecordView]
    edits: list[EditView]
    decisions: list[DecisionView]
    checks: list[CheckView]
    referrals: list[ReferralView]
    calls: list[StaffCallView]
    visits: list[VisitView]
    notes: list[NoteView]
    objections: list[ObjectionView]
    postal: list[PostalView]
    report: ReportView | None
    alerts: list[AlertView]
    seen: list[SeenView]
    household: list[HousemateView] = Field(description="같은 집에 사는 사람과 그 사례, 연락처")
    history: list[CaseRow]
    officials: dict[str, str] = Field(description="담당자 계정 → 이름")
