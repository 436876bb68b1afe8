"""Requests come through CloudFront and its WAF; who comes past it does not know the word that it says to us."""

import hmac
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from aws_lambda_powertools.event_handler.api_gateway import APIGatewayHttpResolver

HEADER = "x-anbu-origin"
_BEHIND_VIEWER = 2
"""CloudFront appends the viewer to X-Forwarded-For, API Gateway appends CloudFront."""


@dataclass(frozen=True, slots=True)
class FrontDoor:
    """`word` is None where there is no front door: on one's own machine."""

    word: str | None = None

    def lets_in(self, event: Mapping[str, Any]) -> bool:
        """Whether the request came through the front door."""
        said = event.get("headers", {}).get(HEADER, "")
        return self.word is None or hmac.compare_digest(said.encode(), self.word.encode())

    def viewer(self, event: Mapping[str, Any]) -> str:
        """The address that the request was sent from; what the sender wrote about themself is not believed."""
        source: str = event["requestContext"]["http"]["sourceIp"]
        hops = [hop.strip() for hop in event.get("headers", {}).get("x-forwarded-for", "").split(",")]
        return hops[-_BEHIND_VIEWER] if self.word is not None and len(hops) >= _BEHIND_VIEWER else source


_CLOSED = {
    "statusCode": 404,
    "headers": {"Content-Type": "application/problem+json"},
    "body": json.dumps(
        {
            "type": "about:blank",
            "title": "찾을 수 없음",
            "status": 404,
            "detail": "안내된 주소로 다시 접속해 주세요.",
            "code": "not_there",
        },
        ensure_ascii=False,
    ),
    "isBase64Encoded": False,
}


def resolved(door: FrontDoor, app: APIGatewayHttpResolver, event: dict[str, Any], context: Any) -> dict[str, Any]:
    """The answer to a request that came through the front door; to any other that there is nothing here."""
    return app.resolve(event, context) if door.lets_in(event) else dict(_CLOSED)
