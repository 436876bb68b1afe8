"""Who runs the deployment names the first manager of an area, once; from then on managers do."""

import pytest

from anbu.domain.casework.audit import AuditEntry
from anbu.domain.casework.roles import Role
from anbu.domain.ids import AreaCode
from anbu.ports import Index
from anbu.usecases.casework.appoint import DEPLOYMENT, appoint_manager
from anbu.usecases.casework.refusals import Incomplete, NotNow
from tests.unit.casework.world import GOKSEONG, HAENAM, TOWN, World


def appoint(world: World, account: str, area: AreaCode) -> None:
    appoint_manager(world.ledger, world.clock, world.office.tree, account, "최관리", area)


def test_the_first_manager_names_everybody_else(world: World) -> None:
    appoint(world, "first", GOKSEONG)
    assert [grant["role"] for grant in world.call("first", "GET", "/v1/me").body["grants"]] == ["manager"]
    key = {"Idempotency-Key": "name-the-worker"}
    body = {"area": TOWN, "name": "김담당"}
    assert world.call("first", "PUT", "/v1/officials/worker", body, headers=key).status == 200
    granted = world.call("first", "PUT", f"/v1/areas/{TOWN}/grants/caseworker/worker", {}, headers=key | {"X": "y"})
    assert granted.status == 409, "the same key for something else"
    key = {"Idempotency-Key": "grant-the-worker"}
    assert world.call("first", "PUT", f"/v1/areas/{TOWN}/grants/caseworker/worker", {}, headers=key).status == 200


def test_it_stands_in_the_audit(world: World) -> None:
    appoint(world, "first", GOKSEONG)
    (line,) = world.ledger.query(AuditEntry, Index.OWN, DEPLOYMENT).items
    assert (line.subject, line.why, line.detail) == ("first", "appointed", ("manager", GOKSEONG))


@pytest.mark.parametrize("area", [GOKSEONG, TOWN])
def test_where_there_is_a_manager_nobody_comes_in_past_them(world: World, area: AreaCode) -> None:
    world.official("boss", (Role.MANAGER, GOKSEONG))
    with pytest.raises(NotNow):
        appoint(world, "intruder", area)
    appoint(world, "elsewhere", HAENAM)


def test_a_place_that_is_none_has_no_manager(world: World) -> None:
    with pytest.raises(Incomplete):
        appoint(world, "first", AreaCode("9999999999"))
