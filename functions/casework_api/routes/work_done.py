"""What officials did for a case: calls, visits, remarks, the record put right, answers of agencies, who takes it on."""

from http import HTTPStatus
from typing import Annotated

from aws_lambda_powertools.event_handler.openapi.params import Path

from anbu.adapters.api.etags import read_version
from anbu.adapters.api.problems import WRITING, documented
from anbu.adapters.api.routing import new_router
from anbu.domain.casework.audit import Act
from anbu.domain.casework.roles import Permit
from anbu.domain.ids import CaseId
from anbu.usecases.casework.act_on_case import Writing
from anbu.usecases.casework.add_note import add_note
from anbu.usecases.casework.answer_referral import AgencySaid, answer_referral
from anbu.usecases.casework.assign_case import assign_case
from anbu.usecases.casework.edit_record import edit_record
from anbu.usecases.casework.keep_wishes import keep_wishes
from anbu.usecases.casework.record_call import record_call
from anbu.usecases.casework.record_visit import record_visit
from anbu.usecases.casework.send_back import reopen, unstick
from functions.casework_api.asking import Ask, Asking, CaseIdPath, IdempotencyKey, IfMatch
from functions.casework_api.views.cases import EditView, NoteView, ReferralView, StaffCallView, VisitView
from functions.casework_api.views.work_done import (
    AnswerAsked,
    AssigneeAsked,
    CallAsked,
    EditAsked,
    NoteAsked,
    Standing,
    VisitAsked,
    WhyAsked,
    WishesAsked,
    WishesView,
)

router = new_router()
_WITHOUT_READING = (401, 403, 404, 409, 413, 415, 422, 429)
_CREATED = HTTPStatus.CREATED


def writing(ask: Asking, case_id: str, key: str, permit: Permit, act: Act, if_match: str | None = None) -> Writing:
    """Who writes on which case, and, where it rests on something read, on which version."""
    read = read_version(if_match) if if_match is not None else None
    return Writing(ask.caller, CaseId(case_id), permit, act, ask.once(key), read)


@router.post(
    "/v1/cases/<case_id>/calls",
    summary="담당자 통화 기록",
    tags=["기록"],
    operation_id="recordCall",
    status_code=_CREATED,
    responses=documented(*WRITING, ok=201),
)
def called(ask: Ask, case_id: CaseIdPath, asked: CallAsked, key: IdempotencyKey, if_match: IfMatch) -> StaffCallView:
    """담당자가 건 전화의 결과를 남깁니다. 닿지 않으면 정해진 횟수 뒤 방문으로 넘어갑니다."""
    who = writing(ask, case_id, key, Permit.WORK, Act.CALL, if_match)
    return StaffCallView.model_validate(record_call(ask.desk, who, asked.result, asked.note, asked.at))


@router.post(
    "/v1/cases/<case_id>/visits",
    summary="방문 기록",
    tags=["기록"],
    operation_id="recordVisit",
    status_code=_CREATED,
    responses=documented(*WRITING, ok=201),
)
def visited(ask: Ask, case_id: CaseIdPath, asked: VisitAsked, key: IdempotencyKey, if_match: IfMatch) -> VisitView:
    """방문 결과를 남깁니다. 위험한 상황을 보았으면 사례가 바로 긴급이 됩니다."""
    who = writing(ask, case_id, key, Permit.WORK, Act.VISIT, if_match)
    made = record_visit(ask.desk, who, asked.result, asked.note, danger=asked.danger, at=asked.at)
    return VisitView.model_validate(made)


@router.post(
    "/v1/cases/<case_id>/notes",
    summary="메모",
    tags=["기록"],
    operation_id="addNote",
    status_code=_CREATED,
    responses=documented(*_WITHOUT_READING, ok=201),
)
def noted(ask: Ask, case_id: CaseIdPath, asked: NoteAsked, key: IdempotencyKey) -> NoteView:
    """메모를 덧붙입니다. 사례의 상태는 바뀌지 않습니다."""
    who = writing(ask, case_id, key, Permit.WORK, Act.NOTE)
    return NoteView.model_validate(add_note(ask.desk, who, asked.text))


