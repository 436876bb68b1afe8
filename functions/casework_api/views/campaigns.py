"""Campaigns: who is asked after again, when, and how each firing went."""

from dataclasses import asdict
from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field

from anbu.domain.cases.state import State
from anbu.domain.counselling.record import Need
from anbu.domain.outreach.campaigns import CampaignKind, RunState
from anbu.domain.outreach.forecast import Forecast
from functions.casework_api.views.view import Asked, View

Kind = Literal["list", "monitoring", "report", "postal", "entry"]
ClosedAs = Literal[
    "public_support", "private_support", "case_management", "referred", "monitoring", "closed_without_support"
]
Code = Annotated[str, Field(pattern=r"^\d{10}$")]
Word = Annotated[str, Field(max_length=60)]


class CohortAsked(Asked):
    """Whom it is for: every condition that is given must hold."""

    areas: list[Code] = Field(min_length=1, max_length=100)
    states: list[State] = Field(default_factory=list, max_length=20)
    indicators: list[Word] = Field(default_factory=list, max_length=60)
    needs: list[Need] = Field(default_factory=list, max_length=10)
    age_from: int | None = Field(default=None, ge=0, le=120)
    age_to: int | None = Field(default=None, ge=0, le=120)
    living_alone: bool | None = None
    rounds: list[Word] = Field(default_factory=list, max_length=20)
    unreached: bool | None = None
    kinds: list[Kind] = Field(default_factory=list, description="어떻게 접수되었는지")
    closed_as: list[ClosedAs] = Field(default_factory=list, description="어떤 결과로 종결되었는지")


class CampaignAsked(Asked):
    """A campaign to make or change."""

    kind: CampaignKind
    cohort: CohortAsked
    cron: str | None = Field(default=None, max_length=100, description="분 시 일 월 요일 (한국 시각). 없으면 손으로만")
    rest_days: int = Field(default=3, ge=0, le=60, description="최근 며칠 안에 통화했으면 다시 걸지 않음")
    paused: bool = False


class CampaignView(View):
    """A campaign."""

    id: str
    area: str
    kind: CampaignKind
    cron: str | None
    paused: bool
    made_by: str
    created_at: datetime


class CampaignList(View):
    """One page of campaigns."""

    items: list[CampaignView]
    next: str | None = None


class RunView(View):
    """One firing. A missed one says so."""

    period: str
    due_at: datetime
    state: RunState
    meant: int
    opened: int
    shared: int
    why: str


class RunList(View):
    """The latest firings."""

    items: list[RunView]


class StartAsked(Asked):
    """Why a campaign is started today."""

    reason: str = Field(min_length=1, max_length=200, examples=["폭염 경보"])


class TownView(View):
    """What one 읍면동 will have to do."""

    area: str
    people: int
    staff_calls: int
    visits: int
    reviews: int


class ForecastView(View):
    """What calls and people will come to, and what it costs, as far as anybody knows."""

    people: int
    calls: int
    line_hours: float
    calls_done_at: datetime | None = Field(
        description="기계가 거는 마지막 전화가 끝나는 때. 휴일을 알 수 없으면 비어 있음"
    )
    in_time: bool
    towns: list[TownView]
    cost_won: int


class PreviewView(View):
    """What the next firing would come to. Nothing was written and nobody is called."""

    fires_at: datetime
    called: int = Field(description="전화를 받을 사람 수")
    shared: int = Field(description="다른 전화와 합쳐져 따로 걸지 않을 사람 수")
    cases: list[str] = Field(description="전화를 받을 사람의 사례 번호 (앞에서 100명까지)")
    complete: bool = Field(description="false이면 앞의 2,000명만 센 수입니다")
    forecast: ForecastView


def forecast_view(told: Forecast) -> ForecastView:
    """A forecast, its towns in order of codes."""
    towns = [TownView(area=area, **asdict(town)) for area, town in sorted(told.towns.items())]
    figures = {name: getattr(told, name) for name in ForecastView.model_fields if name != "towns"}
    figures["line_hours"] = round(told.line_hours, 2)
    return ForecastView(**figures, towns=towns)
