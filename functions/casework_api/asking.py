"""What every route is given: who asks, at which desk. Tokens carry only `sub`; roles and areas come from the ledger."""

import re
import time
from dataclasses import dataclass, field
from datetime import date
from typing import Annotated, Any

from aws_lambda_powertools.event_handler import Depends, Request
from aws_lambda_powertools.event_handler.openapi.params import Header, Path, Query
from pydantic import BeforeValidator

from anbu.adapters.api.cursors import Cursors
from anbu.adapters.list_shelf import ListShelf
from anbu.domain.areas import AreaTree
from anbu.domain.casework.access import Caller
from anbu.domain.casework.counselling_form import Template
from anbu.domain.casework.once import Once, digest_of
from anbu.domain.casework.roles import Permit
from anbu.domain.casework.story import StoryWords
from anbu.domain.ids import AreaCode
from anbu.usecases.casework.campaigns import Planning
from anbu.usecases.casework.desk import Desk
from anbu.usecases.casework.list_work import Place
from anbu.usecases.casework.refusals import NotAllowed, NotSignedIn
from anbu.usecases.casework.who_asks import reachable_area, who_asks

GRANTS_HOLD_SECONDS = 30.0
"""How long a process may rely on grants that it has read (design §4: at most 60)."""


@dataclass(slots=True)
class Office:
    """What a process of the API keeps between requests."""

    desk: Desk
    tree: AreaTree
    cursors: Cursors
    words: StoryWords
    shelf: ListShelf
    form: Template
    planning: Planning
    known: dict[str, tuple[float, Caller]] = field(default_factory=dict)

    def caller(self, sub: str) -> Caller:
        """The caller with the grants that hold, read again after `GRANTS_HOLD_SECONDS`."""
        read_at, caller = self.known.get(sub, (0.0, None))
        if caller is None or time.monotonic() - read_at > GRANTS_HOLD_SECONDS:
            caller = who_asks(self.desk, sub)
            self.known[sub] = (time.monotonic(), caller)
        return caller

    def area_name(self, code: AreaCode) -> str:
        """전라남도 곡성군 곡성읍, or the code where the table does not know it."""
        return self.tree.name(code)


@dataclass(frozen=True, slots=True)
class Asking:
    """One request: who asks, where."""

    office: Office
    caller: Caller
    request: Request

    @property
    def desk(self) -> Desk:
        """The desk."""
        return self.office.desk

    def place(self, scope: tuple[str, ...], after: str | None) -> Place | None:
        """How far a list has been read, as its cursor says."""
        return Place(*_placed(*self.office.cursors.open(scope, after))) if after else None

    def sealed(self, scope: tuple[str, ...], place: Place | None) -> str | None:
        """The cursor of the next page of a list."""
        return self.office.cursors.seal(scope, place.way, place.cursor) if place else None

    def once(self, key: str) -> Once:
        """The request under its idempotency key: the same key for anything else is told apart."""
        event = self.request.resolved_event
        return Once(key, digest_of(event.http_method, event.path, event.decoded_body or ""))


def _placed(way: Any, cursor: Any) -> tuple[int, str | None]:
    return way, cursor


def _asking(request: Request) -> Asking:
    office: Office = request.context["office"]
    claims = request.resolved_event["requestContext"]["authorizer"]["jwt"]["claims"]
    if claims.get("token_use") != "access":  # an id token says who somebody is to the portal; it opens nothing here
        raise NotSignedIn
    return Asking(office, office.caller(claims["sub"]), request)


def area_for(ask: Asking, area: str | None, permit: Permit) -> AreaCode:
    """The area asked for, or the caller's first one.

    Raises:
        NotAllowed, NotThere: as `reachable_area` says.
    """
    chosen = AreaCode(area) if area else next(ask.caller.areas_for(permit), None)
    if chosen is None:
        raise NotAllowed
    return reachable_area(ask.desk, ask.caller, chosen, permit)


def _written_out(day: object) -> object:
    if not (isinstance(day, str) and _DAY.fullmatch(day)):  # a bare number would be taken for seconds since 1970
        raise ValueError("not a day as RFC 3339 writes it")
    return day


_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
Day = Annotated[date, BeforeValidator(_written_out)]
"""A day in an address: 2026-11-25 and nothing else."""
Ask = Annotated[Asking, Depends(_asking)]
CaseIdPath = Annotated[str, Path(description="사례 번호", pattern=r"^c[a-z2-7]{20}$")]
AreaPath = Annotated[str, Path(description="행정표준코드 10자리", pattern=r"^\d{10}$")]
AreaQuery = Annotated[str | None, Query(description="행정표준코드 10자리. 없으면 내 첫 담당 지역", pattern=r"^\d{10}$")]
Limit = Annotated[int, Query(description="한 쪽에 담을 수", ge=1, le=100)]
Next = Annotated[
    str | None, Query(alias="next", description="앞쪽 답의 next 값", max_length=2000, pattern=r"^[A-Za-z0-9_-]{24,}$")
]
IfMatch = Annotated[
    str,
    Header(
        alias="If-Match", description="읽을 때 받은 ETag. 그사이 바뀌었으면 412로 답합니다.", pattern=r'^"\d{1,12}"$'
    ),
]
IdempotencyKey = Annotated[
    str,
    Header(
        alias="Idempotency-Key",
        description="이 요청의 고유 키. 같은 키로 다시 보내면 한 번만 처리하고 같은 답을 합니다.",
        min_length=8,
        max_length=100,
        pattern=r"^[A-Za-z0-9_-]+$",
    ),
]
