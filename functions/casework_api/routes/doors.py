"""Single entries, postal checks, photos of reports, and sending people up the ladder that came by these doors."""

import binascii
from base64 import b64decode
from http import HTTPStatus

from aws_lambda_powertools.event_handler import Response

from anbu.adapters.api.etags import etag
from anbu.adapters.api.problems import READING, WRITING, documented
from anbu.adapters.api.routing import new_router
from anbu.adapters.phone_tables import classify
from anbu.adapters.postal_files import MOST_LINES, read_postal_file
from anbu.domain.casework.audit import Act
from anbu.domain.casework.once import Once, digest_of
from anbu.domain.casework.postal_file import PostalLine
from anbu.domain.casework.roles import Permit
from anbu.domain.ids import AreaCode, CaseId
from anbu.domain.lists.values import ListRefused
from anbu.domain.phones import Phone
from anbu.usecases.casework.enter_case import Entered, enter_case, send_up
from anbu.usecases.casework.handle_reports import Handled, read_report, reports_in
from anbu.usecases.casework.keep_photo import photo_key
from anbu.usecases.casework.refusals import Incomplete
from anbu.usecases.casework.take_postal_check import Carried, may_hand_in, take_postal_check
from functions.casework_api.asking import AreaQuery, Ask, CaseIdPath, IdempotencyKey, IfMatch, Limit, Next, area_for
from functions.casework_api.routes.work_done import writing
from functions.casework_api.views.cases import ReportView
from functions.casework_api.views.doors import (
    Entry,
    EntryAsked,
    PhotoLinks,
    PostalAsked,
    PostalBatch,
    PostalFile,
    PostalFileTaken,
    PostalProblem,
    PostalTaken,
    ReportList,
    ReportPage,
    ReportRow,
)
from functions.casework_api.views.work_done import Standing

router = new_router()
_POSTAL_PROBLEMS = {
    "area": "어느 읍면동인지 알 수 없습니다. 시도·시군구·읍면동이나 행정동코드를 적어 주세요.",
    "address": "주소가 없거나 너무 짧습니다. 번지까지 적어 주세요.",
    "on": "배달일자를 읽을 수 없습니다. 2026-11-23처럼 적어 주세요.",
    "delivered": "배달 여부를 읽을 수 없습니다. ‘배달완료’나 ‘부재’처럼 적어 주세요.",
}


@router.post(
    "/v1/cases",
    summary="직접 등록",
    tags=["사례"],
    operation_id="enterCase",
    status_code=HTTPStatus.CREATED,
    responses=documented(*WRITING, ok=201),
)
def entered(ask: Ask, asked: EntryAsked, key: IdempotencyKey) -> Response[Entry]:
    """명단에 없지만 살펴야 할 사람을 등록합니다. AI 전화는 담당자가 보내야만 갑니다."""
    phones = tuple(_phone(number) for number in asked.phones)
    who = Entered(AreaCode(asked.area), asked.name, asked.why, asked.birth_date, asked.address, phones)
    case = enter_case(ask.desk, ask.caller, who, ask.once(key))
    made = Entry(case_id=case.id, state=case.state, due_at=case.due_at)
    return Response(HTTPStatus.CREATED, "application/json", made, headers={"ETag": etag(case.version)})


@router.post(
    "/v1/cases/<case_id>/ladder",
    summary="안내 문자와 AI 전화 보내기",
    tags=["사례"],
    operation_id="sendUp",
    responses=documented(*WRITING),
)
def sent_up(ask: Ask, case_id: CaseIdPath, key: IdempotencyKey, if_match: IfMatch) -> Standing:
    """신고·우편·직접 등록으로 들어온 사람에게 안내 문자와 AI 전화를 보냅니다."""
    case = send_up(ask.desk, writing(ask, case_id, key, Permit.WORK, Act.SEND_BACK, if_match))
    return Standing(state=case.state, due_at=case.due_at)


@router.post(
    "/v1/postal-checks",
    summary="우편 안부확인 결과",
    tags=["신고"],
    operation_id="handInPostalChecks",
    status_code=HTTPStatus.CREATED,
    responses=documented(*WRITING, ok=201),
)
def postal_checks(ask: Ask, asked: PostalBatch, key: IdempotencyKey) -> PostalTaken:
    """안부살핌 우편·복지등기를 전한 결과를 올립니다. 위험한 징후가 있으면 담당자에게 바로 갑니다."""
    batch = [_carried(check) for check in asked.checks]
    for seen in batch:
        may_hand_in(ask.desk, ask.caller, seen)
    for number, seen in enumerate(batch):
        take_postal_check(ask.desk, ask.caller, seen, Once(f"{key}-{number}", digest_of("postal", repr(seen))))
    return PostalTaken(taken=len(batch))


