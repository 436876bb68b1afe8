"""Roles are given by managers, within their areas, to others; nobody raises themself."""

from datetime import timedelta
from typing import Any

import pytest

from anbu.domain.casework.access import Grant
from anbu.domain.casework.roles import PERMITS, Permit, Role
from anbu.domain.ids import AreaCode
from anbu.ports import Create, Delete
from tests.unit.casework.world import GOKSEONG, HAENAM, NOW, OTHER_TOWN, TOWN, World


def put(world: World, who: str, path: str, body: Any, key: str = "key-for-put") -> Any:
    return world.call(who, "PUT", path, body, headers={"Idempotency-Key": key})


@pytest.fixture
def boss(world: World) -> str:
    world.official("worker", entered=TOWN)
    return world.official("boss", (Role.MANAGER, GOKSEONG))


def test_a_manager_gives_and_takes_a_role_in_their_area(world: World, boss: str) -> None:
    case = world.case("p")
    assert world.call("worker", "GET", f"/v1/cases/{case.id}").status == 403
    assert put(world, boss, f"/v1/areas/{TOWN}/grants/caseworker/worker", {}).status == 200
    assert world.call("worker", "GET", f"/v1/cases/{case.id}").status == 200
    taken = world.call(
        boss, "DELETE", f"/v1/areas/{TOWN}/grants/caseworker/worker", headers={"Idempotency-Key": "take-it-back"}
    )
    assert taken.status == 204
    assert world.call("worker", "GET", f"/v1/cases/{case.id}").status == 403


@pytest.mark.parametrize("area", [HAENAM, "4600000000", "9999999999"])
def test_not_in_an_area_of_somebody_else(world: World, boss: str, area: str) -> None:
    assert put(world, boss, f"/v1/areas/{area}/grants/caseworker/worker", {}).status == 404


@pytest.mark.parametrize("role", list(Role))
def test_nobody_raises_themself(world: World, boss: str, role: Role) -> None:
    assert put(world, boss, f"/v1/areas/{GOKSEONG}/grants/{role}/{boss}", {}).status == 409


@pytest.mark.parametrize("role", [role for role in Role if Permit.GRANT not in PERMITS[role]])
def test_who_is_no_manager_gives_nothing(world: World, role: Role) -> None:
    world.official("worker")
    other = world.official("other", (role, GOKSEONG))
    assert put(world, other, f"/v1/areas/{TOWN}/grants/caseworker/worker", {}).status == 403


def test_a_grant_ends_when_it_says(world: World, boss: str) -> None:
    case = world.case("p")
    until = (NOW + timedelta(days=1)).isoformat()
    put(world, boss, f"/v1/areas/{TOWN}/grants/caseworker/worker", {"until": until})
    assert world.call("worker", "GET", f"/v1/cases/{case.id}").status == 200
    world.clock.at += timedelta(days=1)
    assert world.call("worker", "GET", f"/v1/cases/{case.id}").status == 403


def test_grants_are_read_again_within_a_minute(world: World, boss: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Given a process that knows an official's grants, when one is taken, then it counts after at most 60 seconds."""
    office, passed = world.office, [0.0]
    monkeypatch.setattr("functions.casework_api.asking.time.monotonic", lambda: passed[0])
    world.ledger.write(Create(Grant("worker", Role.CASEWORKER, TOWN, boss, NOW)))
    passed[0] = 100.0
    assert office.caller("worker").grants
    held = world.ledger.get(Grant, "worker", Role.CASEWORKER, TOWN)
    world.ledger.write(Delete(held))
    passed[0] = 160.0
    assert not office.caller("worker").grants


def test_an_operator_sees_states_and_no_person(world: World) -> None:
    operator = world.official("operator", (Role.OPERATOR, GOKSEONG))
    case = world.case("p")
    (row,) = world.call(operator, "GET", "/v1/work").body["items"]
    assert row["name"] is None
    for path in ("", "/brief", "/form", "/photos", "/transcripts/" + case.id + "-call-1"):
        assert world.call(operator, "GET", f"/v1/cases/{case.id}{path}").status == 403, path
    assert world.call(operator, "GET", f"/v1/cases/{case.id}/why").status == 200


def test_a_postal_partner_hands_in_and_sees_nothing(world: World) -> None:
    partner = world.official("post", (Role.POSTAL_PARTNER, GOKSEONG))
    case = world.case("p")
    for path in ("/v1/work", "/v1/cases", f"/v1/cases/{case.id}", f"/v1/cases/{case.id}/why", "/v1/alerts"):
        assert world.call(partner, "GET", path).status == 403, path


def test_work_is_assigned_only_to_who_may_do_it(world: World) -> None:
    worker = world.official("worker", (Role.CASEWORKER, TOWN))
    world.official("elsewhere", (Role.CASEWORKER, OTHER_TOWN))
    case = world.case("p")

    def assign(to: str | None, read: int) -> Any:
        headers = {"Idempotency-Key": f"assign-{to}-{read}", "If-Match": f'"{read}"'}
        return world.call(worker, "PUT", f"/v1/cases/{case.id}/assignee", {"official": to}, headers=headers)

    assert assign("elsewhere", 0).status == 409
    assert assign("nobody", 0).status == 409
    assert assign("elsewhere", 0).text == assign("nobody", 0).text
    assert assign(worker, 0).status == 204
    assert assign(worker, 0).status == 204, "the same request again"
    assert assign(None, 1).status == 204


@pytest.mark.parametrize(
    ("deputy", "fits"),
    [
        ((Role.CASEWORKER, TOWN), True),
        ((Role.MANAGER, GOKSEONG), True),
        ((Role.CASEWORKER, HAENAM), False),
        ((Role.REPORT_HANDLER, TOWN), False),
        ((Role.CHECKER, TOWN), False),
        ((Role.AUDITOR, GOKSEONG), False),
        ((Role.OPERATOR, GOKSEONG), False),
    ],
)
def test_a_deputy_is_somebody_who_may_do_the_work(world: World, deputy: tuple[Role, AreaCode], fits: bool) -> None:
    worker = world.official("worker", (Role.CASEWORKER, TOWN))
    world.official("deputy", deputy)
    away = {"away_from": "2026-11-24", "deputy": "deputy"}
    answer = world.call(worker, "PUT", "/v1/me/absence", away, headers={"Idempotency-Key": "away-tomorrow"})
    assert answer.status == (200 if fits else 409)
