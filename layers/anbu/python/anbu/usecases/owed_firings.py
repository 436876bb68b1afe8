"""What a campaign's schedule owes: firings of which nothing is written down yet, and those that called nobody."""

import contextlib
from datetime import datetime

from anbu.domain.outreach.campaigns import Campaign, CampaignRun, RunState, period_name
from anbu.ports import Conflict, Create, Index, Ledger


def owed(campaign: Campaign, ledger: Ledger, now: datetime) -> list[datetime]:
    """The firings up to now of which nothing is written down yet, in order."""
    if campaign.schedule is None:
        return []
    last = _last_scheduled(ledger, campaign)
    since = campaign.owes_since if last is None else max(campaign.owes_since, last.due_at)
    return campaign.schedule.firings(since, now)


def missed(campaign: Campaign, due_at: datetime, ledger: Ledger, now: datetime, why: str) -> CampaignRun:
    """Writes down that a firing called nobody, and why. A firing that did call somebody stays as it is."""
    run = CampaignRun(campaign.id, period_name(due_at), due_at, RunState.MISSED, now, why=why)
    with contextlib.suppress(Conflict):
        ledger.write(Create(run))
    return run


def _last_scheduled(ledger: Ledger, campaign: Campaign) -> CampaignRun | None:
    """The latest run that the schedule owed, of whatever state; those that people start stand beside it."""
    cursor = None
    while True:
        page = ledger.query(CampaignRun, Index.OWN, campaign.id, limit=10, newest_first=True, cursor=cursor)
        found = next((run for run in page.items if not run.by_hand), None)
        cursor = page.cursor
        if found is not None or cursor is None:
            return found
