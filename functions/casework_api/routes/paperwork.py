"""The counselling form, the brief before a call, what people ask about automated handling, erasing."""

from http import HTTPStatus
from typing import Annotated, Any

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.openapi.params import Path

from anbu.adapters.api.problems import READING, WRITING, documented
from anbu.adapters.api.routing import new_router
from anbu.adapters.form_on_paper import PAPER_HEADERS, form_on_paper
from anbu.domain.casework.audit import Act
from anbu.domain.casework.counselling_form import Field, Value
from anbu.domain.casework.roles import Permit
from anbu.domain.ids import CaseId
from anbu.usecases.casework.forms import prepare_call, read_form, save_form
from anbu.usecases.casework.names import names_of
from anbu.usecases.casework.rights import answer_objection, erase_person, open_objections, take_objection
from functions.casework_api.asking import AreaQuery, Ask, CaseIdPath, IdempotencyKey, Limit, Next, area_for
from functions.casework_api.routes.work_done import writing
from functions.casework_api.views.cases import ObjectionView
from functions.casework_api.views.work_done import (
    BestCall,
    Brief,
    FormAsked,
    FormField,
    FormSection,
    FormView,
    ObjectionAnswered,
    ObjectionAsked,
    ObjectionList,
    ObjectionRow,
    WhyAsked,
)

router = new_router()
_PAPER: dict[int, Any] = {200: {"description": "인쇄용 문서", "content": {"text/html": {"schema": {"type": "string"}}}}}
NumberPath = Annotated[int, Path(description="요청 번호", ge=1, le=9999)]


@router.get(
    "/v1/cases/<case_id>/brief",
    summary="전화하기 전에",
    tags=["사례"],
    operation_id="prepareCall",
    responses=documented(*READING),
)
def brief(ask: Ask, case_id: CaseIdPath) -> Brief:
    """세 줄 요약과, 지금까지의 통화로 보아 받기 쉬운 번호와 때를 알려 줍니다."""
    ready = prepare_call(ask.desk, ask.caller, CaseId(case_id))
    best = BestCall(number=ready.number, at=ready.best.time, why=ready.best.why)
    return Brief(lines=ready.lines, best=best, on=ask.desk.clock.now().date())


@router.get(
    "/v1/cases/<case_id>/form",
    summary="초기상담지",
    tags=["기록"],
    operation_id="readForm",
    responses=documented(*READING),
)
def form(ask: Ask, case_id: CaseIdPath) -> FormView:
    """읍면동 초기상담지를 명단과 상담 기록으로 채워 보여 줍니다. 저장한 내용이 있으면 그 내용이 먼저입니다."""
    template = ask.office.form
    _, values, saved = read_form(ask.desk, ask.caller, CaseId(case_id), template)
    return FormView(
        template=template.version,
        title=template.title,
        saved_by=saved.by if saved else None,
        saved_at=saved.at if saved else None,
        sections=[
            FormSection(title=section.title, fields=[_field(field, values[field.code]) for field in section.fields])
            for section in template.sections
        ],
    )


@router.get(
    "/v1/cases/<case_id>/form/print",
    summary="초기상담지 인쇄",
    tags=["기록"],
    operation_id="printForm",
    responses=documented(*READING) | _PAPER,
)
def printed(ask: Ask, case_id: CaseIdPath) -> Response[str]:
    """초기상담지를 A4 용지에 인쇄할 수 있는 문서(HTML)로 보여 줍니다. 저장한 내용이 먼저입니다."""
    template = ask.office.form
    case, values, saved = read_form(ask.desk, ask.caller, CaseId(case_id), template)
    by = names_of(ask.desk, [saved.by], case.area).get(saved.by, "") if saved else ""
    paper = form_on_paper(template, values, case_id, by, ask.desk.clock.now().date())
    return Response(HTTPStatus.OK, "text/html; charset=utf-8", paper, headers=dict(PAPER_HEADERS))


