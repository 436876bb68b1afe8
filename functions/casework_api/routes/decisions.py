"""Decisions, double checks and overrides: each once, on what was read."""

from dataclasses import asdict
from http import HTTPStatus

from anbu.adapters.api.etags import read_version
from anbu.adapters.api.problems import WRITING, documented
from anbu.adapters.api.routing import new_router
from anbu.domain.casework.closing import ClosingReason
from anbu.domain.casework.double_check import CheckFinding, Verdict
from anbu.domain.ids import CaseId
from anbu.usecases.casework.decide import Wanted, decide
from anbu.usecases.casework.double_check import Judgement, double_check
from functions.casework_api.asking import Ask, CaseIdPath, IdempotencyKey, IfMatch
from functions.casework_api.views.cases import CheckView, DecisionView
from functions.casework_api.views.decisions import (
    CheckAsked,
    ClosingReasons,
    ClosingReasonView,
    DecisionAsked,
    OverrideAsked,
)

router = new_router()


@router.get(
    "/v1/closing-reasons",
    summary="종결 사유",
    tags=["결정"],
    operation_id="listClosingReasons",
    responses=documented(401, 429),
)
def closing_reasons(ask: Ask) -> ClosingReasons:
    """종결 사유와, 사유마다 있어야 하는 근거입니다."""
    items = [ClosingReasonView.model_validate(_plain(reason)) for reason in ask.desk.reasons.values()]
    return ClosingReasons(items=items)


@router.post(
    "/v1/cases/<case_id>/decisions",
    summary="결정",
    tags=["결정"],
    operation_id="decide",
    status_code=HTTPStatus.CREATED,
    responses=documented(*WRITING, ok=201),
)
def decided(
    ask: Ask, case_id: CaseIdPath, asked: DecisionAsked, key: IdempotencyKey, if_match: IfMatch
) -> DecisionView:
    """읽은 내용(If-Match)을 바탕으로 결정합니다. 결정과 감사 기록은 함께 남거나 함께 남지 않습니다."""
    wanted = Wanted(asked.kind, asked.note, asked.reason, asked.document, asked.agency, asked.due)
    taken = decide(ask.desk, ask.caller, CaseId(case_id), wanted, read_version(if_match), ask.once(key))
    return DecisionView.model_validate(taken)


@router.post(
    "/v1/cases/<case_id>/checks",
    summary="더블체크",
    tags=["결정"],
    operation_id="doubleCheck",
    status_code=HTTPStatus.CREATED,
    responses=documented(*WRITING, ok=201),
)
def checked(ask: Ask, case_id: CaseIdPath, asked: CheckAsked, key: IdempotencyKey, if_match: IfMatch) -> CheckView:
    """다른 담당자의 결정을 확인합니다. 본인의 결정, 결정 뒤에 열어 보지 않은 사례는 확인할 수 없습니다."""
    said = Judgement(asked.verdict, asked.finding, asked.reason)
    check = double_check(ask.desk, ask.caller, CaseId(case_id), said, read_version(if_match), ask.once(key))
    return CheckView.model_validate(check)


@router.post(
    "/v1/cases/<case_id>/overrides",
    summary="되돌아온 결정을 관리자가 확정",
    tags=["결정"],
    operation_id="override",
    status_code=HTTPStatus.CREATED,
    responses=documented(*WRITING, ok=201),
)
def overridden(
    ask: Ask, case_id: CaseIdPath, asked: OverrideAsked, key: IdempotencyKey, if_match: IfMatch
) -> CheckView:
    """더블체크에서 되돌아온 결정을 까닭을 남기고 확정합니다. 뒤집은 사실이 따로 표시됩니다."""
    said = Judgement(Verdict.CONFIRM, CheckFinding.SOUND, asked.reason, override=True)
    check = double_check(ask.desk, ask.caller, CaseId(case_id), said, read_version(if_match), ask.once(key))
    return CheckView.model_validate(check)


def _plain(reason: ClosingReason) -> dict[str, object]:
    return asdict(reason) | {"rests_on": sorted(reason.rests_on)}
