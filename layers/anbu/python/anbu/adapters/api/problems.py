"""RFC 9457 problem documents: what went wrong, and one Korean sentence that says what to do. Never what was sent."""

from http import HTTPStatus
from typing import Any

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.api_gateway import APIGatewayHttpResolver
from aws_lambda_powertools.event_handler.middlewares import NextMiddleware
from aws_lambda_powertools.event_handler.openapi.exceptions import RequestUnsupportedContentType, RequestValidationError
from pydantic import BaseModel, Field

from anbu.adapters.api.routing import allowed_methods
from anbu.adapters.api.wrong_fields import WrongCode, code_of, sentence_about
from anbu.ports import Conflict
from anbu.usecases.casework.refusals import (
    Busy,
    Incomplete,
    KeyUsed,
    NotAllowed,
    NotNow,
    NotSignedIn,
    NotThere,
    Refused,
    SomeoneWasFaster,
)

CONTENT_TYPE = "application/problem+json"
# What the rules refuse is 409: the request is well-formed, and does not fit what is on record. 422 is for its form.
_STATUS: dict[type[Refused], HTTPStatus] = {
    NotThere: HTTPStatus.NOT_FOUND,
    NotAllowed: HTTPStatus.FORBIDDEN,
    NotSignedIn: HTTPStatus.UNAUTHORIZED,
    SomeoneWasFaster: HTTPStatus.PRECONDITION_FAILED,
    NotNow: HTTPStatus.CONFLICT,
    Busy: HTTPStatus.CONFLICT,
    Incomplete: HTTPStatus.CONFLICT,
    KeyUsed: HTTPStatus.CONFLICT,
}
_MEANS = {
    401: "로그인 필요",
    403: "권한 없음",
    404: "찾을 수 없거나 볼 권한이 없음",
    405: "쓸 수 없는 방법",
    409: "지금은 할 수 없거나, 갖춰야 할 것이 빠짐",
    412: "그사이 바뀜",
    413: "너무 큼 (게이트웨이가 답합니다)",
    415: "JSON이 아님",
    422: "형식이 올바르지 않음",
    429: "요청이 너무 많음 (게이트웨이가 답합니다)",
}


class Wrong(BaseModel):
    """One field of the request that cannot be as it is."""

    where: str = Field(description="어디가 (예: body.reason)")
    code: WrongCode = Field(description="무엇이 (예: missing). 이 이름은 바뀌지 않습니다.")
    sentence: str = Field(description="어떻게 고치면 되는지 (예: ‘까닭’: 빠져 있습니다. 적어서 다시 보내 주세요.)")


class Problem(BaseModel):
    """RFC 9457 문제 문서. `detail`은 무엇을 하면 되는지 알려 주는 한 문장입니다."""

    type: str = "about:blank"
    title: str
    status: int
    detail: str
    code: str
    errors: list[Wrong] | None = None


class GatewayMessage(BaseModel):
    """게이트웨이가 스스로 하는 답."""

    message: str


READING = (401, 403, 404, 409, 422, 429)
"""What any route that reads may answer instead."""
WRITING = (401, 403, 404, 409, 412, 413, 415, 422, 429)
"""What any route that writes may answer instead."""
_READ_BEFORE = "header.if-match"
"""What a write rests on. Without it the client has to open the page first, whatever else is wrong."""
_THE_GATEWAYS = {HTTPStatus.REQUEST_ENTITY_TOO_LARGE}
_EITHERS = {HTTPStatus.UNAUTHORIZED, HTTPStatus.NOT_FOUND, HTTPStatus.TOO_MANY_REQUESTS}


class NoSuchPage(Refused):
    """A cursor that is not ours, or of another caller, list or query: well-formed, but it does not fit this list."""

    def __init__(self) -> None:
        super().__init__(
            "bad_cursor", "다음 쪽 표시(next)가 이 목록의 것이 아닙니다. next를 빼고 첫 쪽부터 다시 불러와 주세요."
        )


