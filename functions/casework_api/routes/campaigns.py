"""Campaigns of an area: made, changed, paused; what each firing came to."""

from datetime import timedelta
from http import HTTPStatus
from typing import Annotated

from aws_lambda_powertools.event_handler.openapi.params import Path

from anbu.adapters.api.problems import READING, WRITING, documented
from anbu.adapters.api.routing import new_router
from anbu.domain.ids import AreaCode, RoundId
from anbu.domain.outreach.campaigns import Campaign, Cohort
from anbu.usecases.casework.campaigns import (
    CampaignWanted,
    campaigns_of,
    keep_own_campaign,
    preview_own_campaign,
    runs_of,
    start_own_campaign,
)
from anbu.usecases.preview_campaign import Preview
from functions.casework_api.asking import AreaPath, Ask, IdempotencyKey, Limit, Next
from functions.casework_api.views.campaigns import (
    CampaignAsked,
    CampaignList,
    CampaignView,
    CohortAsked,
    PreviewView,
    RunList,
    RunView,
    StartAsked,
    forecast_view,
)

router = new_router()
CampaignPath = Annotated[str, Path(description="캠페인 이름", pattern=r"^[a-z0-9][a-z0-9_-]{2,39}$")]
MOST_SHOWN = 100


@router.get(
    "/v1/areas/<area>/campaigns",
    summary="캠페인 목록",
    tags=["차수"],
    operation_id="listCampaigns",
    responses=documented(*READING),
)
def campaigns(ask: Ask, area: AreaPath, limit: Limit = 30, after: Next = None) -> CampaignList:
    """정기 안부전화, 폭염·한파 안부전화, 다시 걸기 캠페인입니다."""
    scope = (ask.caller.id, "campaigns", area)
    cursor = str(ask.office.cursors.open(scope, after)[0]) if after else None
    page = campaigns_of(ask.desk, ask.caller, AreaCode(area), limit, cursor)
    sealed = ask.office.cursors.seal(scope, page.cursor) if page.cursor else None
    return CampaignList(items=[_view(campaign) for campaign in page.items], next=sealed)


@router.put(
    "/v1/areas/<area>/campaigns/<campaign_id>",
    summary="캠페인 만들기·바꾸기·멈추기",
    tags=["차수"],
    operation_id="keepCampaign",
    responses=documented(*WRITING),
)
def kept(
    ask: Ask, area: AreaPath, campaign_id: CampaignPath, asked: CampaignAsked, key: IdempotencyKey
) -> CampaignView:
    """캠페인을 만들거나 바꿉니다. paused를 true로 하면 멈춥니다. 이 지역 사람에게만 전화합니다."""
    made = keep_own_campaign(ask.desk, ask.caller, AreaCode(area), campaign_id, _wanted(asked), ask.once(key))
    return _view(made)


@router.get(
    "/v1/areas/<area>/campaigns/<campaign_id>/preview",
    summary="캠페인 미리보기",
    tags=["차수"],
    operation_id="previewCampaign",
    responses=documented(*READING),
)
def previewed(ask: Ask, area: AreaPath, campaign_id: CampaignPath) -> PreviewView:
    """다음 실행 때 누구에게, 언제, 얼마를 들여 전화하게 되는지 미리 보여 줍니다. 아무것도 저장하지 않습니다."""
    return _preview(preview_own_campaign(ask.desk, ask.caller, AreaCode(area), campaign_id, None, ask.office.planning))


@router.post(
    "/v1/areas/<area>/campaigns/<campaign_id>/preview",
    summary="만들기 전에 미리보기",
    tags=["차수"],
    operation_id="previewWantedCampaign",
    responses=documented(*READING, 413, 415),
)
def previewed_as_wanted(ask: Ask, area: AreaPath, campaign_id: CampaignPath, asked: CampaignAsked) -> PreviewView:
    """이렇게 만들거나 바꾸면 어떻게 되는지 미리 보여 줍니다. 아무것도 저장하지 않습니다."""
    wanted, planning = _wanted(asked), ask.office.planning
    return _preview(preview_own_campaign(ask.desk, ask.caller, AreaCode(area), campaign_id, wanted, planning))


@router.post(
    "/v1/areas/<area>/campaigns/<campaign_id>/runs",
    summary="캠페인 바로 시작",
    tags=["차수"],
    operation_id="startCampaign",
    status_code=HTTPStatus.ACCEPTED,
    responses=documented(*READING, 413, 415, ok=202),
)
def started(ask: Ask, area: AreaPath, campaign_id: CampaignPath, asked: StartAsked, key: IdempotencyKey) -> RunView:
    """폭염·한파 등으로 오늘 바로 시작합니다. 5분 안에 시작하고, 하루에 한 번만 실행합니다."""
    where = (AreaCode(area), campaign_id)
    return RunView.model_validate(start_own_campaign(ask.desk, ask.caller, *where, asked.reason, ask.once(key)))


@router.get(
    "/v1/areas/<area>/campaigns/<campaign_id>/runs",
    summary="캠페인 실행 결과",
    tags=["차수"],
    operation_id="listRuns",
    responses=documented(*READING),
)
def runs(ask: Ask, area: AreaPath, campaign_id: CampaignPath, limit: Limit = 20) -> RunList:
    """언제 몇 사람에게 전화했는지, 놓친 실행이 있는지 최근 것부터 보여 줍니다."""
    found = runs_of(ask.desk, ask.caller, AreaCode(area), campaign_id, limit)
    return RunList(items=[RunView.model_validate(run) for run in found])


def _view(campaign: Campaign) -> CampaignView:
    return CampaignView(
        id=campaign.id.removeprefix(f"{campaign.area}."),
        area=campaign.area,
        kind=campaign.kind,
        cron=campaign.schedule.cron if campaign.schedule else None,
        paused=campaign.paused,
        made_by=campaign.made_by,
        created_at=campaign.created_at,
    )


def _wanted(asked: CampaignAsked) -> CampaignWanted:
    rest = timedelta(days=asked.rest_days)
    return CampaignWanted(asked.kind, _cohort(asked.cohort), asked.cron, rest, asked.paused)


def _preview(seen: Preview) -> PreviewView:
    return PreviewView(
        fires_at=seen.fires_at,
        called=len(seen.called),
        shared=len(seen.shared),
        cases=list(seen.called[:MOST_SHOWN]),
        complete=seen.complete,
        forecast=forecast_view(seen.forecast),
    )


def _cohort(asked: CohortAsked) -> Cohort:
    return Cohort(
        tuple(AreaCode(area) for area in asked.areas),
        tuple(asked.states),
        tuple(asked.indicators),
        tuple(asked.needs),
        asked.age_from,
        asked.age_to,
        asked.living_alone,
        tuple(RoundId(name) for name in asked.rounds),
        asked.unreached,
        tuple(asked.kinds),
        tuple(asked.closed_as),
    )
