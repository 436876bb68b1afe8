"""Lists of cases: narrowed by the day on which they are due; whoever keeps the machine running learns of no danger."""

from datetime import datetime
from typing import Any

import pytest

from anbu.domain.cases.state import State
from anbu.domain.casework.roles import Role
from anbu.domain.counselling.record import Need
from anbu.domain.times import KST
from tests.unit.casework.world import GOKSEONG, TOWN, World


def due(day: int, hour: int = 18) -> datetime:
    return datetime(2026, 11, day, hour, tzinfo=KST)


def ids(world: World, who: str, **query: str) -> list[str]:
    answer = world.call(who, "GET", "/v1/cases", query=query)
    assert answer.status == 200, answer.text
    return [row["id"] for row in answer.body["items"]]


@pytest.fixture
def operator(world: World) -> str:
    return world.official("operator", (Role.OPERATOR, GOKSEONG))


@pytest.fixture
def worker(world: World) -> str:
    return world.official("worker", (Role.CASEWORKER, TOWN))


def test_the_visits_of_one_day_are_one_list(world: World, worker: str) -> None:
    """Given visits on three days, the first minute and the last of the day asked for among them."""
    world.case("before", State.VISIT, due_at=due(24, 23))
    first = world.case("first", State.VISIT, due_at=due(25, 0))
    last = world.case("last", State.VISIT, due_at=due(25, 23))
    world.case("after", State.VISIT, due_at=due(26, 0))
    world.case("call", State.STAFF_CALL, due_at=due(25))
    day = {"due_from": "2026-11-25", "due_until": "2026-11-25"}
    assert ids(world, worker, group="visit", **day) == [first.id, last.id]
    assert len(ids(world, worker, **day)) == 3
    assert len(ids(world, worker, due_until="2026-11-24")) == 1
    assert len(ids(world, worker, due_from="2026-11-25")) == 4


def test_pages_of_a_day_go_on_within_the_day(world: World, worker: str) -> None:
    made = [world.case(f"p{n}", State.VISIT, due_at=due(25, 9 + n)) for n in range(4)]
    world.case("after", State.VISIT, due_at=due(26))
    query = {"group": "visit", "due_until": "2026-11-25", "limit": "3"}
    page = world.call(worker, "GET", "/v1/cases", query=query).body
    rest = world.call(worker, "GET", "/v1/cases", query=query | {"next": page["next"]}).body
    assert [row["id"] for row in page["items"] + rest["items"]] == [case.id for case in made]
    other = world.call(worker, "GET", "/v1/cases", query=query | {"due_until": "2026-11-26", "next": page["next"]})
    assert other.body["code"] == "bad_cursor", "a cursor belongs to its filter"


def test_days_that_are_the_wrong_way_round_are_told(world: World, worker: str) -> None:
    refused = world.call(worker, "GET", "/v1/cases", query={"due_from": "2026-11-26", "due_until": "2026-11-25"})
    assert refused.body["code"] == "due_turned_round"


@pytest.mark.parametrize("urgent", [{"danger": True}, {"need": Need.URGENT}])
def test_an_operator_learns_of_nobody_that_they_are_in_danger(
    world: World, operator: str, urgent: dict[str, Any]
) -> None:
    """Given urgent cases with people, and urgent ones that are stuck: the operator finds the stuck ones, as stuck."""
    world.case("p", State.REVIEW, **urgent)
    stuck, quiet = world.case("q", State.STUCK, **urgent), world.case("r", State.STUCK)
    assert world.call(operator, "GET", "/v1/cases", query={"group": "urgent"}).status == 403
    for path in ("/v1/work", "/v1/cases"):
        rows = world.call(operator, "GET", path).body["items"]
        assert {row["id"] for row in rows} == {stuck.id, quiet.id}
        assert {row["group"] for row in rows} == {"stuck"}
        assert {row[name] for row in rows for name in ("need", "danger", "priority", "indicators")} == {None}
    assert set(ids(world, operator, group="stuck")) == {stuck.id, quiet.id}


def test_who_works_on_cases_sees_the_urgent_first_and_then_what_is_stuck(world: World, worker: str) -> None:
    world.case("p", State.STAFF_CALL)
    world.case("q", State.STUCK, danger=True)
    world.case("r", State.VISIT, danger=True)
    rows = world.call(worker, "GET", "/v1/work").body["items"]
    assert [row["group"] for row in rows] == ["urgent", "stuck", "staff_call"]


@pytest.mark.parametrize("day", ["0", "1764028800", "2026-11-25T00:00:00", "2026-13-01", "20261125", ""])
def test_a_day_is_written_out_or_refused(world: World, worker: str, day: str) -> None:
    for path, name in (
        ("/v1/cases", "due_from"),
        ("/v1/cases", "due_until"),
        (f"/v1/officials/{worker}/audit", "since"),
    ):
        assert world.call(worker, "GET", path, query={name: day}).status == 422, name
