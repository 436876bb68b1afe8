"""Who saw and did what, for auditors."""

from anbu.adapters.api.problems import documented
from anbu.adapters.api.routing import new_router
from anbu.domain.ids import CaseId
from anbu.usecases.casework.search_audit import AuditPage, audit_of_case, audit_of_official
from functions.casework_api.asking import Ask, Asking, CaseIdPath, Limit, Next
from functions.casework_api.routes.officials import SubPath
from functions.casework_api.views.doors import AuditList, AuditView

router = new_router()
_READ = (401, 403, 404, 409, 422, 429)


@router.get(
    "/v1/cases/<case_id>/audit",
    summary="사례의 열람·처리 기록",
    tags=["감사"],
    operation_id="auditCase",
    responses=documented(*_READ),
)
def of_case(ask: Ask, case_id: CaseIdPath, limit: Limit = 50, after: Next = None) -> AuditList:
    """누가 언제 왜 열어 보았고 무엇을 했는지 최근 것부터 보여 줍니다."""
    scope = (ask.caller.id, "audit-case", case_id)
    page = audit_of_case(ask.desk, ask.caller, CaseId(case_id), limit, _cursor(ask, scope, after))
    return _list(ask, scope, page)


@router.get(
    "/v1/officials/<official>/audit",
    summary="담당자의 열람·처리 기록",
    tags=["감사"],
    operation_id="auditOfficial",
    responses=documented(*_READ),
)
def of_official(ask: Ask, official: SubPath, limit: Limit = 50, after: Next = None) -> AuditList:
    """한 담당자의 기록을 처음부터 차례로 보여 주고, 고치거나 지운 흔적이 있으면 broken에 알려 줍니다."""
    scope = (ask.caller.id, "audit-official", official)
    page = audit_of_official(ask.desk, ask.caller, official, limit, _cursor(ask, scope, after))
    return _list(ask, scope, page)


def _cursor(ask: Asking, scope: tuple[str, ...], after: str | None) -> str | None:
    return str(ask.office.cursors.open(scope, after)[0]) if after else None


def _list(ask: Asking, scope: tuple[str, ...], page: AuditPage) -> AuditList:
    return AuditList(
        items=[AuditView.model_validate(entry) for entry in page.entries],
        broken=list(page.broken),
        next=ask.office.cursors.seal(scope, page.cursor) if page.cursor else None,
    )
