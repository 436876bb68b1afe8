"""Campaigns: who is asked after again, when, and how each firing went."""

from datetime import datetime
from typing import Annotated

from pydantic import Field

from anbu.domain.cases.state import State
from anbu.domain.counselling.record import Need
from anbu.domain.outreach.campaigns import CampaignKind, RunState
from functions.casework_api.views.view import Asked, View

Code = Annotated[str, Field(pattern=r"^\d{10}$")]


class CohortAsked(Asked):
    """Whom it is for: every condition that is given must hold."""

    areas: list[Code] = Field(min_length=1, max_length=100)
    states: list[State] = Field(default_factory=list)
    indicators: list[str] = Field(default_factory=list, max_length=60)
    needs: list[Need] = Field(default_factory=list)
    age_from: int | None = Field(default=None, ge=0, le=120)
    age_to: int | None = Field(default=None, ge=0, le=120)
    living_alone: bool | None = None
    rounds: list[str] = Field(default_factory=list, max_length=20)
    unreached: bool | None = None


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
