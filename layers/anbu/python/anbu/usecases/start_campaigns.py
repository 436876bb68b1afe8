"""What fell due since the last look is run once; what is too late, or was overtaken, is written down as missed."""

import contextlib
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from anbu.domain.outreach.campaigns import Campaign, CampaignRun, RunState, period_name
from anbu.ports import Conflict, Create
from anbu.usecases.keep_campaigns import campaigns, last_run
from anbu.usecases.run_campaign import run_campaign
from anbu.usecases.worlds import Work


def start_campaigns(work: Work) -> list[CampaignRun]:
    """Every run that this tick made or went on with. Ticks may come late, doubled, or not at all for days."""
    return [run for campaign in campaigns(work.ledger) for run in _catch_up(campaign, work)]


def start_by_hand(campaign_id: str, work: Work, why: str) -> CampaignRun:
    """Starts a campaign today, by a person or by an event on the bus; asked twice on one day it is one run.

    Raises:
        LookupError: there is no such campaign, or it is paused.
    """
    campaign = work.ledger.get(Campaign, campaign_id)
    if campaign is None or campaign.paused:
        raise LookupError(f"no campaign {campaign_id} that could be started")
    today = work.clock.now().replace(hour=0, minute=0, second=0, microsecond=0)
    return run_campaign(campaign, today, work, why)


def start_asked(wish: Mapping[str, Any], work: Work) -> list[CampaignRun]:
    """An event on the bus: one campaign by its id, or all of a kind (`heat_wave`) in the areas that it names.

    A 시도's or 시군구's code stands for everything in it. Paused campaigns stay paused.
    """
    why = str(wish.get("why", "asked_on_the_bus"))
    if "campaign" in wish:
        return [start_by_hand(str(wish["campaign"]), work, why)]
    areas = [str(area).rstrip("0") for area in wish.get("areas", ())]
    return [
        start_by_hand(campaign.id, work, why)
        for campaign in campaigns(work.ledger)
        if campaign.kind == wish.get("kind") and not campaign.paused and _touches(campaign, areas)
    ]


def _touches(campaign: Campaign, areas: list[str]) -> bool:
    return not areas or any(campaign.area.startswith(area) for area in areas)


def _catch_up(campaign: Campaign, work: Work) -> list[CampaignRun]:
    now, last = work.clock.now(), last_run(work.ledger, campaign)
    if last is not None and last.state is RunState.BEGUN:  # died in the middle
        return [run_campaign(campaign, last.due_at, work)]
    if campaign.schedule is None:
        return []
    since = max(campaign.created_at, last.due_at) if last is not None else campaign.created_at
    firings = campaign.schedule.firings(since, now)
    return [_fire(campaign, due_at, firings[-1], work) for due_at in firings]


def _fire(campaign: Campaign, due_at: datetime, latest: datetime, work: Work) -> CampaignRun:
    if campaign.paused:
        return _missed(campaign, due_at, work, "paused")
    if due_at != latest:
        return _missed(campaign, due_at, work, "overtaken_by_the_next")
    if work.clock.now() - due_at > campaign.grace:
        return _missed(campaign, due_at, work, "too_late")
    return run_campaign(campaign, due_at, work)


def _missed(campaign: Campaign, due_at: datetime, work: Work, why: str) -> CampaignRun:
    run = CampaignRun(campaign.id, period_name(due_at), due_at, RunState.MISSED, work.clock.now(), why=why)
    with contextlib.suppress(Conflict):
        work.ledger.write(Create(run))
    return run