@router.post(
    "/v1/cases/<case_id>/wishes",
    summary="문자·AI 전화를 원하지 않음",
    tags=["기록"],
    operation_id="keepWishes",
    status_code=_CREATED,
    responses=documented(*_WITHOUT_READING, ok=201),
)
def wished(ask: Ask, case_id: CaseIdPath, asked: WishesAsked, key: IdempotencyKey) -> WishesView:
    """본인이 문자나 AI 전화를 원하지 않는다고 하면 남깁니다. 다음 차수에도 지키고, AI 전화 대신 담당자가 연락합니다."""
    who = writing(ask, case_id, key, Permit.WORK, Act.WISH)
    told = keep_wishes(ask.desk, who, no_texts=asked.no_texts, no_machine=asked.no_machine_calls)
    return WishesView(n=told.n, by=told.by, at=told.at, no_texts=told.no_texts, no_machine_calls=told.no_machine)


@router.post(
    "/v1/cases/<case_id>/edits",
    summary="상담 기록 고치기",
    tags=["기록"],
    operation_id="editRecord",
    status_code=_CREATED,
    responses=documented(*WRITING, ok=201),
)
def edited(ask: Ask, case_id: CaseIdPath, asked: EditAsked, key: IdempotencyKey, if_match: IfMatch) -> EditView:
    """담당자가 고친 기록을 남깁니다. 자동으로 만든 기록은 그대로 남아 있습니다."""
    who = writing(ask, case_id, key, Permit.WORK, Act.EDIT_RECORD, if_match)
    topics: dict[str, str] = {topic.value: state for topic, state in asked.topics.items()}
    return EditView.model_validate(edit_record(ask.desk, who, asked.need, asked.summary, topics))


@router.put(
    "/v1/cases/<case_id>/referrals/<n>/answer",
    summary="기관 회신",
    tags=["결정"],
    operation_id="answerReferral",
    responses=documented(*_WITHOUT_READING, 412),
)
def answered(
    ask: Ask,
    case_id: CaseIdPath,
    n: Annotated[int, Path(description="의뢰한 결정의 번호", ge=1, le=9999)],
    asked: AnswerAsked,
    key: IdempotencyKey,
) -> ReferralView:
    """의뢰한 기관의 회신을 남깁니다. 회신이 있어야 의뢰가 끝납니다."""
    who = writing(ask, case_id, key, Permit.WORK, Act.ANSWER)
    return ReferralView.model_validate(answer_referral(ask.desk, who, n, AgencySaid(asked.accepted, asked.result)))


@router.put(
    "/v1/cases/<case_id>/assignee",
    summary="담당자 정하기",
    tags=["사례"],
    operation_id="assign",
    status_code=HTTPStatus.NO_CONTENT,
    responses=documented(*WRITING, ok=204),
)
def assigned(ask: Ask, case_id: CaseIdPath, asked: AssigneeAsked, key: IdempotencyKey, if_match: IfMatch) -> None:
    """사례를 맡을 담당자를 정하거나(official), 지역 공동으로 돌려놓습니다(null)."""
    assign_case(ask.desk, writing(ask, case_id, key, Permit.WORK, Act.ASSIGN, if_match), asked.official)


@router.post(
    "/v1/cases/<case_id>/unstick",
    summary="멈춘 사례 되돌리기",
    tags=["사례"],
    operation_id="unstick",
    responses=documented(*WRITING),
)
def sent_back(ask: Ask, case_id: CaseIdPath, asked: WhyAsked, key: IdempotencyKey, if_match: IfMatch) -> Standing:
    """처리가 멈춘 사례를 다시 진행시킵니다. 통화 중이던 것은 다시 걸지 않고 결과부터 확인합니다."""
    who = writing(ask, case_id, key, Permit.UNSTICK, Act.SEND_BACK, if_match)
    return Standing.model_validate(unstick(ask.desk, who, asked.reason))


@router.post(
    "/v1/cases/<case_id>/reopen",
    summary="종결된 사례 다시 열기",
    tags=["결정"],
    operation_id="reopen",
    responses=documented(*WRITING),
)
def reopened(ask: Ask, case_id: CaseIdPath, asked: WhyAsked, key: IdempotencyKey, if_match: IfMatch) -> Standing:
    """종결된 사례를 다시 엽니다. 앞선 결정과 기록은 그대로 남습니다."""
    who = writing(ask, case_id, key, Permit.WORK, Act.SEND_BACK, if_match)
    return Standing.model_validate(reopen(ask.desk, who, asked.reason))
