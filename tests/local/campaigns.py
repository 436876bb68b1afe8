"""The cloud of the session is everybody's: a campaign that goes on firing there would keep later tests waiting."""

from anbu.domain.outreach.campaigns import Campaign
from anbu.domain.values import replace
from anbu.ports import Ledger, Replace


def withdraw(ledger: Ledger, *names: str) -> None:
    """The campaigns fire no more, and owe nothing."""
    for name in names:
        campaign = ledger.get(Campaign, name)
        assert campaign is not None
        ledger.write(Replace(replace(campaign, paused=True, schedule=None)))
