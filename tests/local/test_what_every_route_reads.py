"""No route reads more than it shows: counted by a hook on the client, on DynamoDB's own API, at any size."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import islice
from typing import Any

import boto3
import pytest

from anbu.adapters.ledger.codec import to_item
from anbu.adapters.ledger.dynamo import DynamoLedger
from anbu.domain.cases.attempt import Attempt, AttemptKind, AttemptStatus
from anbu.domain.cases.case import Case, Person
from anbu.domain.cases.case_record import CaseRecord
from anbu.domain.cases.round import Round
from anbu.domain.cases.state import State
from anbu.domain.casework.audit import Act, AuditHead, chained
from anbu.domain.casework.figures import MonthFigures, RoundFigures
from anbu.domain.casework.household import HouseholdOfCase
from anbu.domain.casework.reports import Report, ReportBy, ReportText
from anbu.domain.casework.roles import Role
from anbu.domain.casework.work_done import Assigned, Objection, RightAsked
from anbu.domain.counselling.record import CounsellingRecord, DangerKind, Need, Reached
from anbu.domain.dialogue.dialogue import Alert
from anbu.domain.ids import AttemptId, NumberKey, PersonKey, RoundId, UploadId, attempt_id, case_id
from anbu.domain.lists.upload import Upload, UploadState
from anbu.domain.outreach.campaigns import Campaign, CampaignKind, CampaignRun, Cohort, RunState
from anbu.domain.transcript import CallEnd, Transcript
from anbu.domain.values import replace
from anbu.ports import Create
from anbu.usecases.casework.period_figures import MOST_ROUNDS
from functions.casework_api.openapi import document
from local.embedded import emulator
from local.embedded.home import REGION, Home, free_port
from local.embedded.processes import end
from tests.unit.casework.world import GOKSEONG, NOW, ROUND, TOWN, World

pytestmark = [pytest.mark.cloud, pytest.mark.slow]
TABLE, LIMIT, PAGES = "what-is-read", 20, 3
SMALLEST = 1_000
SIZES = (SMALLEST, *(pytest.param(size, marks=pytest.mark.deep) for size in (10_000, 100_000)))
HOT = case_id(GOKSEONG, ROUND, PersonKey("hot"))
CALL = attempt_id(HOT, "call", 1)
UPLOAD = UploadId("u" + "a" * 20)
FILLED = {
    "area": str(GOKSEONG),
    "case_id": str(HOT),
    "round_id": str(ROUND),
    "upload_id": str(UPLOAD),
    "attempt_id": str(CALL),
    "campaign_id": "weekly",
    "month": "2026-11",
    "official": "busy",
}
PREVIEWED = 2_000 + 100
"""Cases that a preview looks at, at most (`preview_campaign.MOST`), and a page of rounds: it is no list."""


def routes() -> list[Any]:
    """Every reading route of the document, with its query parameters."""
    paths = json.loads(document())["paths"]
    return [
        pytest.param(path, {one["name"] for one in route["get"].get("parameters", []) if one["in"] == "query"}, id=name)
        for path, route in paths.items()
        if "get" in route and (name := route["get"]["operationId"])
    ]


@dataclass
class Meter:
    """Hooked onto the client: what each Query read, and that nothing else than Query and GetItem reads."""

    scanned: list[int] = field(default_factory=list)

    def hook(self, client: Any) -> None:
        client.meta.events.register("before-parameter-build.dynamodb.*", self.before)
        client.meta.events.register("after-call.dynamodb.Query", self.after)

    def before(self, params: dict[str, Any], model: Any, **_: Any) -> None:
        assert model.name not in {"Scan", "ExecuteStatement"}, model.name
        if model.name == "Query":
            assert "FilterExpression" not in params
            assert params["Limit"]

    def after(self, parsed: dict[str, Any], **_: Any) -> None:
        self.scanned.append(parsed["ScannedCount"])


@dataclass
class Hall:
    """A district in DynamoDB that grows from test to test."""

    client: Any
    world: World
    meter: Meter
    size: int = 0

    def grow(self, size: int) -> None:
        """So many cases, in every state, each tenth with all that lists show besides."""
        rows = (row for number in range(self.size, size) for row in _rows(number))
        while part := list(islice(rows, 25)):
            items = [{"PutRequest": {"Item": to_item(row, row.version)}} for row in part]
            assert not self.client.batch_write_item(RequestItems={TABLE: items})["UnprocessedItems"]
        self.size = max(self.size, size)


def _rows(number: int) -> Iterator[Any]:
    states = list(State)
    key = PersonKey(f"p{number}")
    state, mine = states[number % len(states)], number % 10 == 0
    due = None if state is State.CLOSED else NOW + timedelta(days=1)
    case = Case(case_id(GOKSEONG, ROUND, key), TOWN, ROUND, GOKSEONG, state, due, NOW, key)
    yield replace(case, assignee="boss") if mine else case
    if mine:
        yield Person(case.id, "김안부")
        yield Assigned("boss", case.id, NOW, "boss")
        yield Alert(f"a{number}", case.id, AttemptId(""), TOWN, DangerKind.NO_FOOD, "t2", NOW, NOW)
        yield Report(f"r{number}", case.id, TOWN, ReportBy.NEIGHBOUR, NOW, "")
        yield Objection(case.id, 1, RightAsked.OBJECTION, "boss", NOW, NOW, "요청", TOWN)
        yield HouseholdOfCase("home", case.id, TOWN, ROUND)
        yield Round(GOKSEONG, RoundId(f"r-{number}"), date(2026, 12, 31), NOW)
        yield Upload(UploadId(f"u{number}"), GOKSEONG, ROUND, "lists/x", "e", UploadState.DONE, NOW)
        yield Campaign(f"c{number}", GOKSEONG, CampaignKind.MONITORING, Cohort((GOKSEONG,)), None, NOW)
        yield CampaignRun("weekly", f"{number:09}", NOW, RunState.DONE)
        yield replace(chained(AuditHead("busy", number), NOW, Act.VIEW, HOT, "casework"), seq=number + 1)


def _once() -> Iterator[Any]:
    """What single routes show."""
    hot = Case(HOT, TOWN, ROUND, GOKSEONG, State.REVIEW, NOW, NOW, PersonKey("hot"), household="home")
    record = CounsellingRecord(HOT, "rules", "2026-11", Reached.SELF, Need.WATCH, (), {}, (), (), "요약")
    yield from (hot, Person(HOT, "김안부"), Round(GOKSEONG, ROUND, date(2026, 12, 31), NOW))
    yield Attempt(CALL, HOT, AttemptKind.CALL, 1, NumberKey("n"), NOW, NOW, AttemptStatus.ENDED)
    yield CaseRecord(HOT, CALL, 1, f"transcripts/{CALL}/v1.json", NOW, record)
    yield from (Report("hot", HOT, TOWN, ReportBy.SELF, NOW, "", photos=1), ReportText(HOT, "hot", "말", "곳"))
    yield Upload(UPLOAD, GOKSEONG, ROUND, "lists/y", "e", UploadState.DONE, NOW, receipt="receipts/y.jsonl")
    yield Campaign("weekly", GOKSEONG, CampaignKind.MONITORING, Cohort((GOKSEONG,)), None, NOW)
    yield MonthFigures(TOWN, "2026-11", {"visit": 9})
    yield RoundFigures(GOKSEONG, ROUND, NOW, {"balanced": True}, {TOWN: {"found": 9}}, {}, certified_at=NOW)


@pytest.fixture(scope="module")
def hall(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hall]:
    home = Home(tmp_path_factory.mktemp("reads"), free_port(), free_port())
    home.folder.mkdir(parents=True, exist_ok=True)
    server = emulator.run(home, {})
    try:
        yield _hall(home)
    finally:
        end(server.pid)


def _hall(home: Home) -> Hall:
    def client() -> Any:
        return boto3.client(
            "dynamodb", endpoint_url=home.endpoint, region_name=REGION, aws_access_key_id="x", aws_secret_access_key="x"
        )

    plain, watched = client(), client()
    keys = ("due", "round", "list", "area")
    names = ["pk", "sk", *(f"{index}_{half}" for index in keys for half in ("pk", "sk"))]
    plain.create_table(
        TableName=TABLE,
        BillingMode="PAY_PER_REQUEST",
        AttributeDefinitions=[{"AttributeName": name, "AttributeType": "S"} for name in names],
        KeySchema=_keys("pk", "sk"),
        GlobalSecondaryIndexes=[
            {
                "IndexName": index,
                "KeySchema": _keys(f"{index}_pk", f"{index}_sk"),
                "Projection": {"ProjectionType": "ALL"},
            }
            for index in keys
        ],
    )
    world = World(ledger=DynamoLedger(watched, TABLE))
    world.official("boss", (Role.MANAGER, GOKSEONG), (Role.AUDITOR, GOKSEONG))
    world.official("busy", (Role.CASEWORKER, TOWN))
    for row in _once():
        world.ledger.write(Create(row))
    world.shelf.put(CALL, 1, Transcript(HOT, ROUND, 1, "c", NOW, NOW, CallEnd.FLOW_ENDED, turns=()))
    meter = Meter()
    meter.hook(watched)
    return Hall(plain, world, meter)


def _keys(partition: str, sort: str) -> list[dict[str, str]]:
    return [{"AttributeName": partition, "KeyType": "HASH"}, {"AttributeName": sort, "KeyType": "RANGE"}]


@pytest.mark.parametrize("size", SIZES)
def test_every_route_reads_a_page_at_any_size(hall: Hall, size: int) -> None:
    """Given a ledger of this size, when any route is asked page by page, then a page reads its limit and one more."""
    hall.grow(size)
    too_much = {}
    for asked in routes():
        path, parameters = asked.values
        for read in _pages(hall, path, parameters):
            bound = _bound(asked.id)
            if sum(read) > bound + 1:
                too_much[asked.id] = (sum(read), bound)
    assert too_much == {}


def _bound(route: str) -> int:
    """A list: its page. A case: a page of each kind of row that it shows, and the twenty of its household and log."""
    if route == "previewCampaign":
        return PREVIEWED
    if route == "readPeriod":
        return MOST_ROUNDS
    return 100 if route in {"openCase", "tellWhy"} else LIMIT


def _pages(hall: Hall, path: str, parameters: set[str]) -> Iterator[list[int]]:
    after, query = "", {"limit": str(LIMIT)} if "limit" in parameters else {}
    query |= {"area": str(GOKSEONG)} if "area" in parameters else {}
    query |= {"from": "2026-09", "until": "2026-10"} if "from" in parameters else {}
    for _ in range(PAGES):
        hall.world.office.caller("boss")  # who asks is read once in a while, not with each page
        hall.meter.scanned.clear()
        answer = hall.world.call(
            "boss", "GET", path.format(**FILLED), query=query | ({"next": after} if after else {}), remembered=True
        )
        assert answer.status == 200, (path, answer.text[:300])
        yield list(hall.meter.scanned)
        binary = not answer.headers.get("Content-Type", "").endswith("json")
        after = answer.headers.get("X-Next", "") if binary else (answer.body.get("next") or "")
        if not after:
            return


DAY, TOMORROW = f"{NOW:%Y-%m-%d}", f"{NOW + timedelta(days=1):%Y-%m-%d}"
FILTERS = [
    *(("/v1/cases", {"group": group}) for group in ("urgent", "staff_call", "closed", "machine", "monitoring")),
    ("/v1/cases", {"due_from": TOMORROW, "due_until": TOMORROW}),
    ("/v1/cases", {"group": "visit", "due_from": TOMORROW}),
    ("/v1/cases", {"group": "review", "due_until": DAY}),
    ("/v1/cases", {"group": "visit", "area": str(TOWN)}),
    ("/v1/work", {"area": str(TOWN)}),
    ("/v1/alerts", {"area": str(TOWN)}),
    ("/v1/reports", {"area": str(TOWN)}),
    ("/v1/objections", {"area": str(TOWN)}),
    (f"/v1/areas/{TOWN}/rounds", {}),
    (f"/v1/areas/{TOWN}/officials", {}),
    (f"/v1/cases/{HOT}/audit", {"since": DAY, "until": TOMORROW}),
    ("/v1/officials/busy/audit", {"since": DAY, "until": TOMORROW}),
]


@pytest.mark.parametrize(("path", "asked"), FILTERS)
def test_a_filter_reads_a_page_too(hall: Hall, path: str, asked: dict[str, str]) -> None:
    """Given the hall as large as it has grown, when a list is narrowed, then it reads its limit and one more."""
    hall.grow(SMALLEST)
    query = {"limit": str(LIMIT)} | ({"area": str(GOKSEONG)} if path in {"/v1/cases", "/v1/work"} else {}) | asked
    after = ""
    for _ in range(PAGES):
        hall.world.office.caller("boss")
        hall.meter.scanned.clear()
        asks = query | ({"next": after} if after else {})
        answer = hall.world.call("boss", "GET", path, query=asks, remembered=True)
        assert answer.status == 200, answer.text
        assert sum(hall.meter.scanned) <= LIMIT + 1
        after = answer.body["next"] or ""
        if not after:
            return


def test_a_period_with_too_many_rounds_is_refused_after_a_page(hall: Hall) -> None:
    hall.grow(SMALLEST)
    hall.world.office.caller("boss")
    hall.meter.scanned.clear()
    query = {"from": f"{NOW:%Y-%m}", "until": f"{NOW:%Y-%m}"}
    answer = hall.world.call("boss", "GET", f"/v1/areas/{GOKSEONG}/figures", query=query, remembered=True)
    assert answer.body["code"] == "too_many_rounds"
    assert sum(hall.meter.scanned) <= MOST_ROUNDS + 1 + len(hall.world.office.desk.areas.children(GOKSEONG))
