"""What fell due since the last look is run once; what is too late, or was overtaken, is written down as missed."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from anbu.domain.ids import AreaCode
from anbu.domain.outreach.campaigns import Campaign, CampaignRun, RunState, period_by_hand
from anbu.ports import Index, Ledger
from anbu.usecases.keep_campaigns import campaigns
from anbu.usecases.kept_apart import Faults
from anbu.usecases.owed_firings import missed, owed
from anbu.usecases.run_campaign import go_on, run_campaign
from anbu.usecases.worlds import Campaigning


def start_campaigns(world: Campaigning) -> list[CampaignRun]:
    """Every run that this tick made or went on with. Ticks may come late, doubled, or not at all for days.

    Raises:
        ExceptionGroup: of campaigns that failed; the others have had their turn all the same.
    """
    runs, faults = list[CampaignRun](), Faults("campaigns")
    for campaign, run in _begun(world.work.ledger):
        with faults.kept():
            runs.append(go_on(campaign, run, world))
    for campaign in campaigns(world.work.ledger):
        with faults.kept():
            runs += _catch_up(campaign, world)
    faults.raised()
    return runs


def start_by_hand(campaign_id: str, world: Campaigning, why: str) -> CampaignRun:
    """Starts a campaign today, by a person or by an event on the bus; asked twice on one day it is one run.

    Raises:
        LookupError: there is no such campaign, or it is paused.
    """
    campaign = world.work.ledger.get(Campaign, campaign_id)
    if campaign is None or campaign.paused:
        raise LookupError(f"no campaign {campaign_id} that could be started")
    return go_on(campaign, run_by_hand(campaign, world.work.clock.now(), why), world)


def run_by_hand(campaign: Campaign, now: datetime, why: str) -> CampaignRun:
    """The run that somebody asks for today. Once it is written, a tick brings it to its end whatever happens."""
    return CampaignRun(campaign.id, period_by_hand(now), now, RunState.BEGUN, now, why=why)


def start_asked(wish: Mapping[str, Any], world: Campaigning) -> list[CampaignRun]:
    """An event on the bus: one campaign by its id, or all of a kind (`heat_wave`) in the areas that it names.

    An area stands for everything in it. Paused campaigns stay paused.
    """
    why = str(wish.get("why", "asked_on_the_bus"))
    if "campaign" in wish:
        return [start_by_hand(str(wish["campaign"]), world, why)]
    areas = [AreaCode(str(area)) for area in wish.get("areas", ())]
    return [
        start_by_hand(campaign.id, world, why)
        for campaign in campaigns(world.work.ledger)
        if campaign.kind == wish.get("kind") and not campaign.paused and _touches(campaign, areas, world)
    ]


def _touches(campaign: Campaign, areas: list[AreaCode], world: Campaigning) -> bool:
    """A warning for a 시군구 or its 읍면동 concerns the campaign of the 시군구, one for a 시도 those of all within."""
    within = world.areas.is_within
    return not areas or any(within(campaign.area, area) or within(area, campaign.area) for area in areas)


def _begun(ledger: Ledger) -> Iterator[tuple[Campaign, CampaignRun]]:
    """Runs that somebody has asked for, or that died in the middle."""
    cursor = None
    while True:
        page = ledger.query(CampaignRun, Index.LIST, "RUN#begun", cursor=cursor)
        for run in page.items:
            campaign = ledger.get(Campaign, run.campaign)
            if campaign is not None:
                yield campaign, run
        cursor = page.cursor
        if cursor is None:
            return


def _catch_up(campaign: Campaign, world: Campaigning) -> list[CampaignRun]:
    firings = owed(campaign, world.work.ledger, world.work.clock.now())
    return [_fire(campaign, due_at, firings[-1], world) for due_at in firings]


def _fire(campaign: Campaign, due_at: datetime, latest: datetime, world: Campaigning) -> CampaignRun:
    ledger, now = world.work.ledger, world.work.clock.now()
    if campaign.paused:
        return missed(campaign, due_at, ledger, now, "paused")
    if due_at != latest:
        return missed(campaign, due_at, ledger, now, "overtaken_by_the_next")
    if now - due_at > campaign.grace:
        return missed(campaign, due_at, ledger, now, "too_late")
    return run_campaign(campaign, due_at, world)
