"""Campaigns over the API: a manager's own area only, a schedule that can be kept, one campaign an id."""

from typing import Any

import pytest

from anbu.domain.casework.roles import Role
from anbu.domain.outreach.campaigns import Campaign
from tests.unit.casework.world import GOKSEONG, HAENAM, TOWN, World

WEEKLY = {"kind": "monitoring", "cohort": {"areas": [TOWN], "living_alone": True}, "cron": "0 10 * * 1"}


def put(world: World, who: str, area: str, body: Any, key: str = "put-campaign") -> Any:
    path = f"/v1/areas/{area}/campaigns/weekly"
    return world.call(who, "PUT", path, body, headers={"Idempotency-Key": key})


@pytest.fixture
def boss(world: World) -> str:
    return world.official("boss", (Role.MANAGER, GOKSEONG))


def test_it_is_made_changed_and_listed(world: World, boss: str) -> None:
    assert put(world, boss, GOKSEONG, WEEKLY).status == 200
    assert put(world, boss, GOKSEONG, WEEKLY | {"paused": True}, "pause-it").body["paused"]
    (listed,) = world.call(boss, "GET", f"/v1/areas/{GOKSEONG}/campaigns").body["items"]
    assert (listed["id"], listed["paused"], listed["made_by"]) == ("weekly", True, boss)
    assert world.ledger.get(Campaign, "weekly").cohort.living_alone is True
    assert world.call(boss, "GET", f"/v1/areas/{GOKSEONG}/campaigns/weekly/runs").body == {"items": []}


def test_nobody_takes_over_the_campaign_of_another_area(world: World, boss: str) -> None:
    other = world.official("other", (Role.MANAGER, HAENAM))
    put(world, boss, GOKSEONG, WEEKLY)
    assert put(world, other, HAENAM, WEEKLY | {"cohort": {"areas": [HAENAM]}}).status == 404
    assert put(world, other, GOKSEONG, WEEKLY).status == 404
    assert world.call(other, "GET", f"/v1/areas/{HAENAM}/campaigns/weekly/runs").status == 404


@pytest.mark.parametrize("change", [{"cohort": {"areas": [HAENAM]}}, {"cron": "61 10 * * 1"}, {"cron": "soon"}])
def test_what_cannot_be_run_is_refused(world: World, boss: str, change: dict[str, Any]) -> None:
    assert put(world, boss, GOKSEONG, WEEKLY | change).status == 409
    assert world.ledger.get(Campaign, "weekly") is None
