"""The deployed API behind its gateway answers as its OpenAPI document says (schemathesis over HTTP)."""

import json

import pytest
import schemathesis
from hypothesis import HealthCheck, settings

from anbu.adapters.ledger.dynamo import DynamoLedger
from anbu.domain.casework.roles import Role
from functions.casework_api.openapi import document, public_document
from local.cloud import Cloud
from tests.local.test_casework_deployed import DISTRICT, sign_in

pytestmark = [pytest.mark.cloud, pytest.mark.slow]
staff = schemathesis.openapi.from_dict(json.loads(document()))
public = schemathesis.openapi.from_dict(json.loads(public_document()))
_settings = settings(
    max_examples=4, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True, database=None
)


@pytest.fixture(scope="module")
def token(cloud: Cloud) -> str:
    """Somebody who may do everything in one district."""
    ledger = DynamoLedger(cloud.client("dynamodb"), cloud.table)
    return sign_in(cloud, ledger, "everything", *((role, DISTRICT) for role in Role)).token


@staff.parametrize()
@_settings
def test_the_casework_api_answers_as_documented(case: schemathesis.Case, cloud: Cloud, token: str) -> None:
    case.call_and_validate(base_url=cloud.api, headers={"Authorization": f"Bearer {token}"})


@public.parametrize()
@_settings
def test_the_public_api_answers_as_documented(case: schemathesis.Case, cloud: Cloud) -> None:
    case.call_and_validate(base_url=cloud.public_api)
