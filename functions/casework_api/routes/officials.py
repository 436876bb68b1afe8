"""Who I am; who may do what; who is away."""

from http import HTTPStatus
from typing import Annotated

from aws_lambda_powertools.event_handler.openapi.params import Path

from anbu.adapters.api.problems import READING, WRITING, documented
from anbu.adapters.api.routing import new_router
from anbu.domain.casework.access import Official
from anbu.domain.casework.roles import Role
from anbu.domain.ids import AreaCode
from anbu.usecases.casework.absence import Away, note_absence, note_absence_of
from anbu.usecases.casework.colleagues import colleagues_in
from anbu.usecases.casework.grant_access import grant_role, grants_here, grants_in, name_official, take_role
from anbu.usecases.casework.names import names_of
from functions.casework_api.asking import AreaPath, Ask, IdempotencyKey, Limit, Next
from functions.casework_api.views.officials import (
    AbsenceAsked,
    ColleagueList,
    ColleagueView,
    GrantAsked,
    GrantList,
    GrantView,
    Me,
    OfficialAsked,
    OfficialView,
)

router = new_router()
SubPath = Annotated[str, Path(description="계정 번호(sub)", pattern=r"^[A-Za-z0-9-]{1,64}$")]
RolePath = Annotated[Role, Path(description="역할")]


@router.get("/v1/me", summary="나", tags=["담당자"], operation_id="me", responses=documented(401, 429))
def me(ask: Ask) -> Me:
    """내 이름과 권한, 담당 지역, 부재 설정입니다."""
    official = ask.desk.ledger.get(Official, ask.caller.id) or Official(ask.caller.id, "")
    return Me(
        id=official.id,
        name=official.name,
        grants=[GrantView.model_validate(grant) for grant in ask.caller.grants],
        areas={grant.area: ask.office.area_name(grant.area) for grant in ask.caller.grants},
        away_from=official.away_from,
        away_until=official.away_until,
        deputy=official.deputy,
    )


@router.put(
    "/v1/me/absence",
    summary="부재와 대리자",
    tags=["담당자"],
    operation_id="noteAbsence",
    responses=documented(*WRITING),
)
def absence(ask: Ask, asked: AbsenceAsked, key: IdempotencyKey) -> Me:
    """자리를 비우는 기간과, 그동안 내 일을 맡을 대리자를 정합니다."""
    note_absence(ask.desk, ask.caller, Away(asked.away_from, asked.away_until, asked.deputy), ask.once(key))
    return me(ask)


@router.put(
    "/v1/officials/<official>",
    summary="담당자 등록",
    tags=["담당자"],
    operation_id="nameOfficial",
    responses=documented(*WRITING),
)
def named(ask: Ask, official: SubPath, asked: OfficialAsked, key: IdempotencyKey) -> OfficialView:
    """계정에 담당자의 이름과 당직 번호를 등록합니다."""
    area = AreaCode(asked.area)
    made = name_official(ask.desk, ask.caller, area, official, asked.name, asked.phone, ask.once(key))
    return OfficialView.model_validate(made)


@router.get(
    "/v1/areas/<area>/grants",
    summary="지역의 권한",
    tags=["담당자"],
    operation_id="listGrants",
    responses=documented(*READING),
)
def grants(ask: Ask, area: AreaPath, limit: Limit = 50, after: Next = None) -> GrantList:
    """그 지역에 누가 어떤 역할을 맡고 있는지 보여 줍니다."""
    scope = (ask.caller.id, "grants", area)
    cursor = ask.office.cursors.open(scope, after)[0] if after else None
    page = grants_in(ask.desk, ask.caller, AreaCode(area), limit, str(cursor) if cursor else None)
    sealed = ask.office.cursors.seal(scope, page.cursor) if page.cursor else None
    names = names_of(ask.desk, (grant.official for grant in page.items), AreaCode(area))
    return GrantList(items=[GrantView.model_validate(grant) for grant in page.items], officials=names, next=sealed)


@router.get(
    "/v1/areas/<area>/officials",
    summary="함께 일하는 담당자",
    tags=["담당자"],
    operation_id="listColleagues",
    responses=documented(*READING),
)
def colleagues(ask: Ask, area: AreaPath, limit: Limit = 50, after: Next = None) -> ColleagueList:
    """그 지역과 그 지역이 속한 시군구의 담당자입니다. 사례를 맡기거나 더블체크·대리를 부탁할 사람을 고릅니다."""
    scope = (ask.caller.id, "colleagues", area)
    found, then = colleagues_in(ask.desk, ask.caller, AreaCode(area), limit, ask.place(scope, after))
    today = ask.desk.clock.now().date()
    items = [
        ColleagueView(
            id=who.official.id, name=who.official.name, roles=list(who.roles), away=who.official.is_away(today)
        )
        for who in found
    ]
    return ColleagueList(items=items, next=ask.sealed(scope, then))


@router.put(
    "/v1/officials/<official>/absence",
    summary="다른 담당자의 부재와 대리자",
    tags=["담당자"],
    operation_id="noteAbsenceOf",
    responses=documented(*WRITING),
)
def absence_of(ask: Ask, official: SubPath, asked: AbsenceAsked, key: IdempotencyKey) -> ColleagueView:
    """갑자기 자리를 비운 담당자의 일을 대리자에게 넘깁니다. 그 담당자가 일하는 지역의 관리자가 할 수 있습니다."""
    away = Away(asked.away_from, asked.away_until, asked.deputy)
    who = note_absence_of(ask.desk, ask.caller, official, away, ask.once(key))
    roles = list(dict.fromkeys(grant.role for grant in grants_here(ask.desk, ask.caller, official)))
    return ColleagueView(id=who.id, name=who.name, roles=roles, away=who.is_away(ask.desk.clock.now().date()))


@router.put(
    "/v1/areas/<area>/grants/<role>/<official>",
    summary="권한 주기",
    tags=["담당자"],
    operation_id="grantRole",
    responses=documented(*WRITING),
)
def granted(
    ask: Ask, area: AreaPath, role: RolePath, official: SubPath, asked: GrantAsked, key: IdempotencyKey
) -> GrantView:
    """담당자에게 그 지역의 역할을 줍니다. 본인에게는 줄 수 없습니다."""
    given = grant_role(ask.desk, ask.caller, official, role, AreaCode(area), ask.once(key), asked.until)
    return GrantView.model_validate(given)


@router.delete(
    "/v1/areas/<area>/grants/<role>/<official>",
    summary="권한 거두기",
    tags=["담당자"],
    operation_id="takeRole",
    status_code=HTTPStatus.NO_CONTENT,
    responses=documented(*WRITING, ok=204),
)
def taken(ask: Ask, area: AreaPath, role: RolePath, official: SubPath, key: IdempotencyKey) -> None:
    """역할을 거둡니다. 1분 안에 모든 곳에서 효력이 사라집니다."""
    take_role(ask.desk, ask.caller, official, role, AreaCode(area), ask.once(key))
