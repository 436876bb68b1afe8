"""A cohort of one area, and a weekly campaign over it."""

from datetime import datetime
from typing import Any

from anbu.domain.cases.case import Case
from anbu.domain.cases.state import State
from anbu.domain.counselling.record import Need
from anbu.domain.outreach.campaign_table import campaign_of
from anbu.domain.outreach.campaigns import Campaign, CampaignRun, round_of
from anbu.ports import Index
from anbu.usecases.start_campaigns import start_campaigns
from tests.unit.cases.builders import GOKSEONG, MONDAY_TEN
from tests.unit.outreach.outreach_world import OutreachWorld

WEEKLY: dict[str, Any] = {
    "id": "weekly",
    "area": GOKSEONG,
    "kind": "monitoring",
    "every": "week",
    "on": 1,
    "at": "09:30",
    "cohort": {"states": ["monitoring"]},
}


TUESDAY = MONDAY_TEN.replace(day=24, hour=9, minute=30)


def a_cohort() -> OutreachWorld:
    """Three people who are looked after, and one whose record waits for review."""
    made = OutreachWorld()
    for n in range(3):
        made.add(n, state=State.MONITORING, reached_self=True, need=Need.WATCH)
    made.add(9, state=State.REVIEW)
    return made


def campaign(**changes: Any) -> Campaign:
    return campaign_of(WEEKLY | changes, MONDAY_TEN)


def opened(world: OutreachWorld, run: CampaignRun, made: Campaign | None = None) -> list[Case]:
    where = round_of(made or campaign(), run.period)
    return list(world.ledger.query(Case, Index.ROUND, f"{GOKSEONG}#{where}").items)


def tick_at(world: OutreachWorld, moment: datetime) -> list[CampaignRun]:
    world.clock.at = moment
    return start_campaigns(world.campaigning)


def runs_of(world: OutreachWorld) -> list[CampaignRun]:
    return list(world.ledger.query(CampaignRun, Index.OWN, "weekly").items)