def documented(*problems: int, ok: int = 200) -> dict[int, Any]:
    """The answers of a route, for its OpenAPI description: what it returns under `ok`, and these problems."""
    good: dict[str, Any] = {"description": "처리했습니다."}
    if ok == HTTPStatus.NO_CONTENT:
        good["content"] = {}
    return {ok: good} | {status: {"description": _MEANS[status], "content": _written_by(status)} for status in problems}


def _written_by(status: int) -> dict[str, Any]:
    """API Gateway answers some itself, in its own form: documented as it is (design §5)."""
    ours = {CONTENT_TYPE: {"model": Problem}}
    gateways = {"application/json": {"model": GatewayMessage}}
    if status in _EITHERS:
        return ours | gateways
    return gateways if status in _THE_GATEWAYS else ours


def answer(status: HTTPStatus, code: str, sentence: str, errors: list[Wrong] | None = None) -> Response[str]:
    """A problem as a response. It holds nothing of the request, so that no answer tells a foreign case from none."""
    problem = Problem(title=_MEANS.get(status, status.phrase), status=status, detail=sentence, code=code, errors=errors)
    return Response(status, CONTENT_TYPE, problem.model_dump_json(exclude_none=True))


def answers_with(refusal: type[Refused], status: HTTPStatus) -> None:
    """A refusal of one API only, and how it answers."""
    _STATUS[refusal] = status


def answer_problems(app: APIGatewayHttpResolver) -> None:
    """Turns every refusal of the use cases, and every request that cannot be read, into a problem document."""
    app.exception_handler(Refused)(_refused)
    app.exception_handler(Conflict)(lambda _: _refused(Busy()))
    app.exception_handler(RequestValidationError)(_invalid)
    app.exception_handler(RequestUnsupportedContentType)(_not_json)
    app.not_found(lambda _: _no_route(app))
    app.use(middlewares=[_only_known_parameters])


def _only_known_parameters(app: APIGatewayHttpResolver, go_on: NextMiddleware) -> Response[Any]:
    """A filter that is not known is refused: passed over, it would show what nobody asked for."""
    route = app.context["_route"]
    asked = app.current_event.resolved_query_string_parameters or {}
    unknown = set(asked) - {parameter.alias for parameter in route.dependant.query_params}
    if unknown and route.responses:  # the answer to a path that is not there is no route of ours
        sentence = "모르는 검색 조건이 있습니다. API 문서에 있는 이름으로 다시 보내 주세요."
        return answer(HTTPStatus.UNPROCESSABLE_ENTITY, "unknown_parameter", sentence)
    return go_on(app)


def _no_route(app: APIGatewayHttpResolver) -> Response[str]:
    """RFC 9110: a path that is there, but not by this method, says which methods it has."""
    allowed = allowed_methods(app, app.current_event.path)
    if not allowed or app.current_event.http_method.upper() in allowed:
        return _refused(NotThere())
    sentence = "이 주소에서는 쓸 수 없는 방법(HTTP 메서드)입니다. API 문서를 확인해 주세요."
    problem = answer(HTTPStatus.METHOD_NOT_ALLOWED, "method_not_allowed", sentence)
    problem.headers["Allow"] = ", ".join(allowed)
    return problem


def _refused(refusal: Refused) -> Response[str]:
    return answer(_STATUS.get(type(refusal), HTTPStatus.CONFLICT), refusal.code, refusal.sentence)


def _invalid(error: RequestValidationError) -> Response[str]:
    wrong = [
        Wrong(where=".".join(map(str, found["loc"])), code=code_of(found), sentence=sentence_about(found))
        for found in error.errors()
    ]
    more = f" 고칠 곳이 {len(wrong)}곳입니다. errors에 모두 적혀 있습니다." if len(wrong) > 1 else ""
    unread = any(one.where.lower() == _READ_BEFORE and one.code is WrongCode.MISSING for one in wrong)
    code = "read_first" if unread else "invalid"
    return answer(HTTPStatus.UNPROCESSABLE_ENTITY, code, wrong[0].sentence + more, wrong)


def _not_json(_: RequestUnsupportedContentType) -> Response[str]:
    return answer(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "not_json", "내용을 application/json으로 보내 주세요.")
