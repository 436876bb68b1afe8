"""Campaigns of an area: made, changed, paused; what each firing came to."""

from datetime import timedelta
from typing import Annotated

from aws_lambda_powertools.event_handler.openapi.params import Path

from anbu.adapters.api.problems import documented
from anbu.adapters.api.routing import new_router
from anbu.domain.ids import AreaCode, RoundId
from anbu.domain.outreach.campaigns import Campaign, Cohort
from anbu.usecases.casework.campaigns import CampaignWanted, campaigns_of, keep_own_campaign, runs_of
from functions.casework_api.asking import AreaPath, Ask, IdempotencyKey, Limit, Next
from functions.casework_api.views.campaigns import (
    CampaignAsked,
    CampaignList,
    CampaignView,
    CohortAsked,
    RunList,
    RunView,
)

router = new_router()
CampaignPath = Annotated[str, Path(description="캠페인 이름", pattern=r"^[a-z0-9][a-z0-9_-]{2,39}$")]
_READ = (401, 403, 404, 422, 429)


@router.get(
    "/v1/areas/<area>/campaigns",
    summary="캠페인 목록",
    tags=["차수"],
    operation_id="listCampaigns",
    responses=documented(*_READ),
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
    responses=documented(401, 403, 404, 409, 412, 413, 415, 422, 429),
)
def kept(
    ask: Ask, area: AreaPath, campaign_id: CampaignPath, asked: CampaignAsked, key: IdempotencyKey
) -> CampaignView:
    """캠페인을 만들거나 바꿉니다. paused를 true로 하면 멈춥니다. 이 지역 사람에게만 전화합니다."""
    rest = timedelta(days=asked.rest_days)
    wanted = CampaignWanted(asked.kind, _cohort(asked.cohort), asked.cron, rest, asked.paused)
    made = keep_own_campaign(ask.desk, ask.caller, AreaCode(area), campaign_id, wanted, ask.once(key))
    return _view(made)


@router.get(
    "/v1/areas/<area>/campaigns/<campaign_id>/runs",
    summary="캠페인 실행 결과",
    tags=["차수"],
    operation_id="listRuns",
    responses=documented(*_READ),
)
def runs(ask: Ask, area: AreaPath, campaign_id: CampaignPath, limit: Limit = 20) -> RunList:
    """언제 몇 사람에게 전화했는지, 놓친 실행이 있는지 최근 것부터 보여 줍니다."""
    found = runs_of(ask.desk, ask.caller, AreaCode(area), campaign_id, limit)
    return RunList(items=[RunView.model_validate(run) for run in found])


def _view(campaign: Campaign) -> CampaignView:
    return CampaignView(
        id=campaign.id,
        area=campaign.area,
        kind=campaign.kind,
        cron=campaign.schedule.cron if campaign.schedule else None,
        paused=campaign.paused,
        made_by=campaign.made_by,
        created_at=campaign.created_at,
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
    )
