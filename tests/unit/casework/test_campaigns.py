"""Campaigns over the API: a manager's own area only, a schedule that can be kept, one campaign an id."""

from datetime import timedelta
from typing import Any

import pytest

from anbu.domain.cases.case import NumberRef
from anbu.domain.cases.round import Round
from anbu.domain.cases.state import State
from anbu.domain.casework.roles import Role
from anbu.domain.ids import NumberKey
from anbu.domain.outreach.campaigns import Campaign, CampaignKind, Cohort, RunState
from anbu.domain.phones import PhoneKind
from anbu.ports import Create
from anbu.usecases.casework.count_round import recount_rounds
from anbu.usecases.start_campaigns import start_campaigns
from tests.unit.casework.world import GOKSEONG, HAENAM, NOW, ROUND, TOWN, World

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
    assert world.ledger.get(Campaign, f"{GOKSEONG}.weekly").cohort.living_alone is True
    assert world.call(boss, "GET", f"/v1/areas/{GOKSEONG}/campaigns/weekly/runs").body == {"items": []}


def test_nobody_takes_over_the_campaign_of_another_area(world: World, boss: str) -> None:
    other = world.official("other", (Role.MANAGER, HAENAM))
    put(world, boss, GOKSEONG, WEEKLY)
    before = world.ledger.get(Campaign, f"{GOKSEONG}.weekly")
    assert put(world, other, GOKSEONG, WEEKLY).status == 404
    assert world.call(other, "GET", f"/v1/areas/{HAENAM}/campaigns/weekly/runs").status == 404
    assert put(world, other, HAENAM, WEEKLY | {"cohort": {"areas": [HAENAM]}}).status == 200, "its own of that name"
    assert world.ledger.get(Campaign, f"{GOKSEONG}.weekly") == before


@pytest.mark.parametrize(
    "change", [{"cohort": {"areas": [HAENAM]}}, {"cron": "61 10 * * 1"}, {"cron": "soon"}, {"cron": "*/10 * * * *"}]
)
def test_what_cannot_be_run_is_refused(world: World, boss: str, change: dict[str, Any]) -> None:
    assert put(world, boss, GOKSEONG, WEEKLY | change).status == 409
    assert world.call(boss, "GET", f"/v1/areas/{GOKSEONG}/campaigns").body["items"] == []


def person(world: World, n: int, **fields: Any) -> str:
    number = NumberRef(NumberKey(f"number-{n}"), PhoneKind.MOBILE)
    return world.case(f"p{n}", State.MONITORING, numbers=(number,), **fields).id


@pytest.fixture
def people(world: World) -> list[str]:
    """Three people under monitoring; one of them is being called anyway."""
    world.ledger.write(Create(Round(GOKSEONG, ROUND, NOW.date() + timedelta(days=60), NOW)))
    made = [person(world, n) for n in range(2)]
    world.case("p9", State.CALL_DUE)
    return sorted(made)


def test_a_preview_says_who_when_and_what_it_costs_before_anything_is_kept(
    world: World, boss: str, people: list[str]
) -> None:
    wanted = WEEKLY | {"cohort": {"areas": [TOWN]}}
    seen = world.call(boss, "POST", f"/v1/areas/{GOKSEONG}/campaigns/weekly/preview", wanted)
    assert seen.status == 200, seen.text
    assert seen.body["fires_at"] == "2026-11-30T10:00:00+09:00"
    assert (seen.body["called"], seen.body["shared"], seen.body["complete"]) == (2, 1, True)
    assert seen.body["cases"] == people
    assert seen.body["forecast"]["people"] == 2
    assert seen.body["forecast"]["cost_won"] > 60
    assert seen.body["forecast"]["towns"][0]["area"] == TOWN
    assert world.call(boss, "GET", f"/v1/areas/{GOKSEONG}/campaigns").body["items"] == []
    path = f"/v1/areas/{GOKSEONG}/campaigns/weekly/preview"
    assert world.call(boss, "GET", path).status == 404
    put(world, boss, GOKSEONG, wanted)
    assert world.call(boss, "GET", path).body == seen.body


