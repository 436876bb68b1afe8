"""My own list holds what I have to do."""

import pytest

from anbu.domain.cases.case import Case
from anbu.domain.cases.state import State
from anbu.domain.casework.roles import Role
from tests.unit.casework.world import TOWN, World


@pytest.fixture
def worker(world: World) -> str:
    return world.official("worker", (Role.CASEWORKER, TOWN))


def test_my_own_list_holds_work_and_not_what_is_done(world: World, worker: str) -> None:
    """Given a hundred cases that I have closed, when I read my list, then the one that is open stands in it."""
    cases = [world.case(f"p{number:03}", indicators=()) for number in range(12)]
    for case in cases:
        headers = {"Idempotency-Key": f"assign-{case.id}", "If-Match": '"0"'}
        assert world.call(worker, "PUT", f"/v1/cases/{case.id}/assignee", {"official": worker}, headers=headers)
    for case in cases[:-1]:
        closing = {"kind": "close", "reason": "public_support", "document": "곡성-1"}
        world.send(worker, f"/v1/cases/{case.id}/decisions", closing, read=1)
    open_ones = [case.id for case in cases if world.ledger.get(Case, case.id).state is not State.CLOSED]
    listed, after = [], ""
    while after is not None:
        page = world.call(
            worker, "GET", "/v1/work/mine", query={"limit": "2"} | ({"next": after} if after else {})
        ).body
        assert len(page["items"]) <= 2
        listed += [row["id"] for row in page["items"]]
        after = page["next"]
    assert sorted(listed) == sorted(open_ones)
    closed = next(case for case in cases if case.id not in open_ones)
    again = world.ledger.get(Case, closed.id).version
    assert world.send(worker, f"/v1/cases/{closed.id}/reopen", {"reason": "다시 살핌"}, read=again).status == 200
    assert closed.id in [row["id"] for row in world.call(worker, "GET", "/v1/work/mine").body["items"]]
