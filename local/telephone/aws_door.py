"""Requests of AWS SDKs, read and checked against botocore's own service model, and answers in its shape.

What the real service would refuse is refused here with the error that it would give; an operation that the local
network does not have is an error, not a silent success.
"""

import json
import re
from collections.abc import Awaitable, Callable, Mapping
from typing import Any
from urllib.parse import unquote

import botocore.session
from aiohttp import web
from botocore.model import ListShape, OperationModel, Shape, StringShape, StructureShape
from botocore.validate import ParamValidator

Params = dict[str, Any]
Operation = Callable[[Params], Awaitable[Params]]


class AwsError(Exception):
    """An error as the service gives it: its code, a sentence, and the HTTP status that its model says."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code, self.message = code, message


class AwsDoor:
    """One service. `invalid` is the error code that it gives for a request that breaks its model."""

    def __init__(self, service: str, operations: Mapping[str, Operation], *, invalid: str) -> None:
        self._model = botocore.session.get_session().get_service_model(service)
        self._operations = operations
        self._invalid = invalid
        self._statuses = {
            shape.metadata.get("error", {}).get("code", shape.name): shape.metadata.get("error", {}).get(
                "httpStatusCode", 400
            )
            for name in self._model.operation_names
            for shape in self._model.operation_model(name).error_shapes
        }

    def routes(self) -> list[web.RouteDef]:
        """The routes of a REST service, one an operation."""
        found = []
        for name, operation in self._operations.items():
            model = self._model.operation_model(name)
            path = re.sub(r"\{(\w+)\+?\}", r"{\1}", model.http["requestUri"])
            found.append(web.route(model.http["method"], path, self._handler(model, operation)))
        return found

    async def by_target(self, request: web.Request) -> web.Response:
        """The handler of a JSON service, where a header names the operation."""
        name = request.headers.get("X-Amz-Target", "").rpartition(".")[2]
        operation = self._operations.get(name)
        if operation is None:
            return self._failed(AwsError("UnknownOperationException", f"{name} is not played by this network"))
        return await self._handler(self._model.operation_model(name), operation)(request)

    def _handler(self, model: OperationModel, operation: Operation) -> Callable[[web.Request], Awaitable[web.Response]]:
        async def handle(request: web.Request) -> web.Response:
            try:
                params = await _params(request)
                if model.input_shape is not None:
                    self._check(params, model.input_shape)
                return web.json_response(await operation(params))
            except AwsError as error:
                return self._failed(error)

        return handle

    def _check(self, params: Params, shape: StructureShape) -> None:
        report = ParamValidator().validate(params, shape)
        problems = [report.generate_report()] if report.has_errors() else list(_beyond(params, shape, ""))
        if problems:
            raise AwsError(self._invalid, "; ".join(problems))

    def _failed(self, error: AwsError) -> web.Response:
        status = self._statuses.get(error.code, 429 if error.code in _TOO_MANY else 400)
        body = {"__type": error.code, "message": error.message, "Message": error.message}
        return web.json_response(body, status=status, headers={"x-amzn-errortype": error.code})


_TOO_MANY = {"TooManyRequestsException", "ThrottlingException"}


async def _params(request: web.Request) -> Params:
    text = await request.text()
    try:
        params: Params = json.loads(text) if text else {}
    except json.JSONDecodeError as error:
        raise AwsError("SerializationException", "the body is not JSON") from error
    return params | {name: unquote(value) for name, value in request.match_info.items()}


def _beyond(value: Any, shape: Shape, where: str) -> list[str]:
    """What botocore's validator lets through and the service does not: unknown members, enums, patterns, lengths."""
    if isinstance(shape, StructureShape):
        unknown = [f"Unknown parameter in input: {where}{name}" for name in value if name not in shape.members]
        known = ((name, inner) for name, inner in value.items() if name in shape.members)
        return unknown + [p for name, inner in known for p in _beyond(inner, shape.members[name], f"{where}{name}.")]
    if isinstance(shape, ListShape):
        return [p for inner in value for p in _beyond(inner, shape.member, where)]
    if not isinstance(shape, StringShape):
        return []
    name = where.rstrip(".")
    problems = []
    if shape.enum and value not in shape.enum:
        problems.append(f"Value at '{name}' failed to satisfy enum value set")
    if len(value) > shape.metadata.get("max", len(value)):
        problems.append(f"Value at '{name}' is too long")
    pattern = shape.metadata.get("pattern", "").replace("\\\\", "\\")
    if pattern and not re.search(f"^(?:{pattern})", value):
        problems.append(f"Value at '{name}' failed to satisfy regular expression pattern")
    return problems
