"""A 읍면동 is shown its own share of the rounds of its 시군구, under its own code, and nothing of its neighbours."""

from datetime import date, timedelta

import pytest

from anbu.domain.cases.round import Round
from anbu.domain.casework.figures import RoundFigures
from anbu.domain.casework.roles import Role
from anbu.domain.ids import RoundId
from anbu.ports import Create
from tests.unit.casework.world import GOKSEONG, HAENAM, NOW, OTHER_TOWN, ROUND, TOWN, World

COUNTED = {TOWN: {"found": 30, "notified": 21}, OTHER_TOWN: {"found": 77, "notified": 66}}


@pytest.fixture
def worker(world: World) -> str:
    """The caseworker of a town, whose 시군구 has rounds, as has another one."""
    for number in range(3):
        world.ledger.write(
            Create(Round(GOKSEONG, RoundId(f"2026-{number}"), date(2026, 12, 31), NOW + timedelta(hours=number)))
        )
    world.ledger.write(
        Create(Round(GOKSEONG, ROUND, date(2026, 12, 31), NOW)),
        Create(Round(TOWN, RoundId("own"), date(2026, 12, 24), NOW)),
        Create(Round(HAENAM, RoundId("elsewhere"), date(2026, 12, 31), NOW)),
        Create(RoundFigures(GOKSEONG, ROUND, NOW, {"balanced": True}, COUNTED, {"called": 7.5}, certified_at=NOW)),
    )
    return world.official("worker", (Role.CASEWORKER, TOWN))


@pytest.mark.parametrize("limit", ["1", "2", "3", "20"])
def test_its_rounds_are_its_own_and_those_of_its_district(world: World, worker: str, limit: str) -> None:
    found, after = [], ""
    while True:
        query = {"limit": limit} | ({"next": after} if after else {})
        page = world.call(worker, "GET", f"/v1/areas/{TOWN}/rounds", query=query).body
        found += [row["id"] for row in page["items"]]
        after = page["next"] or ""
        if not after:
            break
    assert found == ["own", "2026-6", "2026-2", "2026-1", "2026-0"]


def test_it_reads_by_when_its_people_must_be_decided(world: World, worker: str) -> None:
    seen = world.call(worker, "GET", f"/v1/areas/{TOWN}/rounds/{ROUND}").body
    assert (seen["area"], seen["decide_by"]) == (GOKSEONG, "2026-12-31")
    assert world.call(worker, "GET", f"/v1/areas/{TOWN}/rounds/elsewhere").status == 404


def test_its_figures_are_its_own_share(world: World, worker: str) -> None:
    seen = world.call(worker, "GET", f"/v1/areas/{TOWN}/rounds/{ROUND}/figures")
    assert list(seen.body["areas"]) == ["전라남도 곡성군 곡성읍"]
    assert seen.body["total"]["found"] == 30
    assert seen.body["mean_hours"] == {}, "the mean of the whole round is no town's"
    assert not {66, 77} & set(seen.body["total"].values())


@pytest.mark.parametrize("path", ["certificate", "ledger", "uploads", "checks", "results", "forecast"])
def test_what_is_the_whole_rounds_stays_with_its_district(world: World, worker: str, path: str) -> None:
    assert world.call(worker, "GET", f"/v1/areas/{TOWN}/rounds/{ROUND}/{path}").status in {403, 404}


@pytest.mark.parametrize("path", ["rounds", f"rounds/{ROUND}", f"rounds/{ROUND}/figures", "months/2026-11/decisions"])
def test_under_the_code_of_the_district_it_is_told_where_to_look(world: World, worker: str, path: str) -> None:
    answer = world.call(worker, "GET", f"/v1/areas/{GOKSEONG}/{path}")
    nowhere = world.call(worker, "GET", f"/v1/areas/9999999999/{path}")
    assert (answer.status, answer.text) == (nowhere.status, nowhere.text) == (404, nowhere.text)
    assert "읍면동 담당자는 읍면동 코드로" in answer.body["detail"]
    assert world.call(worker, "GET", f"/v1/areas/{TOWN}/months/2026-11/decisions").status == 200


def test_nobody_orders_the_round_of_a_district_from_a_town(world: World, worker: str) -> None:
    boss = world.official("boss", (Role.MANAGER, TOWN))
    path = f"/v1/areas/{TOWN}/rounds/{ROUND}/orders"
    assert world.send(boss, path, {"order": "stop", "reason": "까닭"}, read=0).status == 404


def test_it_finds_who_checks_its_decisions(world: World, worker: str) -> None:
    world.official("checker", (Role.CHECKER, GOKSEONG))
    world.official("neighbour", (Role.CASEWORKER, OTHER_TOWN))
    world.official("elsewhere", (Role.CHECKER, HAENAM))
    found, after = [], ""
    while True:
        query = {"limit": "1"} | ({"next": after} if after else {})
        page = world.call(worker, "GET", f"/v1/areas/{TOWN}/officials", query=query).body
        found += [one["id"] for one in page["items"]]
        after = page["next"] or ""
        if not after:
            break
    assert found == ["worker", "checker"]
