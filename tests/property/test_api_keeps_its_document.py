"""Whatever is sent, the API answers as its OpenAPI document says: no 5xx, nothing undocumented (schemathesis)."""

import json
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, settings

from anbu.adapters.api.front_door import FrontDoor, resolved
from anbu.domain.cases.state import State
from anbu.domain.casework.roles import Role
from anbu.usecases.casework.take_report import Porter
from functions.casework_api.openapi import document, public_document
from functions.public_api.app import Hall
from functions.public_api.app import build_app as build_public_app
from tests.property import on_the_wire  # noqa: F401  a hook for every schema
from tests.property.gateway import gateway
from tests.unit.casework.world import GOKSEONG, TOWN, Bucket, World


def _staff() -> Any:
    world = World()
    world.official("boss", *((role, GOKSEONG) for role in Role))
    for number, state in enumerate(State):
        world.case(f"p{number}", state, TOWN)

    def resolve(event: dict[str, Any]) -> dict[str, Any]:
        world.app.append_context(office=world.office)
        return resolved(FrontDoor(), world.app, event, None)

    return gateway(resolve, jwt=True)


def _public() -> Any:
    world = World()
    hall = Hall(Porter(world.office.desk, b"s" * 32), Bucket(), world.office.tree, FrontDoor())
    app = build_public_app()

    def resolve(event: dict[str, Any]) -> dict[str, Any]:
        app.append_context(hall=hall)  # type: ignore[no-untyped-call]
        return resolved(FrontDoor(), app, event, None)

    return gateway(resolve, jwt=False)


staff = schemathesis.openapi.from_dict(json.loads(document()))
staff.app = _staff()
public = schemathesis.openapi.from_dict(json.loads(public_document()))
public.app = _public()
_settings = settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))


@pytest.mark.slow
@staff.parametrize()
@_settings
def test_the_casework_api_answers_as_documented(case: schemathesis.Case) -> None:
    case.call_and_validate(headers={"Authorization": "Bearer boss"})


@pytest.mark.slow
@public.parametrize()
@_settings
def test_the_public_api_answers_as_documented(case: schemathesis.Case) -> None:
    case.call_and_validate()
