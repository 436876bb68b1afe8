"""Decisions and double checks, as they are asked for."""

from datetime import date

from pydantic import Field

from anbu.domain.casework.decisions import DecisionKind
from anbu.domain.casework.double_check import CheckFinding, Verdict
from functions.casework_api.views.view import Asked, View


class DecisionAsked(Asked):
    """What a caseworker decides. 종결에는 사유가, 연계에는 기관이 필요합니다."""

    kind: DecisionKind
    note: str = Field(default="", max_length=2000)
    reason: str | None = Field(default=None, max_length=40, description="종결 사유 코드 (/v1/closing-reasons)")
    document: str | None = Field(default=None, max_length=100, description="근거 문서번호")
    agency: str | None = Field(default=None, max_length=100, description="의뢰할 기관")
    due: date | None = Field(default=None, description="다음 기한. 없으면 규칙대로")


class CheckAsked(Asked):
    """What a checker says."""

    verdict: Verdict
    finding: CheckFinding
    reason: str = Field(default="", max_length=2000)


class OverrideAsked(Asked):
    """Why a manager confirms what a checker returned."""

    reason: str = Field(min_length=1, max_length=2000)


class ClosingReasonView(View):
    """One closing reason, and what it must rest on."""

    code: str
    name: str
    help: str
    outcome: str
    rests_on: list[str]
    support: bool


class ClosingReasons(View):
    """All of them, in the order to show."""

    items: list[ClosingReasonView]
