"""Attacks on the deployed API: tokens made, changed, aged, or meant for somebody else; people who raise themselves."""

import base64
import hashlib
import hmac
import json
import time
import uuid
from typing import Any

import pytest

from anbu.adapters.ledger.dynamo import DynamoLedger
from anbu.domain.cases.case import Case
from anbu.domain.casework.access import Grant
from anbu.domain.casework.roles import Role
from anbu.domain.ids import AreaCode
from anbu.ports import Index
from local.cloud import Cloud
from tests.local.test_casework_deployed import DISTRICT, TOWN, Client, _case, ledger, sign_in

pytestmark = [pytest.mark.cloud, pytest.mark.slow]
__all__ = ["ledger"]
PASSWORD = "Anbu-local-2026!"


def part(value: Any) -> str:
    raw = value if isinstance(value, bytes) else json.dumps(value).encode()
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def opened(token: str) -> tuple[dict[str, Any], dict[str, Any]]:
    head, body, _ = token.split(".")
    return tuple(json.loads(base64.urlsafe_b64decode(one + "==")) for one in (head, body))  # type: ignore[return-value]


@pytest.fixture(scope="module")
def worker(cloud: Cloud, ledger: DynamoLedger) -> Client:
    return sign_in(cloud, ledger, "attacked", (Role.CASEWORKER, TOWN))


@pytest.fixture(scope="module")
def case(ledger: DynamoLedger) -> Case:
    return _case(ledger, uuid.uuid4().hex)


def forged(token: str, how: str) -> str:
    """A token as an attacker would make it of one that they hold."""
    head, body = opened(token)
    signature = token.split(".")[2]
    by_head = {"alg none": head | {"alg": "none"}, "another key": head | {"kid": "mine"}}
    by_body = {"another sub": body | {"sub": str(uuid.uuid4())}, "longer life": body | {"exp": body["exp"] + 99_999}}
    said = f"{part(by_head.get(how, head))}.{part(by_body.get(how, body))}"
    if how == "signed with what everybody knows":
        said = f"{part(head | {'alg': 'HS256'})}.{part(body)}"
        signature = part(hmac.new(head["kid"].encode(), said.encode(), hashlib.sha256).digest())
    return f"{said}.{'' if how == 'no signature' else signature}"


@pytest.mark.parametrize(
    "how",
    [
        "another sub",
        "longer life",
        "alg none",
        "no signature",
        "signed with what everybody knows",
        "another key",
    ],
)
def test_a_token_that_was_touched_opens_nothing(cloud: Cloud, worker: Client, case: Case, how: str) -> None:
    assert worker.call("GET", f"/v1/cases/{case.id}")[0] == 200
    assert Client(cloud.api, forged(worker.token, how)).call("GET", f"/v1/cases/{case.id}")[0] == 401


def signed_in(cloud: Cloud, client: str, user: str) -> dict[str, str]:
    pool = cloud.client("cognito-idp")
    answered: dict[str, str] = pool.admin_initiate_auth(
        UserPoolId=cloud.user_pool,
        ClientId=client,
        AuthFlow="ADMIN_USER_PASSWORD_AUTH",
        AuthParameters={"USERNAME": user, "PASSWORD": PASSWORD},
    )["AuthenticationResult"]
    return answered


@pytest.fixture(scope="module")
def user(cloud: Cloud, ledger: DynamoLedger) -> str:
    """The name of an account whose owner may work in the town."""
    pool, name = cloud.client("cognito-idp"), f"tokens-{uuid.uuid4().hex[:8]}"
    made = pool.admin_create_user(UserPoolId=cloud.user_pool, Username=name, MessageAction="SUPPRESS")
    pool.admin_set_user_password(UserPoolId=cloud.user_pool, Username=name, Password=PASSWORD, Permanent=True)
    sub = next(found["Value"] for found in made["User"]["Attributes"] if found["Name"] == "sub")
    _grant(ledger, sub, Role.CASEWORKER, TOWN)
    return name


def _grant(ledger: DynamoLedger, sub: str, role: Role, area: AreaCode) -> None:
    from datetime import UTC, datetime  # noqa: PLC0415

    from anbu.domain.casework.access import Official  # noqa: PLC0415
    from anbu.ports import Create  # noqa: PLC0415

    ledger.write(Create(Official(sub, "토큰 주무관")), Create(Grant(sub, role, area, "test", datetime.now(UTC))))


