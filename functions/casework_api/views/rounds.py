"""Rounds, their uploads and figures."""

from datetime import date, datetime
from typing import Any, Literal

from pydantic import Field

from anbu.domain.cases.round import ListKind, RoundState
from anbu.domain.lists.upload import UploadState
from anbu.usecases.casework.rounds import Order
from functions.casework_api.views.rows import CaseList
from functions.casework_api.views.view import Asked, View


class RoundView(View):
    """One round."""

    area: str
    id: str
    decide_by: date
    opened_at: datetime
    state: RoundState
    kind: ListKind
    sealed_at: datetime | None
    version: int


class RoundList(View):
    """One page of rounds."""

    items: list[RoundView]
    next: str | None = None


class RoundAsked(Asked):
    """A round to open."""

    decide_by: date = Field(description="결정을 마쳐야 하는 날")
    kind: ListKind = Field(
        default=ListKind.LIST, description="list: 발굴 대상자, monitoring: 지자체가 계속 살피는 사람"
    )


class OrderAsked(Asked):
    """What the round is to do."""

    order: Order
    reason: str = Field(min_length=1, max_length=500)


class UploadView(View):
    """One upload. `problem`: why it could not be read, and what to do."""

    id: str
    state: UploadState
    at: datetime
    counts: dict[str, int]
    code: str
    problem: str | None = None
    receipt: bool


class UploadList(View):
    """The uploads of a round."""

    items: list[UploadView]


class UploadAsked(Asked):
    """A list to upload."""

    kind: Literal["xlsx", "xls", "ods", "csv", "tsv"]


class FormToPost(View):
    """Post these fields, then the file, as multipart/form-data within 15 minutes."""

    url: str
    fields: dict[str, str]
    key: str


class Link(View):
    """A link that holds for five minutes."""

    url: str


class LedgerView(CaseList):
    """One page of a round's people as they stand now, and how many stood in each state when last counted."""

    counted_at: datetime | None
    states: dict[str, int] | None


class CertificateView(View):
    """The certificate (contract 6) as last counted."""

    at: datetime
    certificate: dict[str, Any]


class Figures(View):
    """Figures of a round by area. null: fewer than five people, or a figure that would give such a one away."""

    at: datetime
    columns: list[str]
    areas: dict[str, dict[str, int | None]]
    total: dict[str, int | None]
    mean_hours: dict[str, float]


class MonthView(View):
    """Decisions and closings of a month by area. null: fewer than five."""

    month: str
    decisions: dict[str, dict[str, int | None]]
    closed: dict[str, dict[str, int | None]]
    total_decisions: dict[str, int | None]
    total_closed: dict[str, int | None]
    mean_hours: dict[str, float]


class PeriodView(View):
    """A period by area: people of the rounds opened in it, and what was decided in it. null: as in `Figures`."""

    first: str
    last: str
    rounds: list[str] = Field(description="기간 안에 열어 집계한 차수")
    uncounted: list[str] = Field(description="기간 안에 열었지만 아직 집계하지 않은 차수")
    columns: list[str]
    areas: dict[str, dict[str, int | None]]
    total: dict[str, int | None]
    decisions: dict[str, dict[str, int | None]]
    closed: dict[str, dict[str, int | None]]
    total_decisions: dict[str, int | None]
    total_closed: dict[str, int | None]
    mean_hours: dict[str, float] = Field(description="사례가 생긴 때부터 결정·종결까지 평균 시간")


class CheckFiguresView(View):
    """How the double check of a round stands."""

    checked: int
    returned: int
    wrongly_closed: int
    overridden: int
