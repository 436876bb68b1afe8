"""Whatever shows somebody leaves a line of who saw them, before it is shown; without the line nothing is shown."""

import json
from datetime import date
from typing import Any

import pytest

from anbu.domain.cases.attempt import Attempt, AttemptKind, AttemptStatus
from anbu.domain.cases.case_record import CaseRecord
from anbu.domain.cases.round import Round
from anbu.domain.cases.state import State
from anbu.domain.casework.audit import AuditEntry
from anbu.domain.casework.reports import Report, ReportBy, ReportText
from anbu.domain.casework.roles import Role
from anbu.domain.casework.work_done import Assigned
from anbu.domain.counselling.record import CounsellingRecord, Need, Reached
from anbu.domain.ids import CaseId, NumberKey, PersonKey, attempt_id, case_id
from anbu.domain.transcript import CallEnd, Transcript
from anbu.ports import Conflict, Create, Index
from functions.casework_api.openapi import document
from tests.unit.casework.world import GOKSEONG, NOW, ROUND, TOWN, World

CASE: CaseId = case_id(GOKSEONG, ROUND, PersonKey("p"))
CALL = attempt_id(CASE, "call", 1)
SHOWS_NOBODY = {
    "tellWhy": "states and rules; no person",
    "auditCase": "who saw; its reading is a line of its own",
}
LISTS = {
    "listWork": "/v1/work",
    "listCases": "/v1/cases",
    "listMyWork": "/v1/work/mine",
    "readLedger": f"/v1/areas/{GOKSEONG}/rounds/{ROUND}/ledger",
    "exportResults": f"/v1/areas/{GOKSEONG}/rounds/{ROUND}/results",
}


def shows_a_person() -> list[Any]:
    """Every route of the document that shows one case, and every list that names people."""
    paths = json.loads(document())["paths"]
    pages = {
        route["operationId"]: path.format(case_id=CASE, attempt_id=CALL)
        for path, methods in paths.items()
        for method, route in methods.items()
        if method == "get" and "{case_id}" in path and route["operationId"] not in SHOWS_NOBODY
    }
    return [pytest.param(path, id=name) for name, path in (pages | LISTS).items()]


@pytest.fixture
def boss(world: World) -> str:
    """Who may see all of it: one person, with a call, a record, a report, and on the boss's own list."""
    case = world.case("p", State.REVIEW, assignee="boss")
    assert case.id == CASE
    record = CounsellingRecord(CASE, "rules", "2026-11", Reached.SELF, Need.WATCH, (), {}, (), (), "요약")
    ended = AttemptStatus.ENDED
    world.ledger.write(
        Create(Attempt(CALL, CASE, AttemptKind.CALL, 1, NumberKey("n"), NOW, NOW, ended)),
        Create(CaseRecord(CASE, CALL, 1, world.shelf.put(CALL, 1, _said()), NOW, record)),
        Create(Report("r", CASE, TOWN, ReportBy.NEIGHBOUR, NOW, "")),
        Create(ReportText(CASE, "r", "말", "곳")),
        Create(Assigned("boss", CASE, NOW, "boss")),
        Create(Round(GOKSEONG, ROUND, date(2026, 12, 31), NOW)),
    )
    return world.official("boss", (Role.MANAGER, GOKSEONG))


def _said() -> Transcript:
    return Transcript(CASE, ROUND, 1, "c", NOW, NOW, CallEnd.FLOW_ENDED, turns=())


def lines(world: World) -> list[AuditEntry]:
    return list(world.ledger.query(AuditEntry, Index.OWN, "boss").items)


@pytest.mark.parametrize("path", shows_a_person())
def test_it_leaves_a_line_of_whom_they_saw(world: World, boss: str, path: str) -> None:
    assert lines(world) == []
    assert world.call(boss, "GET", path).status == 200
    assert any(CASE in (line.subject, *line.detail) for line in lines(world))


def test_so_does_a_search(world: World, boss: str) -> None:
    body = {"area": TOWN, "phone": "01000001234"}
    made = world.send(boss, "/v1/cases", {"area": TOWN, "name": "이안부", "why": "제보", "phones": ["01000001234"]})
    before = len(lines(world))
    assert world.call(boss, "POST", "/v1/search", body).body["items"]
    assert made.body["case_id"] in lines(world)[before].detail


@pytest.mark.parametrize("path", shows_a_person())
def test_without_the_line_nothing_is_shown(world: World, boss: str, path: str) -> None:
    """Given a ledger that takes no line now, when anything of a person is asked for, then nothing of it is told."""

    def full(*_: Any) -> None:
        raise Conflict("full")

    world.ledger.write = full
    answer = world.call(boss, "GET", path)
    assert (answer.status, answer.body["code"]) == (409, "busy")
