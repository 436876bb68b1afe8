"""My work today, and the cases of an area."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Annotated, Any

from aws_lambda_powertools.event_handler.openapi.params import Query

from anbu.adapters.api.problems import READING, documented
from anbu.adapters.api.routing import new_router
from anbu.adapters.phone_tables import classify
from anbu.domain.cases.case import Case, Person
from anbu.domain.cases.due import moment
from anbu.domain.casework.audit import Act
from anbu.domain.casework.roles import Permit
from anbu.domain.casework.work_order import (
    FAULT_GROUPS,
    PEOPLES_GROUPS,
    Stretch,
    WorkGroup,
    stretch_of,
    todays_stretches,
)
from anbu.domain.ids import AreaCode
from anbu.domain.times import midnight
from anbu.usecases.casework.alerts import open_alerts
from anbu.usecases.casework.find_person import SoughtBy, find_person
from anbu.usecases.casework.keep import keep
from anbu.usecases.casework.list_work import Place, list_work
from anbu.usecases.casework.my_own_work import OwnPlace, my_own_work
from anbu.usecases.casework.refusals import Incomplete
from functions.casework_api.asking import AreaQuery, Ask, Asking, Day, Limit, Next, area_for
from functions.casework_api.views.alerts import AlertView
from functions.casework_api.views.rows import CaseList, CaseRow, SearchAsked, WorkList

router = new_router()


@router.get("/v1/work", summary="오늘 할 일", tags=["사례"], operation_id="listWork", responses=documented(*READING))
def my_work(ask: Ask, area: AreaQuery = None, limit: Limit = 30, after: Next = None) -> WorkList:
    """응답이 없는 위험 알림, 기한이 지난 일, 긴급·담당자 전화·검토·결정·방문·더블체크 순서로 보여 줍니다."""
    place = area_for(ask, area, Permit.SEE_STATES)
    scope = (ask.caller.id, "work", place)
    began, *at = ask.office.cursors.open(scope, after) if after else (moment(ask.desk.clock.now()),)
    alerts = () if after or not _sees_people(ask, place) else open_alerts(ask.desk, ask.caller, place, limit)[0]
    room = max(1, limit - len(alerts))  # alerts take their place on the first page, which reads no more for them
    page = _page(ask, place, tuple(todays_stretches(str(began), _groups(ask, place))), room, at, scope, str(began))
    return WorkList(alerts=[AlertView.model_validate(alert) for alert in alerts], items=page.items, next=page.next)


@router.get(
    "/v1/work/mine",
    summary="내가 맡은 일",
    tags=["사례"],
    operation_id="listMyWork",
    responses=documented(*READING),
)
def mine(ask: Ask, limit: Limit = 100, after: Next = None) -> CaseList:
    """나에게 맡겨진 사례와, 내가 대리하는 부재중 담당자의 사례를 급한 것부터 보여 줍니다."""
    scope = (ask.caller.id, "mine")
    at = _own_place(*ask.office.cursors.open(scope, after)) if after else None
    page = my_own_work(ask.desk, ask.caller, limit, at)
    sealed = ask.office.cursors.seal(scope, page.next.official, page.next.cursor) if page.next else None
    return CaseList(items=shown(ask, ask.caller.id, page.cases), next=sealed)


def _sees_people(ask: Asking, area: AreaCode) -> bool:
    return ask.caller.may(Permit.SEE_PEOPLE, area, ask.desk.areas)


def _groups(ask: Asking, area: AreaCode) -> Sequence[WorkGroup]:
    """Who may not see people is not told who is in danger, not even by standing among the urgent."""
    return PEOPLES_GROUPS if _sees_people(ask, area) else FAULT_GROUPS


def _own_place(official: Any, cursor: Any) -> OwnPlace:
    return OwnPlace(official, cursor)


@router.get("/v1/cases", summary="사례 목록", tags=["사례"], operation_id="listCases", responses=documented(*READING))
def cases(
    ask: Ask,
    area: AreaQuery = None,
    group: Annotated[WorkGroup | None, Query(description="업무 묶음. 없으면 사람이 할 일 전부")] = None,
    due_from: Annotated[Day | None, Query(description="기한이 이 날 이후인 사례")] = None,
    due_until: Annotated[Day | None, Query(description="기한이 이 날까지인 사례")] = None,
    limit: Limit = 30,
    after: Next = None,
) -> CaseList:
    """한 지역의 사례를 업무 묶음별로, 기한이 이른 것부터 보여 줍니다. 그날 갈 방문처럼 기한으로 좁힐 수 있습니다."""
    if due_from and due_until and due_until < due_from:
        raise Incomplete("due_turned_round", "기한의 끝 날짜가 시작 날짜보다 빠릅니다. 두 날짜를 다시 확인해 주세요.")
    place = area_for(ask, area, Permit.SEE_PEOPLE if group is WorkGroup.URGENT else Permit.SEE_STATES)
    scope = (ask.caller.id, "cases", place, group or "", str(due_from or ""), str(due_until or ""))
    at = ask.office.cursors.open(scope, after) if after else ()
    since = midnight(due_from) if due_from else None
    until = midnight(due_until) + timedelta(days=1) if due_until else None
    groups = [group] if group else _groups(ask, place)
    return _page(ask, place, tuple(stretch_of(each, since, until) for each in groups), limit, at, scope)


@router.post(
    "/v1/search",
    summary="사람 찾기",
    tags=["사례"],
    operation_id="findPerson",
    responses=documented(*READING, 413, 415),
)
def found(ask: Ask, asked: SearchAsked) -> CaseList:
    """전화가 왔거나 찾아온 사람의 사례를 전화번호, 성명과 생년월일, 주소 가운데 하나로 찾습니다. 기록이 남습니다."""
    number = classify(asked.phone)[0] if asked.phone else None
    by = SoughtBy(number, asked.name, asked.birth_date, asked.address)
    cases = find_person(ask.desk, ask.caller, AreaCode(asked.area), by)
    return CaseList(items=shown(ask, "search", cases))


def _page(
    ask: Asking,
    area: AreaCode,
    stretches: tuple[Stretch, ...],
    limit: int,
    at: Any,
    scope: tuple[str, ...],
    *fixed: str,
) -> CaseList:
    page = list_work(ask.desk, ask.caller, area, stretches, limit, Place(*at) if at else None)
    after = ask.office.cursors.seal(scope, *fixed, page.next.way, page.next.cursor) if page.next else None
    return CaseList(items=shown(ask, area, page.cases), next=after)


def shown(ask: Asking, subject: str, found: tuple[Case, ...]) -> list[CaseRow]:
    """Rows with masked names for who may see people (and the log says whose); states alone for who may not."""
    now = ask.desk.clock.now()
    named = [case for case in found if ask.caller.may(Permit.SEE_PEOPLE, case.area, ask.desk.areas)]
    if named:
        keep(ask.desk, ask.caller, Act.LIST, subject, detail=tuple(case.id for case in named))
    people = {case.id: ask.desk.ledger.get(Person, case.id) for case in named}
    return [
        CaseRow.of(case, people.get(case.id), ask.office.area_name(case.area), now, told=case.id in people)
        for case in found
    ]
