"""A district in DynamoDB that grows, with all that lists show, and a hook on the client that counts what is read."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import islice
from typing import Any

import boto3

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
from local.embedded.home import REGION, Home
from tests.unit.casework.world import GOKSEONG, NOW, ROUND, TOWN, World

TABLE = "what-is-read"
HOT = case_id(GOKSEONG, ROUND, PersonKey("hot"))
CALL = attempt_id(HOT, "call", 1)
UPLOAD = UploadId("u" + "a" * 20)


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


def hall_in(home: Home) -> Hall:
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
