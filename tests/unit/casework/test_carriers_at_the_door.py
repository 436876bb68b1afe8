"""A carrier sees a household: its own case is told at once, and the carrier nothing."""

import pytest

from anbu.domain.cases.case import Case
from anbu.domain.cases.state import State
from anbu.domain.casework.household import household_of
from anbu.domain.casework.roles import Role
from anbu.ports import Create
from tests.unit.casework.world import GOKSEONG, HAENAM, TOWN, World


@pytest.fixture
def worker(world: World) -> str:
    return world.official("worker", (Role.CASEWORKER, TOWN), (Role.POSTAL_PARTNER, GOKSEONG))


def test_a_carriers_danger_sign_reaches_the_households_case_at_once(world: World, worker: str) -> None:
    made = world.send(
        worker, "/v1/cases", {"area": TOWN, "name": "이안부", "why": "이장 제보", "address": "곡성읍 읍내리 9009"}
    )
    check = {"area": TOWN, "address": "곡성읍 읍내리  9009", "on": "2026-11-22", "delivered": False}
    quiet = world.send(worker, "/v1/postal-checks", {"checks": [check | {"signs": ["mail_piled_up"]}]})
    assert not world.ledger.get(Case, made.body["case_id"]).danger
    loud = world.send(worker, "/v1/postal-checks", {"checks": [check | {"signs": ["looks_ill"]}]})
    unknown = check | {"address": "곡성읍 읍내리 9999", "signs": ["looks_ill"]}
    nobody = world.send(worker, "/v1/postal-checks", {"checks": [unknown]})
    assert quiet.text == loud.text == nobody.text, "the partner is not told whether a household is known"
    case = world.ledger.get(Case, made.body["case_id"])
    assert (case.danger, case.state, case.due_at.date()) == (True, State.REVIEW, world.clock.at.date())
    groups = [row["group"] for row in world.call(worker, "GET", "/v1/work").body["items"]]
    assert groups == ["urgent", "urgent"]


@pytest.mark.parametrize("before", [State.CLOSED, State.DOUBLE_CHECK, State.REFERRED, State.MONITORING, State.DECIDE])
def test_danger_at_the_door_begins_a_case_anew_wherever_it_stood(world: World, worker: str, before: State) -> None:
    """Given a household whose case was done with, when a carrier sees danger there, then somebody goes today."""
    address = "곡성읍 읍내리 9009"
    household = world.office.desk.keyed.household(address, TOWN)
    case = world.case("p", before, household=household, closed_as="referred" if before is State.CLOSED else None)
    world.ledger.write(*(Create(link) for link in household_of(case)))
    check = {"area": TOWN, "address": address, "on": "2026-11-22", "delivered": False, "signs": ["no_sign_of_life"]}
    assert world.send(worker, "/v1/postal-checks", {"checks": [check]}).status == 201
    after = world.ledger.get(Case, case.id)
    assert (after.state, after.danger, after.closed_as) == (State.REVIEW, True, None)
    assert after.due_at.date() == world.clock.at.date()
    (alert,) = world.call(worker, "GET", "/v1/alerts").body["items"]
    assert (alert["case_id"], alert["kind"]) == (case.id, "medical_emergency")


def test_of_a_batch_with_a_foreign_household_nothing_is_kept(world: World, worker: str) -> None:
    mine = {"area": TOWN, "address": "곡성읍 읍내리 9009", "on": "2026-11-22", "delivered": True}
    batch = {"checks": [mine, mine | {"area": "4682025000"}]}
    assert world.send(worker, "/v1/postal-checks", batch).status == 404
    assert world.call(worker, "GET", "/v1/work").body["items"] == []
    assert world.send(worker, "/v1/postal-checks", {"checks": [mine | {"on": "2026-11-24"}]}).status == 409


@pytest.mark.parametrize(
    "written",
    [
        "곡성읍 읍내리 9009",
        "전라남도 곡성군 곡성읍 읍내리 9009",
        "전남 곡성군 곡성읍  읍내리 9009",
        "읍내리 9009 (곡성아파트)",
        "곡성군 읍내리, 9009",
    ],
)
def test_one_address_is_one_household_however_it_is_written(world: World, written: str) -> None:
    keyed = world.office.desk.keyed
    assert keyed.household(written, TOWN) == keyed.household("곡성군 곡성읍 읍내리 9009", GOKSEONG)
    assert keyed.household(written, HAENAM) != keyed.household(written, TOWN), "another place, the same street"
    assert keyed.household("읍내리", TOWN) is None, "a village is no household"
