"""Several entities in one request: in order, what is missing as None, and nothing left out that DynamoDB put off."""

from typing import Any

import boto3
import pytest
from botocore.exceptions import ClientError
from botocore.stub import Stubber

from anbu.adapters.ledger.codec import to_item
from anbu.adapters.ledger.dynamo import DynamoLedger
from anbu.adapters.ledger.memory import MemoryLedger
from anbu.domain.cases.attempt import Line, Pace
from anbu.ports import Create
from anbu.usecases.read_together import read_together, wanted
from tests.unit.cases.builders import MONDAY_TEN

LINES = [Line(n, None, MONDAY_TEN) for n in range(2)]
PACE = Pace("call", MONDAY_TEN)


def key(pk: str, sk: str) -> dict[str, Any]:
    return {"pk": {"S": pk}, "sk": {"S": sk}}


def batch(*keys: dict[str, Any]) -> dict[str, Any]:
    return {"table": {"Keys": list(keys), "ConsistentRead": True}}


def found(*entities: Any) -> dict[str, Any]:
    return {"Responses": {"table": [to_item(entity, entity.version) for entity in entities]}}


FIRST, SECOND = key("LINE#0", "LINE"), key("LINE#1", "LINE")


@pytest.fixture
def dynamo() -> Any:
    client = boto3.client("dynamodb", region_name="ap-northeast-2", aws_access_key_id="x", aws_secret_access_key="x")
    with Stubber(client) as stub:
        yield DynamoLedger(client, "table"), stub
        stub.assert_no_pending_responses()


def test_in_the_order_asked_for_whatever_the_order_of_the_answer(dynamo: Any) -> None:
    ledger, stub = dynamo
    pace = key("PACE#call", "PACE")
    stub.add_response("batch_get_item", found(PACE, *LINES), {"RequestItems": batch(SECOND, pace, FIRST)})
    asked = wanted(Line, 1), wanted(Pace, "call"), wanted(Line, 0)
    assert read_together(ledger, *asked) == (LINES[1], PACE, LINES[0])


def test_what_is_put_off_is_read_by_itself(dynamo: Any) -> None:
    ledger, stub = dynamo
    stub.add_response("batch_get_item", found(LINES[0]) | {"UnprocessedKeys": batch(SECOND)})
    item = to_item(LINES[1], LINES[1].version)
    stub.add_response("get_item", {"Item": item}, {"TableName": "table", "Key": SECOND, "ConsistentRead": True})
    assert read_together(ledger, wanted(Line, 0), wanted(Line, 1)) == tuple(LINES)


def test_what_is_put_off_for_good_is_not_taken_for_missing(dynamo: Any) -> None:
    ledger, stub = dynamo
    stub.add_response("batch_get_item", {"Responses": {}, "UnprocessedKeys": batch(FIRST, SECOND)})
    stub.add_client_error("get_item", "ProvisionedThroughputExceededException")
    with pytest.raises(ClientError):
        read_together(ledger, wanted(Line, 0), wanted(Line, 1))


def test_the_same_twice_is_asked_for_once(dynamo: Any) -> None:
    ledger, stub = dynamo
    stub.add_response("batch_get_item", found(LINES[0]), {"RequestItems": batch(FIRST)})
    assert read_together(ledger, wanted(Line, 0), wanted(Line, 0)) == (LINES[0], LINES[0])


def test_memory_gives_the_same() -> None:
    ledger = MemoryLedger()
    ledger.write(Create(LINES[1]), Create(PACE))
    assert read_together(ledger, wanted(Line, 0), wanted(Pace, "call"), wanted(Line, 1)) == (None, PACE, LINES[1])
