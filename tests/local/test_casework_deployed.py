"""The APIs as they are deployed: tokens, the work of a day, costs of reading counted by the client itself."""

import json
import urllib.error
import urllib.request
import uuid
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from anbu.adapters.ledger.dynamo import DynamoLedger
from anbu.domain.cases.case import Case, Person
from anbu.domain.cases.state import State
from anbu.domain.casework.access import Grant, Official
from anbu.domain.casework.audit import Act, AuditEntry
from anbu.domain.casework.decisions import Decision
from anbu.domain.casework.roles import Role
from anbu.domain.ids import AreaCode, PersonKey, RoundId, case_id
from anbu.ports import Create, Index
from local.cloud import Cloud

pytestmark = [pytest.mark.cloud, pytest.mark.slow]
TOWN, DISTRICT = AreaCode("4672025000"), AreaCode("4672000000")
ROUND = RoundId("api-1")


@dataclass
class Client:
    """An outside client: HTTP, a token, nothing else."""

    base: str
    token: str = ""

    def call(self, method: str, path: str, body: Any = None, **headers: str) -> tuple[int, dict[str, str], Any]:
        sent = {"Content-Type": "application/json"} | headers
        sent |= {"Authorization": f"Bearer {self.token}"} if self.token else {}
        request = urllib.request.Request(  # noqa: S310  our own address
            self.base + path, json.dumps(body).encode() if body is not None else None, sent, method=method
        )
        try:
            with urllib.request.urlopen(request, timeout=60) as answer:  # noqa: S310
                text, status, told = answer.read(), answer.status, dict(answer.headers)
        except urllib.error.HTTPError as refused:
            text, status, told = refused.read(), refused.code, dict(refused.headers)
        return status, {name.lower(): value for name, value in told.items()}, json.loads(text) if text else None


@pytest.fixture(scope="module")
def ledger(cloud: Cloud) -> DynamoLedger:
    return DynamoLedger(cloud.client("dynamodb"), cloud.table)


def sign_in(cloud: Cloud, ledger: DynamoLedger, name: str, *grants: tuple[Role, AreaCode]) -> Client:
    """An account in the pool of the deployment, and the grants of its owner in the ledger."""
    pool = cloud.client("cognito-idp")
    user, password = f"{name}-{uuid.uuid4().hex[:8]}", "Anbu-local-2026!"
    made = pool.admin_create_user(UserPoolId=cloud.user_pool, Username=user, MessageAction="SUPPRESS")
    pool.admin_set_user_password(UserPoolId=cloud.user_pool, Username=user, Password=password, Permanent=True)
    signed = pool.admin_initiate_auth(
        UserPoolId=cloud.user_pool,
        ClientId=cloud.user_client,
        AuthFlow="ADMIN_USER_PASSWORD_AUTH",
        AuthParameters={"USERNAME": user, "PASSWORD": password},
    )["AuthenticationResult"]
    sub = next(found["Value"] for found in made["User"]["Attributes"] if found["Name"] == "sub")
    now = datetime.now(UTC)
    ledger.write(
        Create(Official(sub, f"{name} 주무관")), *(Create(Grant(sub, *grant, "test", now)) for grant in grants)
    )
    return Client(cloud.api, signed["AccessToken"])


@pytest.fixture
def case(ledger: DynamoLedger) -> Case:
    return _case(ledger, uuid.uuid4().hex)


def _case(ledger: DynamoLedger, who: str, state: State = State.REVIEW, **fields: Any) -> Case:
    now = datetime(2026, 11, 23, 10, tzinfo=UTC)
    key = PersonKey(who)
    made = Case(
        case_id(DISTRICT, ROUND, key), TOWN, ROUND, DISTRICT, state, now + timedelta(days=30), now, key, **fields
    )
    ledger.write(Create(made), Create(Person(made.id, "김안부")))
    return made


def test_a_case_is_opened_decided_and_checked_by_two_people(cloud: Cloud, ledger: DynamoLedger) -> None:
    case = _case(ledger, uuid.uuid4().hex, danger=True)
    worker = sign_in(cloud, ledger, "worker", (Role.CASEWORKER, TOWN))
    checker = sign_in(cloud, ledger, "checker", (Role.CHECKER, DISTRICT))
    status, headers, page = worker.call("GET", f"/v1/cases/{case.id}")
    assert status == 200, page
    assert page["person"]["name"] == "김안부"
    closing = {"kind": "close", "reason": "died", "document": "곡성-1"}
    once = {"Idempotency-Key": uuid.uuid4().hex, "If-Match": headers["etag"]}
    first = worker.call("POST", f"/v1/cases/{case.id}/decisions", closing, **once)
    again = worker.call("POST", f"/v1/cases/{case.id}/decisions", closing, **once)
    assert first[0] == again[0] == 201, first
    assert first[2] == again[2]
    _, headers, page = checker.call("GET", f"/v1/cases/{case.id}")
    assert page["case"]["state"] == "double_check"
    key = {"Idempotency-Key": uuid.uuid4().hex, "If-Match": headers["etag"]}
    checked = checker.call("POST", f"/v1/cases/{case.id}/checks", {"verdict": "confirm", "finding": "sound"}, **key)
    assert checked[0] == 201, checked
    status, _, story = worker.call("GET", f"/v1/cases/{case.id}/why")
    assert [step["rule"] for step in story["steps"]] == ["checked_urgent", "confirmed_by_second_person"]


