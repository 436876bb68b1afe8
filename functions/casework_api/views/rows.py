"""Cases as lists show them. Times are RFC 3339 with offset (KST)."""

from datetime import datetime
from typing import Self

from pydantic import Field

from anbu.domain.cases.case import Case, Person, Priority
from anbu.domain.cases.state import State
from anbu.domain.casework.work_order import WorkGroup, group_of
from anbu.domain.counselling.record import Need
from anbu.domain.lists.receipt import masked
from functions.casework_api.views.alerts import AlertView
from functions.casework_api.views.view import View


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
    need: Need
    danger: bool
    priority: Priority
    indicators: list[str]
    reached_self: bool
    counselled: bool
    assignee: str | None
    decision: str | None
    version: int

    @classmethod
    def of(cls, case: Case, person: Person | None, area_name: str, now: datetime) -> Self:
        """The row of a case as of now."""
        return cls(
            id=case.id,
            area=case.area,
            area_name=area_name,
            round_id=case.round_id,
            name=masked(person.name) if person else None,
            state=case.state,
            group=group_of(case),
            due_at=case.due_at,
            overdue=case.due_at is not None and case.due_at < now,
            need=case.need,
            danger=case.danger,
            priority=case.priority,
            indicators=list(case.indicators),
            reached_self=case.reached_self,
            counselled=case.counselled,
            assignee=case.assignee,
            decision=case.decision,
            version=case.version,
        )


class CaseList(View):
    """One page of a list. `next`: the cursor of the next page; null at the end."""

    items: list[CaseRow]
    next: str | None = None


class WorkList(CaseList):
    """One page of today's work. `alerts`: danger that nobody has acknowledged, on the first page."""

    alerts: list[AlertView]
