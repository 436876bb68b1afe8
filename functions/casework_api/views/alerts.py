"""Alerts and the rota."""

from datetime import datetime
from typing import Annotated

from pydantic import Field

from anbu.domain.counselling.record import DangerKind
from functions.casework_api.views.view import Asked, View


class AlertView(View):
    """Danger that was heard on a call, or seen by a carrier (`turn`: `postal-n`). The words stand in the transcript."""

    id: str
    case_id: str
    attempt_id: str
    area: str
    kind: DangerKind
    turn: str
    raised_at: datetime
    due_at: datetime
    state: str
    acknowledged_by: str | None
    acknowledged_at: datetime | None
    acknowledged_name: str | None = Field(default=None, description="응답한 담당자의 이름")
    rung: int


class AlertList(View):
    """Alerts that nobody has acknowledged."""

    items: list[AlertView]
    next: str | None = None


class RotaView(View):
    """Who is told of danger, in which order."""

    area: str
    officers: list[str]
    minutes: int


class RotaAsked(Asked):
    """The rota to set."""

    officers: list[Annotated[str, Field(pattern=r"^[A-Za-z0-9-]{1,64}$")]] = Field(min_length=1, max_length=20)
    minutes: int = Field(default=10, ge=3, le=120, description="한 사람이 응답할 시간(분)")