@pytest.mark.usefixtures("people")
def test_a_preview_reaches_no_further_than_its_manager(world: World, boss: str) -> None:
    worker = world.official("worker", (Role.CASEWORKER, GOKSEONG))
    other = world.official("other", (Role.MANAGER, HAENAM))
    put(world, boss, GOKSEONG, WEEKLY)
    path = f"/v1/areas/{GOKSEONG}/campaigns/weekly/preview"
    assert world.call(worker, "GET", path).status == 403
    assert world.call(other, "GET", path).status == 404
    foreign = WEEKLY | {"cohort": {"areas": [GOKSEONG]}}
    assert world.call(other, "POST", f"/v1/areas/{HAENAM}/campaigns/theirs/preview", foreign).status == 409


def start(world: World, who: str, key: str = "heat-alarm") -> Any:
    path = f"/v1/areas/{GOKSEONG}/campaigns/weekly/runs"
    return world.call(who, "POST", path, {"reason": "폭염 경보"}, headers={"Idempotency-Key": key})


def test_a_person_starts_it_today_and_the_next_tick_calls(world: World, boss: str, people: list[str]) -> None:
    put(world, boss, GOKSEONG, WEEKLY | {"cron": None, "cohort": {"areas": [TOWN]}})
    begun = start(world, boss)
    assert (begun.status, begun.body["state"], begun.body["why"]) == (202, "begun", "폭염 경보")
    assert start(world, boss, "pressed-twice").body["period"] == begun.body["period"]
    (run,) = start_campaigns(world.office.planning.world)
    assert (run.state, run.opened, run.shared) == (RunState.DONE, len(people), 1)
    assert start_campaigns(world.office.planning.world) == []
    assert start(world, boss, "again-today").body["state"] == "done"


def test_a_paused_one_is_not_started(world: World, boss: str) -> None:
    put(world, boss, GOKSEONG, WEEKLY | {"paused": True})
    assert (start(world, boss).status, start(world, boss, "once-more").body["code"]) == (409, "paused")


@pytest.mark.usefixtures("people")
def test_before_a_round_its_towns_see_what_comes(world: World, boss: str) -> None:
    path = f"/v1/areas/{GOKSEONG}/rounds/{ROUND}/forecast"
    assert world.call(boss, "GET", path).body["code"] == "not_counted"
    assert recount_rounds(world.ledger, world.clock) == 1
    told = world.call(boss, "GET", path)
    assert told.status == 200, told.text
    assert told.body["people"] == 3
    assert told.body["towns"][0]["staff_calls"] >= 1


def test_a_name_taken_elsewhere_is_as_free_as_any_other(world: World, boss: str) -> None:
    other = world.official("other", (Role.MANAGER, HAENAM))
    put(world, boss, GOKSEONG, WEEKLY)
    body = {"kind": "monitoring", "cohort": {"areas": [HAENAM]}}

    def asked(name: str) -> list[Any]:
        path = f"/v1/areas/{HAENAM}/campaigns/{name}"
        answers = [world.call(other, "GET", f"{path}/{part}") for part in ("preview", "runs")]
        answers.append(world.call(other, "POST", f"{path}/preview", body))
        started = {"Idempotency-Key": f"start-{name}"}
        answers.append(world.call(other, "POST", f"{path}/runs", {"reason": "폭염"}, headers=started))
        return [(answer.status, answer.text) for answer in answers]

    settled = Campaign("of-the-settings", GOKSEONG, CampaignKind.MONITORING, Cohort((GOKSEONG,)), None, NOW)
    world.ledger.write(Create(settled))
    assert asked("weekly") == asked("of-the-settings") == asked("never-used")


def test_a_campaign_of_the_settings_is_changed_under_its_own_name(world: World, boss: str) -> None:
    world.ledger.write(Create(Campaign("weekly", GOKSEONG, CampaignKind.MONITORING, Cohort((GOKSEONG,)), None, NOW)))
    assert put(world, boss, GOKSEONG, WEEKLY | {"paused": True}).body["id"] == "weekly"
    assert world.ledger.get(Campaign, "weekly").paused
    assert world.ledger.get(Campaign, f"{GOKSEONG}.weekly") is None
