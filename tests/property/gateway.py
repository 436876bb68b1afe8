"""API Gateway in front of the API, in process: WSGI in, HTTP API events (payload 2.0) to the handler."""

import base64
from collections.abc import Callable, Iterable
from http import HTTPStatus
from typing import Any
from urllib.parse import parse_qs, unquote

Resolve = Callable[[dict[str, Any]], dict[str, Any]]
Start = Callable[[str, list[tuple[str, str]]], Any]


def gateway(resolve: Resolve, *, jwt: bool) -> Callable[[Any, Start], Iterable[bytes]]:
    """A WSGI app. With `jwt`, the authorizer knows tokens `Bearer <sub>` and answers 401 to anything else."""

    def app(environ: dict[str, Any], start: Start) -> Iterable[bytes]:
        event = _event(environ)
        token = event["headers"].get("authorization", "")
        if jwt:
            if not token.startswith("Bearer ") or not token[7:].isalnum():
                start("401 Unauthorized", [("Content-Type", "application/json")])
                return [b'{"message":"Unauthorized"}']
            event["requestContext"]["authorizer"] = {
                "jwt": {"claims": {"sub": token[7:], "token_use": "access"}, "scopes": None}
            }
        answer = resolve(event)
        status = HTTPStatus(answer["statusCode"])
        start(f"{status.value} {status.phrase}", [(k, str(v)) for k, v in answer.get("headers", {}).items()])
        body = answer.get("body") or ""
        return [base64.b64decode(body) if answer.get("isBase64Encoded") else body.encode()]

    return app


def _event(environ: dict[str, Any]) -> dict[str, Any]:
    length = int(environ.get("CONTENT_LENGTH") or 0)
    raw = environ["wsgi.input"].read(length) if length else b""
    headers = {k[5:].replace("_", "-").lower(): v for k, v in environ.items() if k.startswith("HTTP_")}
    if environ.get("CONTENT_TYPE"):
        headers["content-type"] = environ["CONTENT_TYPE"]
    path = environ.get("PATH_INFO", "/").encode("latin-1").decode("utf-8", "replace")
    query = {k: ",".join(v) for k, v in parse_qs(environ.get("QUERY_STRING", ""), keep_blank_values=True).items()}
    method = environ["REQUEST_METHOD"]
    try:
        body, encoded = raw.decode("utf-8"), False
    except UnicodeDecodeError:
        body, encoded = base64.b64encode(raw).decode(), True
    return {
        "version": "2.0",
        "routeKey": "$default",
        "rawPath": unquote(path),
        "rawQueryString": environ.get("QUERY_STRING", ""),
        "headers": headers,
        "queryStringParameters": query,
        "requestContext": {
            "http": {"method": method, "path": unquote(path), "protocol": "HTTP/1.1", "sourceIp": "127.0.0.1"},
            "requestId": "r",
            "routeKey": "$default",
            "stage": "$default",
        },
        "body": body or None,
        "isBase64Encoded": encoded,
    }
