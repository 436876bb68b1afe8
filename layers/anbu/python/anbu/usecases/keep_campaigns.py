"""Campaigns are made, changed and paused: from the settings file, or by a manager through the API."""

import contextlib
from collections.abc import Iterable, Iterator

from anbu.domain.outreach.campaigns import Campaign, CampaignRun
from anbu.domain.values import replace
from anbu.ports import Conflict, Create, Index, Ledger, Replace

ALL = "CAMPAIGN"


def keep_campaign(ledger: Ledger, wanted: Campaign) -> Campaign:
    """Makes the campaign, or changes the one of that id to it. Its runs stay as they were."""
    while True:
        stored = ledger.get(Campaign, wanted.id)
        try:
            if stored is None:
                ledger.write(Create(wanted))
                return wanted
            fresh = replace(wanted, created_at=stored.created_at, version=stored.version)
            if fresh != stored:
                ledger.write(Replace(fresh))
        except Conflict:
            continue
        return fresh


def pause_campaign(ledger: Ledger, campaign_id: str, *, paused: bool) -> Campaign:
    """Stops a campaign from firing, or lets it go on. What falls due meanwhile is shown as missed.

    Raises:
        LookupError: there is no such campaign.
    """
    while True:
        stored = ledger.get(Campaign, campaign_id)
        if stored is None:
            raise LookupError(f"no campaign {campaign_id}")
        if stored.paused is paused:
            return stored
        with contextlib.suppress(Conflict):
            ledger.write(Replace(replace(stored, paused=paused)))


def take_settings(ledger: Ledger, wanted: Iterable[Campaign]) -> None:
    """Campaigns as the settings file has them; those that it once had and has no more are paused."""
    kept = {keep_campaign(ledger, campaign).id for campaign in wanted}
    for campaign in campaigns(ledger):
        if campaign.made_by == "settings" and campaign.id not in kept:
            pause_campaign(ledger, campaign.id, paused=True)


def campaigns(ledger: Ledger) -> Iterator[Campaign]:
    """All campaigns."""
    cursor = None
    while True:
        page = ledger.query(Campaign, Index.LIST, ALL, cursor=cursor)
        yield from page.items
        cursor = page.cursor
        if cursor is None:
            return


def last_run(ledger: Ledger, campaign: Campaign) -> CampaignRun | None:
    """The latest run, of whatever state."""
    found = ledger.query(CampaignRun, Index.OWN, campaign.id, limit=1, newest_first=True).items
    return found[0] if found else None
