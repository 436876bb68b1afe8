"""Campaigns are made, changed and paused: from the settings file, or by a manager through the API."""

import contextlib
from collections.abc import Iterator, Sequence
from datetime import datetime

from anbu.domain.outreach.campaigns import Campaign, changed
from anbu.domain.values import replace
from anbu.ports import Conflict, Create, Index, Ledger, Replace
from anbu.usecases.owed_firings import missed, owed

ALL = "CAMPAIGN"


def keep_campaign(ledger: Ledger, wanted: Campaign, now: datetime | None = None) -> Campaign:
    """Makes the campaign, or changes the one of that id to it. Its runs stay as they were.

    Another schedule owes nothing for the time before; what the old one still owed is written down as missed.
    """
    while True:
        stored = ledger.get(Campaign, wanted.id)
        try:
            if stored is None:
                ledger.write(Create(wanted))
                return wanted
            since = now or wanted.created_at
            fresh = changed(stored, wanted, since)
            leave_schedule(ledger, stored, fresh, since)
            if fresh != stored:
                ledger.write(Replace(fresh))
        except Conflict:
            continue
        return fresh


def leave_schedule(ledger: Ledger, stored: Campaign, fresh: Campaign, now: datetime) -> None:
    """Before a schedule is given up: what it still owes is not forgotten."""
    if stored.schedule != fresh.schedule:
        for due_at in owed(stored, ledger, now):
            missed(stored, due_at, ledger, now, "schedule_changed")


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


def take_settings(ledger: Ledger, wanted: Sequence[Campaign]) -> None:
    """Campaigns as the settings file has them; those that it has no more are withdrawn: they never fire.

    What a person has changed since stays as that person wants it.
    """
    kept = {campaign.id for campaign in wanted}
    for campaign in wanted:
        stored = ledger.get(Campaign, campaign.id)
        if stored is None or stored.made_by == "settings":
            keep_campaign(ledger, campaign)
    for campaign in campaigns(ledger):
        withdrawn = campaign.paused and campaign.schedule is None
        if campaign.made_by == "settings" and campaign.id not in kept and not withdrawn:
            keep_campaign(ledger, replace(campaign, paused=True, schedule=None))


def campaigns(ledger: Ledger) -> Iterator[Campaign]:
    """All campaigns."""
    cursor = None
    while True:
        page = ledger.query(Campaign, Index.LIST, ALL, cursor=cursor)
        yield from page.items
        cursor = page.cursor
        if cursor is None:
            return
