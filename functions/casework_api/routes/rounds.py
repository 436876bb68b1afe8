"""Rounds: open, pause, resume, stop; upload a list and read its receipt; the certificate and the figures."""

from dataclasses import asdict
from http import HTTPStatus
from typing import Annotated

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.openapi.params import Path

from anbu import data
from anbu.adapters.api.etags import etag, read_version
from anbu.adapters.api.problems import READING, WRITING, documented
from anbu.adapters.api.routing import new_router
from anbu.adapters.list_shelf import KINDS
from anbu.domain.cases.round import Round
from anbu.domain.casework.audit import Act
from anbu.domain.casework.double_check import CheckFigures
from anbu.domain.casework.roles import Permit
from anbu.domain.ids import AreaCode, RoundId
from anbu.domain.lists.upload import Upload
from anbu.usecases.casework.keep import keep
from anbu.usecases.casework.refusals import NotThere
from anbu.usecases.casework.round_ledger import ledger_of
from anbu.usecases.casework.rounds import (
    certificate_of,
    figures,
    one_round,
    open_round,
    order_round,
    round_here,
    rounds_of,
    uploads_of,
)
from anbu.usecases.forecast_round import forecast_round
from functions.casework_api.asking import AreaPath, Ask, IdempotencyKey, IfMatch, Limit, Next
from functions.casework_api.routes.work import shown
from functions.casework_api.views.campaigns import ForecastView, forecast_view
from functions.casework_api.views.rounds import (
    CertificateView,
    CheckFiguresView,
    FormToPost,
    LedgerView,
    Link,
    OrderAsked,
    RoundAsked,
    RoundList,
    RoundView,
    UploadAsked,
    UploadList,
    UploadView,
)

router = new_router()
RoundPath = Annotated[str, Path(description="차수", pattern=r"^[A-Za-z0-9][A-Za-z0-9_-]{0,39}$")]
UploadPath = Annotated[str, Path(description="올린 명단 번호", pattern=r"^u[a-z2-7]{20}$")]


@router.get(
    "/v1/areas/<area>/rounds",
    summary="차수 목록",
    tags=["차수"],
    operation_id="listRounds",
    responses=documented(*READING),
)
def rounds(ask: Ask, area: AreaPath, limit: Limit = 20, after: Next = None) -> RoundList:
    """그 지역 사람이 들어 있는 차수를 이름이 늦은 것부터 보여 줍니다. 읍면동이면 시군구가 연 차수도 보입니다."""
    scope = (ask.caller.id, "rounds", area)
    found, then = rounds_of(ask.desk, ask.caller, AreaCode(area), limit, ask.place(scope, after))
    return RoundList(items=[RoundView.model_validate(one) for one in found], next=ask.sealed(scope, then))


@router.get(
    "/v1/areas/<area>/rounds/<round_id>",
    summary="차수",
    tags=["차수"],
    operation_id="readRound",
    responses=documented(*READING),
)
def a_round(ask: Ask, area: AreaPath, round_id: RoundPath) -> Response[RoundView]:
    """차수 하나의 상태와 처리 기한입니다. 읍면동 코드로도 시군구가 연 차수를 볼 수 있습니다."""
    return _round(round_here(ask.desk, ask.caller, AreaCode(area), RoundId(round_id), Permit.SEE_STATES))


@router.put(
    "/v1/areas/<area>/rounds/<round_id>",
    summary="차수 열기",
    tags=["차수"],
    operation_id="openRound",
    responses=documented(*WRITING),
)
def opened(
    ask: Ask, area: AreaPath, round_id: RoundPath, asked: RoundAsked, key: IdempotencyKey
) -> Response[RoundView]:
    """명단을 올리기 전에 차수와 처리 기한, 명단의 종류를 정합니다."""
    where = (AreaCode(area), RoundId(round_id))
    made = open_round(ask.desk, ask.caller, *where, asked.decide_by, asked.kind, ask.once(key))
    return _round(made)


@router.post(
    "/v1/areas/<area>/rounds/<round_id>/orders",
    summary="차수 멈춤·재개·중단",
    tags=["차수"],
    operation_id="orderRound",
    responses=documented(*WRITING),
)
def ordered(
    ask: Ask, area: AreaPath, round_id: RoundPath, asked: OrderAsked, key: IdempotencyKey, if_match: IfMatch
) -> Response[RoundView]:
    """자동으로 보내는 문자와 전화를 멈추거나, 다시 시작하거나, 완전히 그만둡니다. 담당자의 일은 그대로입니다."""
    where = (AreaCode(area), RoundId(round_id))
    read = read_version(if_match)
    return _round(order_round(ask.desk, ask.caller, *where, asked.order, asked.reason, read, ask.once(key)))


@router.post(
    "/v1/areas/<area>/rounds/<round_id>/uploads",
    summary="명단 올리기",
    tags=["차수"],
    operation_id="uploadList",
    status_code=HTTPStatus.CREATED,
    responses=documented(401, 403, 404, 409, 413, 415, 422, 429, ok=201),
)
def uploading(ask: Ask, area: AreaPath, round_id: RoundPath, asked: UploadAsked, key: IdempotencyKey) -> FormToPost:
    """명단 파일을 올릴 양식을 만듭니다. 파일 이름에 개인정보가 있어도 저장되지 않습니다."""
    found = one_round(ask.desk, ask.caller, AreaCode(area), RoundId(round_id), Permit.MANAGE_ROUNDS)
    name = f"{ask.once(key).digest[:24]}.{asked.kind}"
    where = f"lists/{found.area}/{found.id}/{name}"
    form = ask.office.shelf.form(where, KINDS[asked.kind])
    keep(ask.desk, ask.caller, Act.UPLOAD, f"{found.area}/{found.id}", detail=(name,))
    return FormToPost(url=form.url, fields=form.fields, key=where)


