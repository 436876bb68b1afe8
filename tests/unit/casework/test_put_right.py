"""What an official has put right is what the next one reads: in the counselling form, and before a call."""

import pytest

from anbu.domain.cases.case import Case
from anbu.domain.cases.case_record import CaseRecord
from anbu.domain.casework.roles import Role
from anbu.domain.counselling.record import CounsellingRecord, Need, Reached, Topic, TopicFindings
from anbu.domain.ids import attempt_id
from anbu.ports import Create
from tests.unit.casework.world import NOW, TOWN, World

EDIT = {"need": "in_depth", "summary": "전기가 끊길 예정이라고 다시 말씀하심", "topics": {"arrears": "problem"}}


def record(world: World, case: Case, n: int) -> None:
    attempt = attempt_id(case.id, "call", n)
    topics = {topic: TopicFindings("unknown") for topic in Topic} | {Topic.HEALTH: TopicFindings("ok")}
    said = CounsellingRecord(case.id, "rules", "2026-11", Reached.SELF, Need.WATCH, (), topics, (), (), f"통화 {n}")
    world.ledger.write(Create(CaseRecord(case.id, attempt, 1, "k", NOW.replace(minute=n), said)))


@pytest.fixture
def case(world: World) -> Case:
    made = world.case("p")
    record(world, made, 1)
    return made


@pytest.fixture
def worker(world: World, case: Case) -> str:
    name = world.official("worker", (Role.CASEWORKER, TOWN))
    assert world.send(name, f"/v1/cases/{case.id}/edits", EDIT, read=0).status == 201
    return name


def form(world: World, worker: str, case: Case) -> dict[str, tuple[str, str]]:
    sections = world.call(worker, "GET", f"/v1/cases/{case.id}/form").body["sections"]
    return {field["code"]: (field["value"], field["source"]) for one in sections for field in one["fields"]}


def test_the_form_is_filled_from_what_an_official_put_right(world: World, case: Case, worker: str) -> None:
    fields = form(world, worker, case)
    assert fields["arrears"] == ("어려움 있음", "official")
    assert fields["health"] == ("어려움 없음", "record"), "what nobody put right is the machine's"
    assert EDIT["summary"] in {value for value, _ in fields.values()}


def test_what_is_saved_in_the_form_itself_stands_over_both(world: World, case: Case, worker: str) -> None:
    saved = {"template": "2026-11", "answers": {"arrears": "전기 2개월"}}
    assert world.send(worker, f"/v1/cases/{case.id}/form", saved, read=1).status == 201
    assert form(world, worker, case)["arrears"] == ("전기 2개월", "official")


def test_an_edit_of_an_older_call_is_not_taken_for_the_last_one(world: World, case: Case, worker: str) -> None:
    record(world, case, 2)
    assert form(world, worker, case)["arrears"] == ("확인하지 못함", "record")
    assert world.call(worker, "GET", f"/v1/cases/{case.id}/brief").body["lines"][1] == "통화 2"


def test_who_is_about_to_ring_reads_the_official_s_words(world: World, case: Case, worker: str) -> None:
    assert world.call(worker, "GET", f"/v1/cases/{case.id}/brief").body["lines"][1] == EDIT["summary"]
