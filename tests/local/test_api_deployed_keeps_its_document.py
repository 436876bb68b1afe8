"""The deployed API behind its gateway answers as its OpenAPI document says (schemathesis over HTTP).

The same wrong requests go to the same code in process, every one of them, in
`tests/property/test_api_keeps_its_document.py`. What only a deployment can get wrong (gateway, authorizer, packing,
the real store) shows on any of them: here goes every right request, and every third wrong one, another third for each
route. The deep run sends them all.
"""

import json
from collections import Counter

import pytest
import schemathesis
from hypothesis import HealthCheck, settings
from schemathesis.generation import GenerationMode
from schemathesis.generation.meta import TestPhase

from anbu.adapters.ledger.dynamo import DynamoLedger
from anbu.domain.casework.roles import Role
from functions.casework_api.openapi import document, public_document
from local.cloud import Cloud
from tests.local.test_casework_deployed import DISTRICT, sign_in
from tests.property import on_the_wire  # noqa: F401  a hook for every schema

pytestmark = [pytest.mark.cloud, pytest.mark.slow]
staff = schemathesis.openapi.from_dict(json.loads(document()))
public = schemathesis.openapi.from_dict(json.loads(public_document()))
_settings = settings(
    max_examples=4, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True, database=None
)
_ONE_IN = 3
_LABELS = [operation.ok().label for schema in (staff, public) for operation in schema.get_all_operations()]


class Selection:
    """Which wrong requests of the coverage phase are sent. Right ones and random ones always are."""

    def __init__(self) -> None:
        self._met: Counter[str] = Counter()

    def takes(self, case: schemathesis.Case) -> bool:
        """Whether this one goes out; each route begins at another place of its list."""
        meta = case.meta
        if meta is None or meta.phase.name is not TestPhase.COVERAGE or meta.generation.mode is GenerationMode.POSITIVE:
            return True
        label = case.operation.label
        self._met[label] += 1
        return (self._met[label] + _LABELS.index(label)) % _ONE_IN == 0


@pytest.fixture(scope="module")
def token(cloud: Cloud) -> str:
    """Somebody who may do everything in one district."""
    ledger = DynamoLedger(cloud.client("dynamodb"), cloud.table)
    return sign_in(cloud, ledger, "everything", *((role, DISTRICT) for role in Role)).token


@pytest.fixture(scope="module")
def selection() -> Selection:
    """One for the whole run."""
    return Selection()


@staff.parametrize()
@_settings
def test_the_casework_api_answers_as_documented(
    case: schemathesis.Case, cloud: Cloud, token: str, selection: Selection
) -> None:
    if selection.takes(case):
        case.call_and_validate(base_url=cloud.api, headers={"Authorization": f"Bearer {token}"})


@public.parametrize()
@_settings
def test_the_public_api_answers_as_documented(case: schemathesis.Case, cloud: Cloud, selection: Selection) -> None:
    if selection.takes(case):
        case.call_and_validate(base_url=cloud.public_api)


@pytest.mark.deep
@staff.parametrize()
@_settings
def test_the_casework_api_answers_every_wrong_request_as_documented(
    case: schemathesis.Case, cloud: Cloud, token: str
) -> None:
    case.call_and_validate(base_url=cloud.api, headers={"Authorization": f"Bearer {token}"})
