"""Whatever is sent, and in whatever order, a decision that was stored stays as it was (schemathesis)."""

import json
from itertools import cycle
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, settings

from anbu.adapters.api.front_door import FrontDoor, resolved
from anbu.domain.cases.case import Case
from anbu.domain.cases.state import State
from anbu.domain.casework.decisions import Decision, DecisionKind
from anbu.domain.casework.roles import Role
from anbu.domain.values import replace
from anbu.ports import Create, Index
from functions.casework_api.openapi import document
from tests.property.gateway import gateway
from tests.unit.casework.world import GOKSEONG, NOW, TOWN, World

world = World()
world.official("boss", *((role, GOKSEONG) for role in Role))
CASES = [world.case(f"p{number}", state, TOWN) for number, state in enumerate(State)]
TURNS = cycle(CASES)
for one in CASES:
    world.ledger.write(Create(Decision(one.id, 1, "somebody", NOW, DecisionKind.CLOSE, "", "died", "곡성-1")))


def _resolve(event: dict[str, Any]) -> dict[str, Any]:
    world.app.append_context(office=world.office)
    return resolved(FrontDoor(), world.app, event, None)


api = schemathesis.openapi.from_dict(json.loads(document()))
api.app = gateway(_resolve, jwt=True)
writing = api.include(path_regex="/v1/cases/").exclude(method="GET")


@pytest.mark.slow
@writing.parametrize()
@settings(max_examples=32, deadline=None, suppress_health_check=list(HealthCheck))
def test_no_request_loses_a_stored_decision(case: schemathesis.Case) -> None:
    """Given cases in every state, each decided, when anything is written to them, then each decision stands."""
    known = next(TURNS)
    stored = decisions(known)
    before: Case = world.ledger.get(Case, known.id)
    case.path_parameters = dict(case.path_parameters or {}) | {"case_id": known.id}
    case.headers = dict(case.headers or {}) | {"If-Match": f'"{before.version}"', "Authorization": "Bearer boss"}
    answer = case.call()
    assert answer.status_code < 500
    after = decisions(known)
    assert after[: len(stored)] == stored
    assert len(after) - len(stored) == (answer.status_code == 201 and case.operation.path.endswith("/decisions"))


def decisions(case: Case) -> tuple[Decision, ...]:
    """But for their remarks, which erasing takes from a closed case."""
    found = world.ledger.query(Decision, Index.OWN, case.id, limit=1000).items
    return tuple(replace(row, note="", version=0) for row in found)
