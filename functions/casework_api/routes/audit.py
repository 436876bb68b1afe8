"""Who saw and did what, for auditors."""

from datetime import date, datetime, time
from typing import Annotated

from aws_lambda_powertools.event_handler.openapi.params import Query

from anbu.adapters.api.problems import READING, documented
from anbu.adapters.api.routing import new_router
from anbu.domain.ids import CaseId
from anbu.domain.times import KST
from anbu.usecases.casework.names import names_of
from anbu.usecases.casework.search_audit import AuditPage, Between, audit_of_case, audit_of_official
from functions.casework_api.asking import Ask, Asking, CaseIdPath, Day, Limit, Next
from functions.casework_api.routes.officials import SubPath
from functions.casework_api.views.doors import AuditList, AuditView

router = new_router()
Since = Annotated[Day | None, Query(description="이날부터")]
Until = Annotated[Day | None, Query(description="이날까지")]
_FIRST, _LAST = date(2000, 1, 1), date(2100, 1, 1)


@router.get(
    "/v1/cases/<case_id>/audit",
    summary="사례의 열람·처리 기록",
    tags=["감사"],
    operation_id="auditCase",
    responses=documented(*READING),
)
def of_case(
    ask: Ask, case_id: CaseIdPath, since: Since = None, until: Until = None, limit: Limit = 50, after: Next = None
) -> AuditList:
    """누가 언제 왜 열어 보았고 무엇을 했는지 최근 것부터 보여 줍니다."""
    between = _between(since, until)
    scope = (ask.caller.id, "audit-case", case_id, str(between.keys))
    page = audit_of_case(ask.desk, ask.caller, CaseId(case_id), limit, _cursor(ask, scope, after), between)
    return _list(ask, scope, page)


@router.get(
    "/v1/officials/<official>/audit",
    summary="담당자의 열람·처리 기록",
    tags=["감사"],
    operation_id="auditOfficial",
    responses=documented(*READING),
)
def of_official(
    ask: Ask, official: SubPath, since: Since = None, until: Until = None, limit: Limit = 50, after: Next = None
) -> AuditList:
    """한 담당자의 기록을 처음부터(기간을 정하면 최근 것부터) 보여 주고, 고치거나 지운 흔적은 broken에 알립니다."""
    between = _between(since, until)
    scope = (ask.caller.id, "audit-official", official, str(between.keys))
    begin = int(_cursor(ask, scope, after) or 0)
    page = audit_of_official(ask.desk, ask.caller, official, limit, begin, between)
    return _list(ask, scope, page)


def _between(since: date | None, until: date | None) -> Between:
    """Whole days, as Korea counts them."""
    low = datetime.combine(max(since, _FIRST), time.min, KST) if since else None
    return Between(low, datetime.combine(min(until, _LAST), time.max, KST) if until else None)


def _cursor(ask: Asking, scope: tuple[str, ...], after: str | None) -> str | None:
    return str(ask.office.cursors.open(scope, after)[0]) if after else None


def _list(ask: Asking, scope: tuple[str, ...], page: AuditPage) -> AuditList:
    return AuditList(
        items=[AuditView.model_validate(entry) for entry in page.entries],
        broken=list(page.broken),
        officials=names_of(ask.desk, (entry.chain for entry in page.entries), page.area),
        next=ask.office.cursors.seal(scope, page.cursor) if page.cursor else None,
    )
