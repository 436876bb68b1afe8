"""A DynamoDB client whose wire is cut short: boto3 builds, signs and parses as ever, and nothing goes out."""

import json
import time
from typing import Any

import boto3
from botocore.awsrequest import AWSResponse
from botocore.config import Config

Item = dict[str, Any]


class _Body:
    def __init__(self, content: bytes) -> None:
        self._content = content

    def stream(self) -> list[bytes]:
        return [self._content]


class CutWire:
    """Answers `before-send` from a dictionary. `cpu_ns`: its own CPU time, which is not the measured program's."""

    def __init__(self, config: Config | None = None) -> None:
        """A client, set up as the program that is measured sets it up, with its own empty table."""
        self.items: dict[tuple[str, str], Item] = {}
        self.cpu_ns = 0
        self.client = boto3.client(
            "dynamodb",
            region_name="ap-northeast-2",
            aws_access_key_id="x",
            aws_secret_access_key="x",  # noqa: S106  nobody's
            config=config,
        )
        self.client.meta.events.register("before-send.dynamodb", self._answer)  # type: ignore[arg-type]

    def _answer(self, request: Any, **_: Any) -> AWSResponse:
        began = time.process_time_ns()
        verb = request.headers["X-Amz-Target"].decode().rsplit(".", 1)[-1]
        body = json.dumps(getattr(self, f"_{verb}")(json.loads(request.body))).encode()
        headers: Any = {"Content-Type": "application/x-amz-json-1.0", "Content-Length": str(len(body))}
        response = AWSResponse(request.url, 200, headers, _Body(body))
        self.cpu_ns += time.process_time_ns() - began
        return response

    def _GetItem(self, asked: Item) -> Item:  # noqa: N802 - DynamoDB's name
        found = self.items.get(_key(asked["Key"]))
        return {"Item": found} if found else {}

    def _BatchGetItem(self, asked: Item) -> Item:  # noqa: N802
        answered = {
            table: [self.items[_key(key)] for key in wanted["Keys"] if _key(key) in self.items]
            for table, wanted in asked["RequestItems"].items()
        }
        return {"Responses": answered, "UnprocessedKeys": {}}

    def _PutItem(self, asked: Item) -> Item:  # noqa: N802
        self.items[_key(asked["Item"])] = asked["Item"]
        return {}

    def _TransactWriteItems(self, asked: Item) -> Item:  # noqa: N802
        for action in asked["TransactItems"]:
            self._PutItem(action["Put"])
        return {}

    def _Query(self, asked: Item) -> Item:  # noqa: N802
        values = asked["ExpressionAttributeValues"]
        low, high = values[":low"]["S"], values[":high"]["S"]
        found = [item for (pk, sk), item in self.items.items() if pk == values[":p"]["S"] and low <= sk <= high]
        return {"Items": found, "Count": len(found), "ScannedCount": len(found)}


def _key(item: Item) -> tuple[str, str]:
    return item["pk"]["S"], item["sk"]["S"]