@router.post(
    "/v1/cases/<case_id>/form",
    summary="초기상담지 저장",
    tags=["기록"],
    operation_id="saveForm",
    status_code=HTTPStatus.CREATED,
    responses=documented(*WRITING, ok=201),
)
def form_saved(ask: Ask, case_id: CaseIdPath, asked: FormAsked, key: IdempotencyKey) -> FormView:
    """담당자가 적은 초기상담지를 저장합니다. 앞서 저장한 것도 남아 있습니다."""
    who = writing(ask, case_id, key, Permit.WORK, Act.EDIT_FORM)
    save_form(ask.desk, who, ask.office.form, asked.answers)
    return form(ask, case_id)


@router.post(
    "/v1/cases/<case_id>/objections",
    summary="설명·이의 요청 접수",
    tags=["기록"],
    operation_id="takeObjection",
    status_code=HTTPStatus.CREATED,
    responses=documented(*WRITING, ok=201),
)
def objected(ask: Ask, case_id: CaseIdPath, asked: ObjectionAsked, key: IdempotencyKey) -> ObjectionView:
    """자동 처리에 대한 설명이나 이의 요청을 접수합니다. 30일 안에 답해야 합니다."""
    who = writing(ask, case_id, key, Permit.WORK, Act.OBJECT)
    return ObjectionView.model_validate(take_objection(ask.desk, who, asked.asked, asked.text))


@router.get(
    "/v1/objections",
    summary="답을 기다리는 설명·이의 요청",
    tags=["기록"],
    operation_id="listObjections",
    responses=documented(*READING),
)
def objections(ask: Ask, area: AreaQuery = None, limit: Limit = 50, after: Next = None) -> ObjectionList:
    """자동 처리에 대한 설명·이의 요청 가운데 답하지 않은 것을 기한이 이른 것부터 보여 줍니다."""
    place = area_for(ask, area, Permit.SEE_PEOPLE)
    scope = (ask.caller.id, "objections", place)
    found, then = open_objections(ask.desk, ask.caller, place, limit, ask.place(scope, after))
    now = ask.desk.clock.now()
    items = [
        ObjectionRow(
            case_id=asked.case_id,
            n=asked.n,
            area_name=ask.office.area_name(asked.area),
            asked=asked.asked,
            taken_at=asked.taken_at,
            due_at=asked.due_at,
            overdue=asked.due_at < now,
        )
        for asked in found
    ]
    return ObjectionList(items=items, next=ask.sealed(scope, then))


@router.put(
    "/v1/cases/<case_id>/objections/<n>/answer",
    summary="설명·이의 요청에 답변",
    tags=["기록"],
    operation_id="answerObjection",
    responses=documented(*WRITING),
)
def objection_answered(
    ask: Ask, case_id: CaseIdPath, n: NumberPath, asked: ObjectionAnswered, key: IdempotencyKey
) -> ObjectionView:
    """당사자에게 답한 내용을 남깁니다."""
    who = writing(ask, case_id, key, Permit.WORK, Act.OBJECT)
    return ObjectionView.model_validate(answer_objection(ask.desk, who, n, asked.answer))


@router.post(
    "/v1/cases/<case_id>/erasure",
    summary="개인정보 지우기",
    tags=["기록"],
    operation_id="erasePerson",
    status_code=HTTPStatus.NO_CONTENT,
    responses=documented(*WRITING, ok=204),
)
def erased(ask: Ask, case_id: CaseIdPath, asked: WhyAsked, key: IdempotencyKey) -> None:
    """종결된 사례의 개인정보를 지웁니다. 사례가 있었다는 사실과 집계는 남습니다."""
    erase_person(ask.desk, writing(ask, case_id, key, Permit.ERASE, Act.ERASE), asked.reason)


def _field(field: Field, value: Value) -> FormField:
    return FormField.model_validate(
        {
            "code": field.code,
            "label": field.label,
            "kind": field.kind,
            "choices": list(field.choices),
            "value": value.text,
            "source": value.source,
        }
    )
