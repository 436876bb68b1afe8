"""Decisions and double checks, as they are asked for."""

import re
from datetime import date, datetime
from typing import Annotated, Any

from pydantic import AwareDatetime, Field, PlainValidator, TypeAdapter, ValidationError, WithJsonSchema

from anbu.domain.casework.decisions import DecisionKind
from anbu.domain.casework.double_check import CheckFinding, Verdict
from functions.casework_api.views.view import Asked, View

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_moments = TypeAdapter(AwareDatetime)


def _day_or_moment(written: Any) -> date | datetime:
    said = str(written)  # a bare number would be taken for seconds since 1970
    if _DAY.fullmatch(said):
        return date.fromisoformat(said)
    try:
        return _moments.validate_python(said if _DAY.match(said) else None)
    except ValidationError:
        raise ValueError("neither a day nor a moment as RFC 3339 writes it") from None


Due = Annotated[
    date,
    PlainValidator(_day_or_moment),
    WithJsonSchema({"anyOf": [{"type": "string", "format": "date"}, {"type": "string", "format": "date-time"}]}),
]
"""A day (until the end of office hours), or an appointment to the minute with its time zone."""


class DecisionAsked(Asked):
    """What a caseworker decides. 종결에는 사유가, 연계에는 기관이 필요합니다."""

    kind: DecisionKind
    note: str = Field(default="", max_length=2000)
    reason: str | None = Field(default=None, max_length=40, description="종결 사유 코드 (/v1/closing-reasons)")
    document: str | None = Field(default=None, max_length=100, description="근거 문서번호")
    agency: str | None = Field(default=None, max_length=100, description="의뢰할 기관")
    due: Due | None = Field(default=None, description="다음 기한. 날짜, 또는 약속한 시각까지. 없으면 규칙대로")


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
