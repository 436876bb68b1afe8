"""Campaigns made, changed and withdrawn by settings, and those that make no sense."""

from typing import Any

import pytest

from anbu.domain.outreach.campaign_table import campaign_of
from anbu.domain.outreach.campaigns import Campaign, CampaignInvalid, CampaignKind
from anbu.domain.values import replace
from anbu.usecases.keep_campaigns import campaigns, keep_campaign, take_settings
from tests.unit.cases.builders import MONDAY_TEN
from tests.unit.outreach.campaign_world import a_cohort, campaign
from tests.unit.outreach.outreach_world import OutreachWorld


@pytest.fixture
def world() -> OutreachWorld:
    return a_cohort()


def test_settings_make_change_and_withdraw_campaigns(world: OutreachWorld) -> None:
    take_settings(world.ledger, [campaign(), campaign(id="second")])
    take_settings(world.ledger, [campaign(on=3)])
    stored = {made.id: made for made in campaigns(world.ledger)}
    assert stored["second"].paused
    assert stored["weekly"].schedule == campaign(on=3).schedule
    before = stored["weekly"].version
    take_settings(world.ledger, [campaign(on=3)])
    assert world.ledger.get(Campaign, "weekly").version == before  # type: ignore[union-attr]


def test_what_a_manager_made_is_not_withdrawn_by_settings(world: OutreachWorld) -> None:
    keep_campaign(world.ledger, replace(campaign(id="manager"), made_by="official-1"))
    take_settings(world.ledger, [])
    assert not world.ledger.get(Campaign, "manager").paused  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": "party"},
        {"every": "day"},
        {"cron": "0 25 * * *"},
        {"cron": "0 8-12 * * *"},
        {"cohort": {"ages": 3}},
        {"cohort": {"states": ["asleep"]}},
        {"colour": "red"},
        {"on": "soon"},
    ],
)
def test_a_campaign_that_makes_no_sense_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(CampaignInvalid):
        campaign(**wrong)
    with pytest.raises(CampaignInvalid):
        campaign_of({"id": "x"}, MONDAY_TEN)


def test_every_kind_of_campaign_can_be_read() -> None:
    assert {campaign(kind=kind.value).kind for kind in CampaignKind} == set(CampaignKind)
