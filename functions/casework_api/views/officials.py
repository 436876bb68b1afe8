"""Officials, their roles and absences."""

from datetime import date, datetime

from pydantic import AwareDatetime, Field

from anbu.domain.casework.roles import Role
from functions.casework_api.views.view import Asked, View


class GrantView(View):
    """One role in one area."""

    official: str
    role: Role
    area: str
    granted_by: str
    granted_at: datetime
    until: datetime | None


class ColleagueView(View):
    """Somebody who works in an area: to give a case to, to check a decision, to stand in."""

    id: str
    name: str
    roles: list[Role]
    away: bool


class ColleagueList(View):
    """One page of colleagues."""

    items: list[ColleagueView]
    next: str | None = None


class GrantList(View):
    """Roles in one area."""

    items: list[GrantView]
    officials: dict[str, str] = Field(description="담당자 계정 → 이름")
    next: str | None = None


class Me(View):
    """Who I am, and what I may do where."""

    id: str
    name: str
    grants: list[GrantView]
    areas: dict[str, str] = Field(description="담당 지역 코드 → 이름")
    away_from: date | None
    away_until: date | None
    deputy: str | None


class OfficialAsked(Asked):
    """An official under the `sub` of their account."""

    area: str = Field(pattern=r"^\d{10}$", description="관리자의 담당 지역")
    name: str = Field(min_length=2, max_length=40)
    phone: str | None = Field(default=None, pattern=r"^\+82\d{7,10}$", description="당직 알림을 받을 번호 (E.164)")


class OfficialView(View):
    """A named official."""

    id: str
    name: str
    phone: str | None


class GrantAsked(Asked):
    """A role to give."""

    until: AwareDatetime | None = None


class AbsenceAsked(Asked):
    """When somebody is away, both days included; null ends it."""

    away_from: date | None
    away_until: date | None = None
    deputy: str | None = Field(default=None, max_length=100)