@pytest.mark.parametrize("which", ["IdToken", "RefreshToken"])
def test_only_an_access_token_opens_the_api(cloud: Cloud, user: str, case: Case, which: str) -> None:
    tokens = signed_in(cloud, cloud.user_client, user)
    assert Client(cloud.api, tokens["AccessToken"]).call("GET", f"/v1/cases/{case.id}")[0] == 200
    assert Client(cloud.api, tokens[which]).call("GET", f"/v1/cases/{case.id}")[0] == 401


def test_a_token_for_another_client_of_the_same_pool_opens_nothing(cloud: Cloud, user: str, case: Case) -> None:
    pool = cloud.client("cognito-idp")
    other = pool.create_user_pool_client(
        UserPoolId=cloud.user_pool, ClientName="other", ExplicitAuthFlows=["ALLOW_ADMIN_USER_PASSWORD_AUTH"]
    )["UserPoolClient"]["ClientId"]
    token = signed_in(cloud, other, user)["AccessToken"]
    assert Client(cloud.api, token).call("GET", f"/v1/cases/{case.id}")[0] == 401


def test_a_token_that_has_expired_opens_nothing(cloud: Cloud, user: str, case: Case) -> None:
    """Given a client whose tokens live for seconds, when they are over, then the same token is refused."""
    pool = cloud.client("cognito-idp")
    where = {"UserPoolId": cloud.user_pool, "ClientId": cloud.user_client}
    before = pool.describe_user_pool_client(**where)["UserPoolClient"]
    kept = {"ExplicitAuthFlows": before["ExplicitAuthFlows"]}
    pool.update_user_pool_client(**where, **kept, AccessTokenValidity=2, TokenValidityUnits={"AccessToken": "seconds"})
    try:
        token = signed_in(cloud, cloud.user_client, user)["AccessToken"]
    finally:
        pool.update_user_pool_client(
            **where, **kept, AccessTokenValidity=60, TokenValidityUnits={"AccessToken": "minutes"}
        )
    _, claims = opened(token)
    if claims["exp"] - claims["iat"] > 60:
        pytest.fail("the emulator makes no token that is soon over")
    client, status = Client(cloud.api, token), 200
    while status == 200 and time.time() < claims["exp"] + 5:
        status = client.call("GET", f"/v1/cases/{case.id}")[0]
    assert status == 401


@pytest.mark.parametrize("role", ["manager", "checker", "auditor", "operator"])
def test_nobody_raises_themself(cloud: Cloud, worker: Client, role: str) -> None:
    sub = worker.call("GET", "/v1/me")[2]["id"]
    key = {"Idempotency-Key": uuid.uuid4().hex}
    assert worker.call("PUT", f"/v1/areas/{TOWN}/grants/{role}/{sub}", {}, **key)[0] == 403


def test_a_manager_of_a_town_gives_nothing_beyond_it(cloud: Cloud, ledger: DynamoLedger, worker: Client) -> None:
    boss = sign_in(cloud, ledger, "small-boss", (Role.MANAGER, TOWN))
    sub, own = (who.call("GET", "/v1/me")[2]["id"] for who in (worker, boss))
    before = ledger.query(Grant, Index.OWN, sub).items
    for area, official in ((DISTRICT, sub), ("4600000000", sub), (DISTRICT, own), (TOWN, own)):
        key = {"Idempotency-Key": uuid.uuid4().hex}
        assert boss.call("PUT", f"/v1/areas/{area}/grants/manager/{official}", {}, **key)[0] in {404, 409}
    assert ledger.query(Grant, Index.OWN, sub).items == before


@pytest.mark.parametrize("header", ["X-Anbu-Sub", "X-Amzn-Oidc-Identity", "X-Forwarded-User", "X-Original-URL"])
def test_no_header_makes_somebody_else_of_the_caller(worker: Client, header: str) -> None:
    mine = worker.call("GET", "/v1/me")[2]
    assert worker.call("GET", "/v1/me", **{header: "root"})[2] == mine
