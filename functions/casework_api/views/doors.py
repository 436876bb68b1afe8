"""What comes by other doors than a list, what leaves as a file, and what auditors see."""

from datetime import date, datetime
from typing import Annotated

from pydantic import Field

from anbu.domain.cases.state import State
from anbu.domain.casework.audit import Act
from anbu.domain.casework.postal import Sign
from anbu.domain.casework.reports import ReportBy, ReportStatus
from functions.casework_api.views.cases import ReportView
from functions.casework_api.views.view import Asked, View


class EntryAsked(Asked):
    """Somebody a caseworker knows of, who stands in no list."""

    area: str = Field(pattern=r"^\d{10}$", description="읍면동 행정표준코드")
    name: str = Field(min_length=1, max_length=40)
    why: str = Field(min_length=1, max_length=500, description="등록하는 까닭")
    birth_date: date | None = None
    address: str = Field(default="", max_length=200)
    phones: list[Annotated[str, Field(pattern=r"^0\d{8,11}$")]] = Field(
        default_factory=list, max_length=5, description="국내에서 거는 그대로 (예: 01000001234)"
    )


class Entry(View):
    """The case that was made."""

    case_id: str
    state: State
    due_at: datetime | None


class PostalAsked(Asked):
    """One household that a carrier has visited."""

    area: str = Field(pattern=r"^\d{10}$")
    address: str = Field(min_length=5, max_length=200)
    on: date
    delivered: bool
    signs: list[Sign] = Field(default_factory=list, max_length=10)
    name: str = Field(default="", max_length=40)
    note: str = Field(default="", max_length=500)


class PostalBatch(Asked):
    """Checks of one round trip."""

    checks: list[PostalAsked] = Field(min_length=1, max_length=50)


class PostalTaken(View):
    """How many were taken. Nothing is said of whether a household is known."""

    taken: int


class PostalFile(Asked):
    """A file of checks, as the partner made it."""

    file: str = Field(pattern=r"^[A-Za-z0-9+/]+={0,2}$", description="파일 내용 (Base64)")


class PostalProblem(View):
    """A line that was not taken, by the number that a spreadsheet shows, and what to do."""

    row: int
    code: str
    message: str


class PostalFileTaken(View):
    """How many lines were taken; the others say why not. Nothing is said of whether a household is known."""

    taken: int
    problems: list[PostalProblem]


class PhotoLinks(View):
    """Links to cleaned photos; each holds for five minutes."""

    items: list[str]


class ReportRow(View):
    """One report, without what was told."""

    case_id: str
    area: str
    area_name: str
    by: ReportBy
    at: datetime
    photos: int
    status: ReportStatus
    state: State | None
    due_at: datetime | None


class ReportList(View):
    """One page of reports."""

    items: list[ReportRow]
    next: str | None = None


class ReportPage(View):
    """One report with what was told."""

    row: ReportRow
    told: ReportView


class AuditView(View):
    """One line of the audit chain."""

    by: str = Field(validation_alias="chain")
    seq: int
    at: datetime
    act: Act
    subject: str
    why: str
    detail: list[str]


class AuditList(View):
    """One page. `broken`: lines that do not fit their hash or the line before: somebody has tampered."""

    items: list[AuditView]
    broken: list[int]
    officials: dict[str, str] = Field(description="담당자 계정 → 이름")
    next: str | None = None
