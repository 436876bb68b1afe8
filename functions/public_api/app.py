"""The routes of the public door."""

from dataclasses import dataclass
from http import HTTPStatus
from typing import Annotated

from aws_lambda_powertools.event_handler import Depends, Request
from aws_lambda_powertools.event_handler.api_gateway import APIGatewayHttpResolver
from aws_lambda_powertools.event_handler.openapi.params import Header

from anbu.adapters.api.front_door import FrontDoor
from anbu.adapters.api.problems import answer_problems, answers_with, documented
from anbu.adapters.api.routing import new_router
from anbu.adapters.list_shelf import ListShelf
from anbu.adapters.photos import cleaned
from anbu.domain.areas import AreaTree
from anbu.domain.casework.once import digest_of
from anbu.domain.casework.reports import Report, ReportStatus
from anbu.domain.ids import AreaCode
from anbu.usecases.casework.keep_photo import keep_photo, photo_key
from anbu.usecases.casework.refusals import Incomplete
from anbu.usecases.casework.take_report import Porter, Told, TooMany, opened_report, report_status, take_report
from functions.public_api.views import PhotoAsked, PhotoForm, Receipt, ReportAsked, Status, StatusAsked

_PROBLEMS = (404, 409, 413, 415, 422, 429)
router = new_router()


@dataclass(slots=True)
class Hall:
    """What a process of the public door keeps."""

    porter: Porter
    shelf: ListShelf
    tree: AreaTree
    door: FrontDoor


@dataclass(frozen=True, slots=True)
class Knocking:
    """One request: the hall, and who sends it (an address, kept only as a keyed hash)."""

    hall: Hall
    sender: str


def _knocking(request: Request) -> Knocking:
    hall: Hall = request.context["hall"]
    return Knocking(hall, hall.door.viewer(request.resolved_event.raw_event))


Knock = Annotated[Knocking, Depends(_knocking)]
Key = Annotated[
    str,
    Header(
        alias="Idempotency-Key",
        min_length=16,
        max_length=100,
        pattern=r"^[A-Za-z0-9_-]+$",
        description="이 신고의 고유 키. 같은 키로 다시 보내도 신고는 한 건입니다.",
    ),
]


@router.post(
    "/v1/reports",
    summary="걱정되는 이웃이나 나의 어려움 알리기",
    tags=["신고"],
    operation_id="report",
    status_code=HTTPStatus.CREATED,
    responses=documented(*_PROBLEMS, ok=201),
)
def reported(knock: Knock, asked: ReportAsked, key: Key) -> Receipt:
    """이름을 밝히지 않아도 됩니다. 접수번호와 숫자 6자리로 처리 상황을 봅니다. 급한 위험은 119에 전화해 주세요."""
    told = Told(
        asked.by,
        _town(knock.hall, asked),
        asked.place,
        asked.text,
        asked.pin,
        asked.name,
        asked.latitude,
        asked.longitude,
        asked.reporter_phone,
    )
    number = take_report(knock.hall.porter, told, digest_of("report", key), knock.sender)
    status = ReportStatus.RECEIVED
    return Receipt(receipt=number, status=status, sentence=status.sentence)


@router.post(
    "/v1/reports/status",
    summary="처리 상황 보기",
    tags=["신고"],
    operation_id="reportStatus",
    responses=documented(*_PROBLEMS),
)
def status(knock: Knock, asked: StatusAsked) -> Status:
    """무엇을 했는지 알려 드립니다. 그 가구의 사정은 알려 드리지 않습니다."""
    found = report_status(knock.hall.porter, asked.receipt, asked.pin, knock.sender)
    return Status(status=found, sentence=found.sentence)


@router.post(
    "/v1/reports/photos",
    summary="사진 올릴 양식",
    tags=["신고"],
    operation_id="addPhoto",
    status_code=HTTPStatus.CREATED,
    responses=documented(*_PROBLEMS, ok=201),
)
def photo_form(knock: Knock, asked: PhotoAsked) -> PhotoForm:
    """사진을 올릴 양식을 만듭니다. 위치와 촬영 정보는 지우고 보관합니다."""
    report = _opened(knock, asked)
    form = knock.hall.shelf.form(photo_key(report, asked.n, raw=True), asked.kind, 10 * 1024 * 1024)
    return PhotoForm(url=form.url, fields=form.fields)


@router.post(
    "/v1/reports/photos/done",
    summary="사진을 다 올렸음",
    tags=["신고"],
    operation_id="photoAdded",
    responses=documented(*_PROBLEMS),
)
def photo_added(knock: Knock, asked: PhotoAsked) -> Status:
    """올린 사진을 새로 그려 보관합니다. 사진이 아니면 받지 않습니다."""
    report = _opened(knock, asked)
    keep_photo(knock.hall.porter.desk.ledger, knock.hall.shelf, cleaned, report, asked.n)
    status = ReportStatus.RECEIVED
    return Status(status=status, sentence=status.sentence)


def _opened(knock: Knocking, asked: StatusAsked) -> Report:
    return opened_report(knock.hall.porter, asked.receipt, asked.pin, knock.sender)


def _town(hall: Hall, asked: ReportAsked) -> AreaCode:
    if asked.latitude is not None and asked.longitude is not None:
        from anbu.adapters.places import town_at  # noqa: PLC0415  boundaries take room and time: only where asked for

        found = town_at(hall.tree, asked.latitude, asked.longitude)
        if found is not None:
            return found
    code = hall.tree.by_code(asked.area) if asked.area else None
    if code is None or hall.tree.parent(code) is None:
        raise Incomplete(
            "place_unknown", "어느 읍면동인지 알 수 없습니다. 지도에서 위치를 다시 고르거나 읍면동을 골라 주세요."
        )
    return code


def build_app() -> APIGatewayHttpResolver:
    """The resolver with every route and every problem. `hall` is put into its context before each request."""
    app = APIGatewayHttpResolver(enable_validation=True)
    app.include_router(router)
    answer_problems(app)
    answers_with(TooMany, HTTPStatus.TOO_MANY_REQUESTS)
    return app
