"""Which text a person gets before a call, and how it names the time: in words that a resident would use."""

from collections.abc import Mapping
from datetime import datetime

from anbu.domain.cases.case import Case
from anbu.domain.outreach.texts import TextBody, TextTemplate, compose
from anbu.domain.phones import NumberSource, Phone
from anbu.domain.times import aware

_NOON = 12
_OWN_WORDING = {"monitoring", "heat_wave", "cold_wave"}
"""Campaigns (`CampaignKind`) with a text of their own."""


def notice_for(
    case: Case,
    phone: Phone,
    call_from: datetime,
    now: datetime,
    templates: Mapping[str, TextTemplate],
    office: Mapping[str, str],
) -> TextBody:
    """The notice of this case to this number; `office` gives `office`, `office_number` and `caller_number`.

    A number that came from KAIT says so (사회보장급여법 시행령 제7조의2); monitoring says that we ask again.
    """
    return compose(templates[template_code(case, phone)], {**office, "when": spoken_time(call_from, now)})


def template_code(case: Case, phone: Phone) -> str:
    """Which wording of `data/notices.toml`."""
    if phone.source is NumberSource.KAIT:
        return "before_call_kait"
    return case.origin if case.origin in _OWN_WORDING else "before_call"


def spoken_time(at: datetime, now: datetime) -> str:
    """`오늘 오후 2시 이후에`, `내일 오전 9시 이후에`, `11월 26일 오전 9시 이후에`: the hour in which calls may come."""
    at, today = aware(at), aware(now).date()
    days = (at.date() - today).days
    day = {0: "오늘", 1: "내일"}.get(days, f"{at.month}월 {at.day}일")
    half = "오전" if at.hour < _NOON else "오후"
    hour = at.hour if at.hour <= _NOON else at.hour - _NOON
    return f"{day} {half} {hour}시 이후에"