@router.post(
    "/v1/postal-checks/files",
    summary="우편 안부확인 결과 파일",
    tags=["신고"],
    operation_id="handInPostalFile",
    status_code=HTTPStatus.CREATED,
    responses=documented(*WRITING, ok=201),
)
def postal_file(ask: Ask, asked: PostalFile, key: IdempotencyKey) -> PostalFileTaken:
    """우체국이 보낸 파일(CSV, XLSX 등)을 그대로 올립니다. 줄마다 받았는지, 못 받았다면 무엇을 고칠지 알려 줍니다."""
    lines = _lines(asked.file)
    wrong = [line for line in lines if line.problem]
    whole = [(line, seen) for line in lines if (seen := _seen(line)) is not None]
    for _, seen in whole:
        may_hand_in(ask.desk, ask.caller, seen)
    for line, seen in whole:
        once = Once(f"{key}-{line.row}", digest_of("postal", repr(seen)))
        take_postal_check(ask.desk, ask.caller, seen, once)
    told = [PostalProblem(row=line.row, code=line.problem, message=_POSTAL_PROBLEMS[line.problem]) for line in wrong]
    return PostalFileTaken(taken=len(whole), problems=told)


def _lines(file: str) -> list[PostalLine]:
    try:
        lines = read_postal_file(b64decode(file, validate=True))
    except (ListRefused, binascii.Error):
        lines = []
    if not lines:
        raise Incomplete("no_checks", "파일에서 주소와 배달일자가 있는 표를 찾지 못했습니다. 머리글을 확인해 주세요.")
    if len(lines) > MOST_LINES:
        raise Incomplete("too_many_lines", f"한 번에 {MOST_LINES}줄까지 올릴 수 있습니다. 파일을 나누어 올려 주세요.")
    return lines


def _seen(line: PostalLine) -> Carried | None:
    if line.problem or line.area is None or line.on is None:
        return None
    return Carried(line.area, line.address, line.on, line.delivered, line.signs, line.name, line.note)


def _carried(check: PostalAsked) -> Carried:
    area, signs = AreaCode(check.area), tuple(check.signs)
    return Carried(area, check.address, check.on, check.delivered, signs, check.name, check.note)


@router.get(
    "/v1/cases/<case_id>/photos",
    summary="신고 사진",
    tags=["신고"],
    operation_id="readPhotos",
    responses=documented(*READING),
)
def photos(ask: Ask, case_id: CaseIdPath) -> PhotoLinks:
    """신고한 사람이 올린 사진을 볼 주소입니다. 위치와 촬영 정보는 지워져 있습니다."""
    handled, _ = read_report(ask.desk, ask.caller, CaseId(case_id), "photos")
    report = handled.report
    return PhotoLinks(items=[ask.office.shelf.link(photo_key(report, n)) for n in range(1, report.photos + 1)])


@router.get(
    "/v1/reports",
    summary="신고 목록",
    tags=["신고"],
    operation_id="listReports",
    responses=documented(*READING),
)
def reports(ask: Ask, area: AreaQuery = None, limit: Limit = 30, after: Next = None) -> ReportList:
    """그 지역의 이웃·본인 신고를 최근 것부터 보여 줍니다. 내용은 하나씩 열어 봅니다."""
    place = area_for(ask, area, Permit.HANDLE_REPORTS)
    scope = (ask.caller.id, "reports", place)
    found, then = reports_in(ask.desk, ask.caller, place, limit, ask.place(scope, after))
    return ReportList(items=[_report(ask, handled) for handled in found], next=ask.sealed(scope, then))


@router.get(
    "/v1/cases/<case_id>/report",
    summary="신고 한 건",
    tags=["신고"],
    operation_id="readReport",
    responses=documented(*READING),
)
def report(ask: Ask, case_id: CaseIdPath) -> ReportPage:
    """신고한 내용과 장소, 답을 받을 연락처입니다. 읽은 사실이 먼저 기록됩니다."""
    handled, told = read_report(ask.desk, ask.caller, CaseId(case_id), "report")
    return ReportPage(row=_report(ask, handled), told=ReportView.model_validate(told))


def _report(ask: Ask, handled: Handled) -> ReportRow:
    report, case = handled.report, handled.case
    return ReportRow(
        case_id=report.case_id,
        area=report.area,
        area_name=ask.office.area_name(report.area),
        by=report.by,
        at=report.at,
        photos=report.photos,
        status=handled.status,
        state=case.state if case else None,
        due_at=case.due_at if case else None,
    )


def _phone(written: str) -> Phone:
    number, kind = classify("".join(filter(str.isdigit, written)))
    if not kind.can_be_rung:
        raise Incomplete("phone_unusable", "걸 수 없는 번호가 있습니다. 번호를 다시 확인해 주세요.")
    return Phone(number, kind)
