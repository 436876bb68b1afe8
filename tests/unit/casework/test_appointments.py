"""A visit can be agreed to the minute: it is due then, and stands in that day's visits in order of time."""

from datetime import datetime

import pytest

from anbu.domain.cases.case import Case
from anbu.domain.cases.state import State
from anbu.domain.casework.roles import Role
from anbu.domain.times import KST
from tests.unit.casework.world import TOWN, World


@pytest.fixture
def worker(world: World) -> str:
    return world.official("worker", (Role.CASEWORKER, TOWN))


def visit(world: World, worker: str, case: Case, due: str) -> int:
    body = {"kind": "visit", "due": due}
    return world.send(worker, f"/v1/cases/{case.id}/decisions", body, read=case.version).status


def test_the_day_is_walked_in_the_order_of_its_appointments(world: World, worker: str) -> None:
    for name, due in (
        ("some time", "2026-11-25"),
        ("three", "2026-11-25T15:00:00+09:00"),
        ("half past nine", "2026-11-25T00:30:00Z"),
        ("next day", "2026-11-26T09:00:00+09:00"),
    ):
        assert visit(world, worker, world.case(name), due) == 201
    query = {"group": "visit", "due_from": "2026-11-25", "due_until": "2026-11-25"}
    rows = world.call(worker, "GET", "/v1/cases", query=query).body["items"]
    at = [datetime.fromisoformat(row["due_at"]).astimezone(KST) for row in rows]
    assert [f"{moment:%d %H:%M}" for moment in at] == ["25 09:30", "25 15:00", "25 18:00"]


def test_the_page_says_when(world: World, worker: str) -> None:
    case = world.case("p")
    visit(world, worker, case, "2026-11-25T14:20:00+09:00")
    page = world.call(worker, "GET", f"/v1/cases/{case.id}").body
    assert datetime.fromisoformat(page["decisions"][0]["due"]) == datetime(2026, 11, 25, 14, 20, tzinfo=KST)
    assert page["case"]["state"] == State.VISIT


def test_an_appointment_that_waited_for_its_check_is_not_in_the_past(world: World, worker: str) -> None:
    """Given an urgent case put off to this afternoon, when that is checked tomorrow, then it is due after that."""
    checker = world.official("checker", (Role.CHECKER, TOWN))
    case = world.case("p", danger=True)
    body = {"kind": "monitoring", "due": "2026-11-23T15:00:00+09:00"}
    assert world.send(worker, f"/v1/cases/{case.id}/decisions", body, read=0).status == 201
    world.clock.at = datetime(2026, 11, 24, 10, tzinfo=KST)
    read = world.call(checker, "GET", f"/v1/cases/{case.id}").body["case"]["version"]
    said = {"verdict": "confirm", "finding": "sound"}
    assert world.send(checker, f"/v1/cases/{case.id}/checks", said, read=read).status == 201
    assert world.ledger.get(Case, case.id).due_at > world.clock.at


@pytest.mark.parametrize(
    ("due", "code"),
    [
        ("2026-11-23T09:59:00+09:00", "due_in_the_past"),
        ("2026-11-25T02:00:00+09:00", "due_at_night"),
        ("2026-11-25T21:00:00+09:00", "due_at_night"),
        ("2027-11-25T14:00:00+09:00", "due_too_late"),
    ],
)
def test_an_odd_time_is_asked_again(world: World, worker: str, due: str, code: str) -> None:
    case = world.case("p")
    body = {"kind": "visit", "due": due}
    answer = world.send(worker, f"/v1/cases/{case.id}/decisions", body, read=0)
    assert (answer.status, answer.body["code"]) == (409, code)


@pytest.mark.parametrize("due", ["2026-11-25T14:00:00", "2026-11-25 14시", "14:00", 0, 1764050400, True, "0"])
def test_a_time_without_its_zone_or_a_number_is_no_time(world: World, worker: str, due: object) -> None:
    body = {"kind": "visit", "due": due}
    assert world.send(worker, f"/v1/cases/{world.case('p').id}/decisions", body, read=0).status == 422