def test_of_many_who_decide_at_once_one_decides(cloud: Cloud, ledger: DynamoLedger, case: Case) -> None:
    """Given six officials who have read the same version, when all decide at once, then five are told."""
    officials = [sign_in(cloud, ledger, f"rival{number}", (Role.CASEWORKER, TOWN)) for number in range(6)]

    def decide(official: Client) -> int:
        headers = {"Idempotency-Key": uuid.uuid4().hex, "If-Match": '"0"'}
        return official.call("POST", f"/v1/cases/{case.id}/decisions", {"kind": "visit"}, **headers)[0]

    with ThreadPoolExecutor(6) as pool:
        answers = sorted(pool.map(decide, officials))
    assert answers[0] == 201
    assert set(answers[1:]) <= {409, 412}
    decisions = ledger.query(Decision, Index.OWN, case.id).items
    seen = ledger.query(AuditEntry, Index.LIST, f"SEEN#{case.id}").items
    assert len(decisions) == len([entry for entry in seen if entry.act is Act.DECIDE]) == 1


@pytest.mark.parametrize("token", ["", "nonsense", "eyJhbGciOiJub25lIn0.eyJzdWIiOiJ4In0."])
def test_without_a_token_of_this_pool_nobody_comes_in(cloud: Cloud, case: Case, token: str) -> None:
    assert Client(cloud.api, token).call("GET", f"/v1/cases/{case.id}")[0] == 401


def test_a_token_of_another_pool_opens_nothing(cloud: Cloud, case: Case) -> None:
    pool = cloud.client("cognito-idp")
    other = pool.create_user_pool(PoolName="another")["UserPool"]["Id"]
    client = pool.create_user_pool_client(
        UserPoolId=other, ClientName="c", ExplicitAuthFlows=["ALLOW_ADMIN_USER_PASSWORD_AUTH"]
    )["UserPoolClient"]["ClientId"]
    pool.admin_create_user(UserPoolId=other, Username="intruder", MessageAction="SUPPRESS")
    pool.admin_set_user_password(UserPoolId=other, Username="intruder", Password="Anbu-local-2026!", Permanent=True)
    signed = pool.admin_initiate_auth(
        UserPoolId=other,
        ClientId=client,
        AuthFlow="ADMIN_USER_PASSWORD_AUTH",
        AuthParameters={"USERNAME": "intruder", "PASSWORD": "Anbu-local-2026!"},
    )["AuthenticationResult"]
    assert Client(cloud.api, signed["AccessToken"]).call("GET", f"/v1/cases/{case.id}")[0] == 401


def test_a_foreign_case_answers_with_the_bytes_of_a_missing_one(cloud: Cloud, ledger: DynamoLedger, case: Case) -> None:
    stranger = sign_in(cloud, ledger, "stranger", (Role.MANAGER, AreaCode("4682000000")))
    foreign = stranger.call("GET", f"/v1/cases/{case.id}")
    missing = stranger.call("GET", "/v1/cases/c" + "a" * 20)
    assert (foreign[0], foreign[2]) == (missing[0], missing[2])
    assert foreign[0] == 404


@pytest.fixture(scope="module")
def hundred(ledger: DynamoLedger) -> int:
    for number in range(120):
        _case(ledger, f"many-{number}", list(State)[number % 15])
    return 120


def test_a_list_reads_a_page_as_dynamodb_counts_it(ledger: DynamoLedger, cloud: Cloud, hundred: int) -> None:
    """Given a client that adds up `ScannedCount`, when a page of work is asked for, then it reads a page and one."""
    client = cloud.client("dynamodb")
    scanned: list[int] = []
    client.meta.events.register("after-call.dynamodb.Query", lambda parsed, **_: scanned.append(parsed["ScannedCount"]))
    client.meta.events.register("before-call.dynamodb.Scan", lambda **_: pytest.fail("a Scan"))
    watched = DynamoLedger(client, cloud.table)
    for index, partition in ((Index.AREA, DISTRICT), (Index.LIST, TOWN)):
        scanned.clear()
        page = watched.query(Case, index, f"WORK#{partition}", limit=20)
        assert len(page.items) == 20
        assert sum(scanned) <= 21


def test_every_view_is_copied_to_where_nobody_can_change_it(cloud: Cloud, ledger: DynamoLedger, case: Case) -> None:
    worker = sign_in(cloud, ledger, "reader", (Role.CASEWORKER, TOWN))
    assert worker.call("GET", f"/v1/cases/{case.id}")[0] == 200
    (entry,) = ledger.query(AuditEntry, Index.LIST, f"SEEN#{case.id}").items
    bucket = next(b["Name"] for b in cloud.client("s3").list_buckets()["Buckets"] if "audit" in b["Name"])
    key = f"access/{entry.chain}/{entry.seq:09}.json"
    cloud.client("s3").get_waiter("object_exists").wait(
        Bucket=bucket, Key=key, WaiterConfig={"Delay": 1, "MaxAttempts": 40}
    )


def test_a_neighbours_report_becomes_work_of_the_town(cloud: Cloud, ledger: DynamoLedger) -> None:
    neighbour = Client(cloud.public_api)
    told = {
        "by": "neighbour",
        "text": "며칠째 불이 켜져 있고 인기척이 없습니다.",
        "place": "읍내리 9001",
        "latitude": 35.2820,
        "longitude": 127.2920,
        "pin": "123456",
    }
    status, _, receipt = neighbour.call("POST", "/v1/reports", told, **{"Idempotency-Key": uuid.uuid4().hex})
    assert status == 201, receipt
    asked = {"receipt": receipt["receipt"], "pin": "123456"}
    assert neighbour.call("POST", "/v1/reports/status", asked)[2]["status"] == "received"
    assert neighbour.call("POST", "/v1/reports/status", asked | {"pin": "654321"})[0] == 404
    worker = sign_in(cloud, ledger, "handler", (Role.CASEWORKER, TOWN))
    rows = worker.call("GET", "/v1/cases?group=review&limit=100")[2]["items"]
    assert any(row["round_id"].startswith("reports-") for row in rows)