@router.get(
    "/v1/areas/<area>/rounds/<round_id>/uploads",
    summary="올린 명단",
    tags=["차수"],
    operation_id="listUploads",
    responses=documented(*READING),
)
def uploaded(ask: Ask, area: AreaPath, round_id: RoundPath, limit: Limit = 50) -> UploadList:
    """올린 명단마다 어디까지 처리되었는지, 읽지 못했다면 왜인지 알려 줍니다."""
    found = uploads_of(ask.desk, ask.caller, AreaCode(area), RoundId(round_id), limit)
    return UploadList(items=[_upload(upload) for upload in found])


@router.get(
    "/v1/areas/<area>/rounds/<round_id>/uploads/<upload_id>/receipt",
    summary="명단 접수증",
    tags=["차수"],
    operation_id="readReceipt",
    responses=documented(*READING),
)
def receipt(ask: Ask, area: AreaPath, round_id: RoundPath, upload_id: UploadPath) -> Link:
    """줄마다 어떻게 처리했는지 적은 접수증(xlsx)을 받을 주소입니다. 5분 동안 쓸 수 있습니다."""
    one_round(ask.desk, ask.caller, AreaCode(area), RoundId(round_id), Permit.MANAGE_ROUNDS)
    found = ask.desk.ledger.get(Upload, f"{area}#{round_id}", upload_id)
    if found is None or not found.receipt:
        raise NotThere
    keep(ask.desk, ask.caller, Act.EXPORT, f"{area}/{round_id}", detail=(upload_id,))
    return Link(url=ask.office.shelf.link(found.receipt.rsplit(".", 1)[0] + ".xlsx"))


@router.get(
    "/v1/areas/<area>/rounds/<round_id>/forecast",
    summary="차수 예측",
    tags=["차수"],
    operation_id="readForecast",
    responses=documented(*READING),
)
def forecasted(ask: Ask, area: AreaPath, round_id: RoundPath) -> ForecastView:
    """지금 시작하면 전화가 언제 끝나고, 읍면동마다 담당자 통화와 방문이 얼마나 생길지 미리 보여 줍니다."""
    found = one_round(ask.desk, ask.caller, AreaCode(area), RoundId(round_id), Permit.MANAGE_ROUNDS)
    counted = figures(ask.desk, ask.caller, found.area, found.id)
    planning = ask.office.planning
    return forecast_view(forecast_round(found, counted.towns, planning.world.work, planning.expected))


@router.get(
    "/v1/areas/<area>/rounds/<round_id>/ledger",
    summary="차수 원장",
    tags=["차수"],
    operation_id="readLedger",
    responses=documented(*READING),
)
def ledger(ask: Ask, area: AreaPath, round_id: RoundPath, limit: Limit = 50, after: Next = None) -> LedgerView:
    """명단의 사람마다 지금 어디에 있는지 보여 줍니다. 상태별 인원은 몇 분마다 다시 셉니다(counted_at)."""
    scope = (ask.caller.id, "ledger", area, round_id)
    cursor = str(ask.office.cursors.open(scope, after)[0]) if after else None
    page = ledger_of(ask.desk, ask.caller, AreaCode(area), RoundId(round_id), limit, cursor)
    return LedgerView(
        items=shown(ask, f"{area}/{round_id}", page.cases),
        next=ask.office.cursors.seal(scope, page.cursor) if page.cursor else None,
        counted_at=page.counted.at if page.counted else None,
        states=page.counted.states if page.counted else None,
    )


@router.get(
    "/v1/areas/<area>/rounds/<round_id>/certificate",
    summary="차수 확인서",
    tags=["차수"],
    operation_id="readCertificate",
    responses=documented(*READING),
)
def certificate(ask: Ask, area: AreaPath, round_id: RoundPath) -> CertificateView:
    """명단의 모든 사람이 어디에 있는지 센 확인서입니다. balanced가 true일 때만 빠진 사람이 없습니다."""
    made = certificate_of(ask.desk, ask.caller, AreaCode(area), RoundId(round_id))
    return CertificateView(at=made.certified_at or made.at, certificate=made.certificate)


@router.get(
    "/v1/areas/<area>/rounds/<round_id>/checks",
    summary="더블체크 현황",
    tags=["현황"],
    operation_id="readCheckFigures",
    responses=documented(*READING),
)
def check_figures(ask: Ask, area: AreaPath, round_id: RoundPath) -> CheckFiguresView:
    """더블체크한 건수, 되돌린 건수, 잘못된 종결로 밝혀진 건수입니다."""
    one_round(ask.desk, ask.caller, AreaCode(area), RoundId(round_id), Permit.SEE_FIGURES)
    counted = ask.desk.ledger.get(CheckFigures, area, round_id) or CheckFigures(AreaCode(area), RoundId(round_id))
    return CheckFiguresView.model_validate(asdict(counted))


def _round(found: Round) -> Response[RoundView]:
    headers = {"ETag": etag(found.version)}
    return Response(HTTPStatus.OK, "application/json", RoundView.model_validate(found), headers=dict(headers))


def _upload(upload: Upload) -> UploadView:
    sentences = data.load("problems").get("file", {})
    problem = sentences.get(upload.code, {}).get("message") if upload.code else None
    return UploadView(
        id=upload.id,
        state=upload.state,
        at=upload.at,
        counts=upload.counts,
        code=upload.code,
        problem=problem,
        receipt=bool(upload.receipt),
    )
