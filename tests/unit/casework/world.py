"""A small town hall in memory, and a client that sends it real HTTP API events."""

import json
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any

from anbu.adapters.api.cursors import Cursors
from anbu.adapters.area_tables import area_tree
from anbu.adapters.casework_data import check_policy, closing_reasons, form_template, korean_words, story_words
from anbu.adapters.expectations import expectation
from anbu.adapters.holidays import korean_calendar
from anbu.adapters.ladders import ladders
from anbu.adapters.ledger.memory import MemoryLedger
from anbu.adapters.list_shelf import ListShelf, UploadForm
from anbu.domain.cases.case import Case, Person
from anbu.domain.cases.state import State
from anbu.domain.casework.access import EnteredAs, Grant, Official
from anbu.domain.casework.roles import Role
from anbu.domain.ids import AreaCode, AttemptId, PersonKey, RoundId, case_id
from anbu.domain.lists.keyed import Keyed
from anbu.domain.outreach.pace import StartRate
from anbu.domain.transcript import Transcript
from anbu.ports import Create, Unreadable
from anbu.usecases.casework.campaigns import Planning
from anbu.usecases.casework.desk import Desk
from anbu.usecases.worlds import Campaigning, Telephone, Work
from functions.casework_api.app import build_app
from functions.casework_api.asking import Office
from tests.hand_clock import MONDAY_TEN, HandClock

GOKSEONG = AreaCode("4672000000")
TOWN = AreaCode("4672025000")
OTHER_TOWN = AreaCode("4672031000")
HAENAM = AreaCode("4682000000")
ROUND = RoundId("2026-6")
NOW = MONDAY_TEN


class Nowhere:
    """A queue that nobody reads: looking ahead sends nothing."""

    def send(self, messages: Any) -> None:  # noqa: ARG002 - the port's shape
        raise AssertionError("looking ahead sends nothing")


def planning(desk: Desk) -> Planning:
    """Looking ahead, with two lines."""
    quiet = Nowhere()

    def nothing(*_: Any) -> Any:
        raise AssertionError("looking ahead calls nobody")

    lines = Telephone(2, StartRate(2, 5))
    work = Work(desk.ledger, desk.clock, desk.ladder, lines, nothing, nothing, quiet, quiet, quiet, quiet)
    return Planning(Campaigning(work, desk.areas), expectation())


class Shelf:
    """Transcripts in memory."""

    def __init__(self) -> None:
        self.kept: dict[str, Transcript] = {}

    def put(self, attempt: AttemptId, version: int, transcript: Transcript) -> str:
        key = f"transcripts/{attempt}/v{version}.json"
        self.kept[key] = transcript
        return key

    def read(self, key: str) -> Transcript:
        if key not in self.kept:
            raise Unreadable(key)
        return self.kept[key]


class Paper:
    """Files that were erased, by shelf and prefix."""

    def __init__(self) -> None:
        self.erased: list[tuple[str, str]] = []

    def erase(self, shelf: str, prefix: str) -> None:
        self.erased.append((str(shelf), prefix))


class Bucket(ListShelf):
    """Forms and links without S3."""

    def __init__(self) -> None:
        pass

    def form(self, key: str, content_type: str, most: int = 1) -> UploadForm:
        return UploadForm("https://bucket.test/", {"key": key, "Content-Type": content_type, "most": str(most)})

    def link(self, key: str) -> str:
        return f"https://bucket.test/{key}"


@dataclass(slots=True)
class Answer:
    """What the API answered."""

    status: int
    headers: dict[str, str]
    text: str

    @property
    def body(self) -> Any:
        return json.loads(self.text)


@dataclass(slots=True)
class World:
    """The town hall. `call` is an outside client: it knows HTTP and nothing else."""

    ledger: Any = field(default_factory=MemoryLedger)
    clock: HandClock = field(default_factory=HandClock)
    shelf: Shelf = field(default_factory=Shelf)
    eraser: Paper = field(default_factory=Paper)
    office: Office = field(init=False)
    app: Any = field(init=False)
    _keys: int = 0

    def __post_init__(self) -> None:
        tree = area_tree()
        desk = Desk(
            self.ledger,
            self.clock,
            tree,
            ladders(korean_calendar(()), {}),
            self.shelf,
            closing_reasons(),
            check_policy(),
            Keyed(b"k" * 32),
            korean_words(),
            self.eraser,
        )
        self.office = Office(desk, tree, Cursors(b"k" * 32), story_words(), Bucket(), form_template(), planning(desk))
        self.app = build_app()

    def official(
        self, name: str, *grants: tuple[Role, AreaCode], known_as: str | None = None, entered: AreaCode | None = None
    ) -> str:
        known = Official(name, known_as if known_as is not None else f"{name} 주무관")
        self.ledger.write(Create(known.entered_in(EnteredAs(entered, known.name)) if entered else known))
        for role, area in grants:
            self.ledger.write(Create(Grant(name, role, area, "root", NOW)))
        return name

    def case(self, who: str, state: State = State.REVIEW, area: AreaCode = TOWN, **fields: Any) -> Case:
        district = fields.pop("round_area", AreaCode(f"{area[:5]}00000"))
        made = Case(
            case_id(district, ROUND, PersonKey(who)),
            area,
            ROUND,
            district,
            state,
            None if state is State.CLOSED else NOW + timedelta(days=1),
            NOW,
            PersonKey(who),
        )
        made = replace(made, **fields)
        self.ledger.write(Create(made), Create(Person(made.id, "김안부", address="곡성읍 9001")))
        return made

    def call(
        self,
        who: str,
        method: str,
        path: str,
        body: Any = None,
        *,
        query: dict[str, str] | None = None,
        headers: dict[str, str] | None = None,
        raw: str | None = None,
        claims: dict[str, str] | None = None,
        remembered: bool = False,
    ) -> Answer:
        text = raw if raw is not None else (json.dumps(body) if body is not None else None)
        event = {
            "version": "2.0",
            "routeKey": "$default",
            "rawPath": path,
            "rawQueryString": "",
            "headers": {"content-type": "application/json"} | {k.lower(): v for k, v in (headers or {}).items()},
            "queryStringParameters": query or {},
            "requestContext": {
                "authorizer": {"jwt": {"claims": {"sub": who, "token_use": "access"} | (claims or {}), "scopes": None}},
                "http": {"method": method, "path": path, "protocol": "HTTP/1.1", "sourceIp": "127.0.0.1"},
                "requestId": "r",
                "routeKey": "$default",
                "stage": "$default",
            },
            "body": text,
            "isBase64Encoded": False,
        }
        if not remembered:
            self.office.known.clear()
        self.app.append_context(office=self.office)
        answered = self.app.resolve(event, None)
        return Answer(answered["statusCode"], dict(answered.get("headers") or {}), answered.get("body") or "")

    def send(self, who: str, path: str, body: Any, *, read: int | None = None, key: str | None = None) -> Answer:
        """A write as a portal sends it: with a fresh key, resting on the version that was read."""
        self._keys += 1
        headers = {"Idempotency-Key": key or f"key-{self._keys:08}"}
        if read is not None:
            headers["If-Match"] = f'"{read}"'
        return self.call(who, "POST", path, body, headers=headers)
