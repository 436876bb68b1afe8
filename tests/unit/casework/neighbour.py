"""A neighbour with a browser, at the public door."""

import json
from typing import Any

from anbu.adapters.api.front_door import FrontDoor
from anbu.usecases.casework.take_report import Porter
from functions.public_api.app import Hall, build_app
from tests.unit.casework.world import Bucket, World

TOLD = {
    "by": "neighbour",
    "text": "며칠째 불이 켜져 있고 인기척이 없습니다.",
    "place": "곡성읍 읍내리 9001",
    "latitude": 35.2820,
    "longitude": 127.2920,
    "pin": "123456",
}


class Public:
    """A neighbour with a browser."""

    def __init__(self, world: World) -> None:
        self.app = build_app()
        self.hall = Hall(Porter(world.office.desk, b"s" * 32), Bucket(), world.office.tree, FrontDoor())

    def post(self, path: str, body: Any, key: str = "k" * 16, source: str = "127.0.0.1") -> tuple[int, Any]:
        event = {
            "version": "2.0",
            "routeKey": "$default",
            "rawPath": path,
            "rawQueryString": "",
            "headers": {"content-type": "application/json", "idempotency-key": key},
            "requestContext": {
                "http": {"method": "POST", "path": path, "protocol": "HTTP/1.1", "sourceIp": source},
                "requestId": "r",
                "routeKey": "$default",
                "stage": "$default",
            },
            "body": json.dumps(body),
            "isBase64Encoded": False,
        }
        self.app.append_context(hall=self.hall)  # type: ignore[no-untyped-call]
        answer = self.app.resolve(event, None)  # type: ignore[arg-type]
        return int(answer["statusCode"]), json.loads(answer["body"])
