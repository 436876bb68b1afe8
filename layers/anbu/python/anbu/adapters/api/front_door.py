"""Requests come through CloudFront and its WAF; who comes past it does not know the word that it says to us."""

import base64
import binascii
import hmac
import json
from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
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


def resolved(door: FrontDoor, app: APIGatewayHttpResolver, event: dict[str, Any], context: Any) -> dict[str, Any]:
    """The answer to a request that came through the front door with JSON or nothing in it."""
    if not door.lets_in(event):
        return _problem(HTTPStatus.NOT_FOUND, "not_there", "안내된 주소로 다시 접속해 주세요.")
    kind = event.get("headers", {}).get("content-type", "").partition(";")[0].strip().lower()
    if event.get("body") and kind != "application/json":
        return _problem(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "not_json", "내용을 application/json으로 보내 주세요.")
    if not _is_text(event):
        return _problem(HTTPStatus.UNPROCESSABLE_ENTITY, "not_text", "내용을 UTF-8 글자로 보내 주세요.")
    return app.resolve(event, context)


def _is_text(event: Mapping[str, Any]) -> bool:
    try:
        raw = event.get("body") or ""
        (base64.b64decode(raw) if event.get("isBase64Encoded") else raw.encode()).decode("utf-8")
    except (UnicodeError, binascii.Error):
        return False
    return True


def _problem(status: HTTPStatus, code: str, sentence: str) -> dict[str, Any]:
    body = {"type": "about:blank", "title": status.phrase, "status": status, "detail": sentence, "code": code}
    return {
        "statusCode": int(status),
        "headers": {"Content-Type": "application/problem+json"},
        "body": json.dumps(body, ensure_ascii=False),
        "isBase64Encoded": False,
    }
