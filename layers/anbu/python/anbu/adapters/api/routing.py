"""Routers of the HTTP APIs, and which methods a path takes."""

import re
from functools import cache

from aws_lambda_powertools.event_handler.api_gateway import APIGatewayHttpResolver
from aws_lambda_powertools.event_handler.router import APIGatewayHttpRouter

_METHODS = ("get", "put", "post", "delete", "patch")


def new_router() -> APIGatewayHttpRouter:
    """A router for one subject."""
    return APIGatewayHttpRouter()  # type: ignore[no-untyped-call]


def allowed_methods(app: APIGatewayHttpResolver, path: str) -> tuple[str, ...]:
    """The methods that a path takes; none if there is no such path."""
    return next((methods for pattern, methods in _paths(app) if pattern.fullmatch(path)), ())


@cache
def _paths(app: APIGatewayHttpResolver) -> tuple[tuple[re.Pattern[str], tuple[str, ...]], ...]:
    paths = app.get_openapi_schema().paths or {}
    return tuple(
        (
            re.compile(re.sub(r"\\{[^}]+\\}", "[^/]+", re.escape(path))),
            tuple(method.upper() for method in _METHODS if getattr(item, method) is not None),
        )
        for path, item in sorted(paths.items(), key=lambda one: one[0].count("{"))  # the plainest name goes first
    )
