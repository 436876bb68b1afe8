"""Whoever rings is found by number, name and birth date, or address; who is known elsewhere only is found by nobody."""

from typing import Any

import pytest

from anbu.domain.cases.state import State
from anbu.domain.casework.roles import Role
from anbu.domain.ids import AreaCode
from tests.property.foreign_world import Watched
from tests.unit.casework.world import GOKSEONG, HAENAM, TOWN, World

HAENAM_TOWN = AreaCode("4682025000")
WHO = {"name": "이안부", "birth_date": "1950-01-01", "address": "읍내리 9001", "phones": ["01000001234"]}
BY = [
    {"phone": "01000001234"},
    {"name": "이 안부", "birth_date": "1950-01-01"},
    {"address": "전라남도 곡성군 곡성읍 읍내리 9001"},
]


def find(world: World, who: str, by: dict[str, Any], area: str = GOKSEONG) -> Any:
    return world.call(who, "POST", "/v1/search", {"area": area} | by)


@pytest.mark.parametrize("by", [{"phone": WHO["phones"][0]}, *BY[1:]])
def test_a_person_is_found_by_what_they_say_of_themself(world: World, by: dict[str, Any]) -> None:
    boss = world.official("boss", (Role.MANAGER, GOKSEONG))
    birth = {name: value for name, value in WHO.items() if name != "phones" or "phone" in by}
    made = world.send(boss, "/v1/cases", birth | {"area": TOWN, "why": "전화가 옴"})
    assert [row["id"] for row in find(world, boss, by).body["items"]] == [made.body["case_id"]]
    assert find(world, boss, {"phone": "01000009999"}).body["items"] == []


@pytest.mark.parametrize("by", [{}, {"name": "이안부"}, {"phone": "01000001234", "address": "읍내리 9001"}])
def test_one_thing_is_looked_for_at_a_time_and_no_part_of_one(world: World, by: dict[str, Any]) -> None:
    boss = world.official("boss", (Role.MANAGER, GOKSEONG))
    assert find(world, boss, by).body["code"] == "search_by_one"


@pytest.mark.parametrize("by", BY)
def test_who_is_known_elsewhere_is_told_apart_from_nobody_by_nothing(by: dict[str, Any]) -> None:
    """Given the same person entered in another district, then the answer and every read of the ledger are the same."""
    reads, answers = [], []
    for known in (True, False):
        world = World(ledger=Watched())
        far = world.official("far", (Role.MANAGER, HAENAM))
        near = world.official("near", (Role.MANAGER, GOKSEONG))
        if known:
            world.send(far, "/v1/cases", WHO | {"area": HAENAM_TOWN, "why": "명단"})
        world.ledger.calls.clear()
        answers.append(find(world, near, by))
        reads.append(list(world.ledger.calls))
    assert answers[0] == answers[1]
    assert answers[0].body["items"] == []
    assert reads[0] == reads[1]


def test_an_operator_sees_where_cases_stand_and_nothing_of_anybody(world: World) -> None:
    operator = world.official("operator", (Role.OPERATOR, GOKSEONG))
    world.case("p", State.STUCK, danger=True, indicators=("power_cut",))
    world.case("q", danger=True)  # standing among the urgent would say that they are in danger
    (row,) = world.call(operator, "GET", "/v1/work").body["items"]
    assert [row[name] for name in ("name", "need", "danger", "indicators")] == [None] * 4
    assert (row["state"], row["group"]) == ("stuck", "stuck")
    assert world.call(operator, "GET", "/v1/alerts").status == 403
    assert find(world, operator, BY[0]).status == 403


@pytest.mark.parametrize("by", [{}, {"phone": "01000001234", "address": "곡성읍 읍내리 9001"}, {"name": "김안부"}])
def test_who_may_see_nobody_is_told_so_before_anything_else(world: World, by: dict[str, str]) -> None:
    postal = world.official("postal", (Role.POSTAL_PARTNER, GOKSEONG))
    worker = world.official("worker", (Role.CASEWORKER, TOWN))
    assert world.call(postal, "POST", "/v1/search", {"area": TOWN} | by).status == 403
    assert world.call(worker, "POST", "/v1/search", {"area": TOWN} | by).body["code"] == "search_by_one"


@pytest.mark.parametrize("by", BY)
def test_only_in_the_area_that_was_asked_for(world: World, by: dict[str, Any]) -> None:
    """Given somebody known in two towns of mine, when I look in one of them, then I find that one's case."""
    boss = world.official("boss", (Role.MANAGER, GOKSEONG), (Role.MANAGER, HAENAM))
    cases = [world.send(boss, "/v1/cases", WHO | {"area": area, "why": "전화가 옴"}) for area in (TOWN, HAENAM_TOWN)]
    assert [case.status for case in cases] == [201, 201]
    found = find(world, boss, by).body["items"]
    assert [row["area"] for row in found] == [TOWN]
