"""Somebody a caseworker knows of is one case, and rung by the machine only where a person wants it."""

import pytest

from anbu.domain.cases.case import Case
from anbu.domain.cases.state import State
from anbu.domain.casework.roles import Role
from tests.unit.casework.world import TOWN, World


@pytest.fixture
def worker(world: World) -> str:
    return world.official("worker", (Role.CASEWORKER, TOWN))


def test_only_a_person_puts_somebody_on_the_ladder(world: World, worker: str) -> None:
    body = {"area": TOWN, "name": "이안부", "why": "이장 제보", "phones": ["01000001234"]}
    made = world.send(worker, "/v1/cases", body)
    case = world.ledger.get(Case, made.body["case_id"])
    assert case.state is State.REVIEW
    sent = world.send(worker, f"/v1/cases/{case.id}/ladder", None, read=case.version)
    assert (sent.status, sent.body["state"]) == (200, "notice_due")
    listed = world.case("p")
    assert world.send(worker, f"/v1/cases/{listed.id}/ladder", None, read=0).status == 409


def test_entered_twice_is_one_person(world: World, worker: str) -> None:
    body = {"area": TOWN, "name": "이안부", "why": "이장 제보", "birth_date": "1950-01-01"}
    assert world.send(worker, "/v1/cases", body).status == 201
    assert world.send(worker, "/v1/cases", body).status == 409
