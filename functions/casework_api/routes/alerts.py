"""Danger that was heard, and who is told of it."""

from http import HTTPStatus
from typing import Annotated

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.openapi.params import Path

from anbu.adapters.api.etags import etag, read_version
from anbu.adapters.api.problems import READING, WRITING, documented
from anbu.adapters.api.routing import new_router
from anbu.domain.casework.roles import Permit
from anbu.domain.casework.rota import Rota
from anbu.domain.dialogue.dialogue import Alert
from anbu.domain.ids import AreaCode, CaseId
from anbu.usecases.casework.alerts import acknowledge, escalate, open_alerts, rota_of, set_rota
from anbu.usecases.casework.names import names_of
from functions.casework_api.asking import (
    AreaPath,
    AreaQuery,
    Ask,
    Asking,
    CaseIdPath,
    IdempotencyKey,
    IfMatch,
    Limit,
    Next,
    area_for,
)
from functions.casework_api.views.alerts import AlertList, AlertView, RotaAsked, RotaView
from functions.casework_api.views.work_done import WhyAsked

router = new_router()
AlertPath = Annotated[str, Path(description="알림 번호", pattern=r"^[a-z0-9:_-]{1,80}$")]


@router.get(
    "/v1/alerts",
    summary="응답을 기다리는 위험 알림",
    tags=["알림"],
    operation_id="listAlerts",
    responses=documented(*READING),
)
def alerts(ask: Ask, area: AreaQuery = None, limit: Limit = 50, after: Next = None) -> AlertList:
    """통화나 우편 안부확인에서 위험이 드러났는데 아직 아무도 응답하지 않은 알림입니다."""
    place = area_for(ask, area, Permit.SEE_PEOPLE)
    scope = (ask.caller.id, "alerts", place)
    found, then = open_alerts(ask.desk, ask.caller, place, limit, ask.place(scope, after))
    items = [AlertView.model_validate(alert) for alert in found]
    return AlertList(items=items, next=ask.sealed(scope, then))


@router.post(
    "/v1/cases/<case_id>/alerts/<alert_id>/acknowledgement",
    summary="위험 알림에 응답",
    tags=["알림"],
    operation_id="acknowledgeAlert",
    responses=documented(401, 403, 404, 409, 412, 415, 422, 429),
)
def acknowledged(ask: Ask, case_id: CaseIdPath, alert_id: AlertPath, key: IdempotencyKey) -> AlertView:
    """내가 맡겠다고 응답합니다. 먼저 응답한 사람이 있으면 그 사람이 누구인지 알려 줍니다."""
    return _alert(ask, acknowledge(ask.desk, ask.caller, CaseId(case_id), alert_id, ask.once(key)))


@router.post(
    "/v1/cases/<case_id>/alerts/<alert_id>/escalation",
    summary="위험 알림을 다음 담당자에게",
    tags=["알림"],
    operation_id="escalateAlert",
    responses=documented(*WRITING),
)
def escalated(ask: Ask, case_id: CaseIdPath, alert_id: AlertPath, asked: WhyAsked, key: IdempotencyKey) -> AlertView:
    """지금 맡을 수 없을 때, 시간을 기다리지 않고 당직 순서의 다음 담당자에게 바로 알립니다."""
    once = ask.once(key)
    return _alert(ask, escalate(ask.desk, ask.caller, CaseId(case_id), alert_id, asked.reason, once))


@router.get(
    "/v1/areas/<area>/rota",
    summary="당직 순서",
    tags=["알림"],
    operation_id="readRota",
    responses=documented(*READING),
)
def rota(ask: Ask, area: AreaPath) -> Response[RotaView]:
    """위험 알림을 받을 담당자의 순서입니다."""
    return _rota(rota_of(ask.desk, ask.caller, AreaCode(area)))


@router.put(
    "/v1/areas/<area>/rota",
    summary="당직 순서 정하기",
    tags=["알림"],
    operation_id="setRota",
    responses=documented(*WRITING),
)
def rota_set(ask: Ask, area: AreaPath, asked: RotaAsked, key: IdempotencyKey, if_match: IfMatch) -> Response[RotaView]:
    """정한 시간 안에 응답이 없으면 다음 사람에게 알립니다. 마지막 다음에는 처음부터 다시 알립니다."""
    read, officers = read_version(if_match), tuple(asked.officers)
    return _rota(set_rota(ask.desk, ask.caller, AreaCode(area), officers, asked.minutes, read, ask.once(key)))


def _alert(ask: Asking, alert: Alert) -> AlertView:
    by = names_of(ask.desk, [alert.acknowledged_by], alert.area).get(alert.acknowledged_by or "")
    return AlertView.model_validate(alert).model_copy(update={"acknowledged_name": by})


def _rota(rota: Rota) -> Response[RotaView]:
    view = RotaView(area=rota.area, officers=list(rota.officers), minutes=rota.minutes)
    return Response(HTTPStatus.OK, "application/json", view, headers={"ETag": etag(rota.version)})
