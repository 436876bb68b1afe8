"""Cases as lists show them. Times are RFC 3339 with offset (KST)."""

from datetime import date, datetime
from typing import Self

from pydantic import Field

from anbu.domain.cases.case import Case, Person, Priority
from anbu.domain.cases.state import State
from anbu.domain.casework.work_order import WorkGroup, group_of
from anbu.domain.counselling.record import Need
from anbu.domain.lists.receipt import masked
from anbu.domain.values import replace
from functions.casework_api.views.alerts import AlertView
from functions.casework_api.views.view import Asked, View


class CaseRow(View):
    """A case in a list. The name is masked; the page behind it shows it in full, and its opening is logged."""

    id: str
    area: str
    area_name: str
    round_id: str
    name: str | None = Field(description="가린 성명 (예: 김○○)")
    state: State
    group: WorkGroup
    due_at: datetime | None
    overdue: bool
    need: Need | None
    danger: bool | None
    priority: Priority | None
    indicators: list[str] | None = Field(
        description="사람을 볼 수 없는 역할에게는 need, danger, priority, indicators가 null입니다."
    )
    reached_self: bool
    counselled: bool
    assignee: str | None
    decision: str | None
    version: int

    @classmethod
    def of(cls, case: Case, person: Person | None, area_name: str, now: datetime, *, told: bool = True) -> Self:
        """The row of a case as of now. Without `told` it says where the case stands, and nothing of the person."""
        return cls(
            id=case.id,
            area=case.area,
            area_name=area_name,
            round_id=case.round_id,
            name=masked(person.name) if person else None,
            state=case.state,
            group=group_of(case) if told else group_of(replace(case, danger=False, need=Need.UNKNOWN)),
            due_at=case.due_at,
            overdue=case.due_at is not None and case.due_at < now,
            need=case.need if told else None,
            danger=case.danger if told else None,
            priority=case.priority if told else None,
            indicators=list(case.indicators) if told else None,
            reached_self=case.reached_self,
            counselled=case.counselled,
            assignee=case.assignee,
            decision=case.decision,
            version=case.version,
        )


class SearchAsked(Asked):
    """Whom somebody looks for: by one of number, name with birth date, or address. In a body: addresses are logged."""

    area: str = Field(pattern=r"^\d{10}$", description="행정표준코드 10자리 (내 담당 지역)")
    phone: str | None = Field(default=None, pattern=r"^0\d{8,11}$", description="국내에서 거는 그대로")
    name: str = Field(default="", max_length=40)
    birth_date: date | None = None
    address: str = Field(default="", max_length=200)


class CaseList(View):
    """One page of a list. `next`: the cursor of the next page; null at the end."""

    items: list[CaseRow]
    next: str | None = None


class WorkList(CaseList):
    """One page of today's work. `alerts`: danger that nobody has acknowledged, on the first page."""

    alerts: list[AlertView]
