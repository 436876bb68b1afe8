"""What a desk shows besides the case itself: the household, colleagues, reports, requests, the form on paper."""

from datetime import timedelta
from typing import Any

import pytest

from anbu.domain.cases.case import Person
from anbu.domain.casework.access import Official
from anbu.domain.casework.household import household_of
from anbu.domain.casework.roles import Role
from anbu.domain.counselling.record import DangerKind
from anbu.domain.dialogue.dialogue import Alert
from anbu.domain.ids import AttemptId
from anbu.domain.phones import Phone, PhoneKind, PhoneNumber
from anbu.domain.values import replace
from anbu.ports import Create, Replace
from tests.unit.casework.neighbour import TOLD, Public
from tests.unit.casework.world import GOKSEONG, HAENAM, NOW, OTHER_TOWN, TOWN, World


def put(world: World, who: str, path: str, body: Any, key: str = "key-for-put") -> Any:
    return world.call(who, "PUT", path, body, headers={"Idempotency-Key": key})


@pytest.fixture
def worker(world: World) -> str:
    return world.official("worker", (Role.CASEWORKER, TOWN))


def test_a_case_page_is_a_households_page(world: World, worker: str) -> None:
    """Given three at one address, one of them elsewhere on paper, then a page shows those whom its reader may see."""
    mother, son = world.case("p", household="h1"), world.case("q", household="h1")
    hidden = world.case("r", area=OTHER_TOWN, household="h1")
    for case in (mother, son, hidden):
        world.ledger.write(*map(Create, household_of(case)))
    person = world.ledger.get(Person, son.id)
    phone = Phone(PhoneNumber("+821000001234"), PhoneKind.MOBILE)
    world.ledger.write(Replace(replace(person, name="김아들", phones=(phone,))))
    page = world.call(worker, "GET", f"/v1/cases/{mother.id}").body
    (mate,) = page["household"]
    assert (mate["case"]["id"], mate["person"]["name"]) == (son.id, "김아들")
    assert mate["person"]["phones"][0]["number"] == "+821000001234"
    boss = world.official("boss", (Role.MANAGER, GOKSEONG))
    seen = world.call(boss, "GET", f"/v1/cases/{son.id}/audit").body["items"]
    assert (worker, "view", "household") in [(line["by"], line["act"], line["why"]) for line in seen]


def test_a_page_names_officials_and_not_only_their_accounts(world: World, worker: str) -> None:
    case = world.case("p")
    world.send(worker, f"/v1/cases/{case.id}/notes", {"text": "내일 다시 전화"})
    page = world.call(worker, "GET", f"/v1/cases/{case.id}").body
    assert page["officials"][page["notes"][0]["by"]] == "worker 주무관"


def test_colleagues_are_found_to_give_work_to(world: World, worker: str) -> None:
    world.official("away", (Role.CHECKER, TOWN))
    away = replace(world.ledger.get(Official, "away"), away_from=NOW.date(), deputy=worker)
    world.ledger.write(Replace(away))
    world.official("stranger", (Role.CASEWORKER, HAENAM))
    items = world.call(worker, "GET", f"/v1/areas/{TOWN}/officials").body["items"]
    assert {(who["name"], who["away"], *who["roles"]) for who in items} == {
        ("worker 주무관", False, "caseworker"),
        ("away 주무관", True, "checker"),
    }
    assert world.call(worker, "GET", f"/v1/areas/{HAENAM}/officials").status == 404


def test_a_manager_hands_on_the_work_of_somebody_who_fell_ill(world: World, worker: str) -> None:
    boss = world.official("boss", (Role.MANAGER, GOKSEONG))
    other = world.official("other", (Role.CASEWORKER, GOKSEONG))
    stranger = world.official("stranger", (Role.CASEWORKER, HAENAM))
    case = world.case("p")
    headers = {"Idempotency-Key": "assign-it", "If-Match": '"0"'}
    world.call(boss, "PUT", f"/v1/cases/{case.id}/assignee", {"official": worker}, headers=headers)
    ill = {"away_from": "2026-11-23", "deputy": other}
    assert put(world, worker, f"/v1/officials/{other}/absence", ill, "not-mine-0").status == 403
    for nobody in (stranger, "nobody"):
        assert put(world, boss, f"/v1/officials/{nobody}/absence", ill, f"not-mine-{nobody}").status == 404
        away = ill | {"deputy": nobody}
        assert put(world, boss, f"/v1/officials/{worker}/absence", away, f"deputy-{nobody}").status == 409
    assert put(world, boss, f"/v1/officials/{worker}/absence", ill, "fell-ill").status == 200
    assert [row["id"] for row in world.call(other, "GET", "/v1/work/mine").body["items"]] == [case.id]


def test_work_reaches_the_deputy_of_a_deputy_who_is_away_too(world: World, worker: str) -> None:
    first, second = (world.official(name, (Role.CASEWORKER, TOWN)) for name in ("first", "second"))
    case = world.case("p")
    headers = {"Idempotency-Key": "assign-it", "If-Match": '"0"'}
    world.call(worker, "PUT", f"/v1/cases/{case.id}/assignee", {"official": worker}, headers=headers)
    for away, deputy in ((worker, first), (first, second), (second, worker)):
        put(world, away, "/v1/me/absence", {"away_from": "2026-11-23", "deputy": deputy}, f"away-{away}")
    assert [row["id"] for row in world.call(second, "GET", "/v1/work/mine").body["items"]] == [case.id]


def test_a_report_handler_reads_reports_and_no_cases(world: World) -> None:
    handler = world.official("handler", (Role.REPORT_HANDLER, GOKSEONG))
    assert Public(world).post("/v1/reports", TOLD)[0] == 201
    (row,) = world.call(handler, "GET", "/v1/reports").body["items"]
    assert (row["area"], row["by"], row["status"], row["state"]) == (TOWN, "neighbour", "received", "review")
    page = world.call(handler, "GET", f"/v1/cases/{row['case_id']}/report").body
    assert page["told"]["text"] == TOLD["text"]
    assert world.call(handler, "GET", f"/v1/cases/{row['case_id']}/photos").body == {"items": []}
    assert world.call(handler, "GET", f"/v1/cases/{row['case_id']}").status == 403
    listed = world.case("p")
    assert world.call(handler, "GET", f"/v1/cases/{listed.id}/report").status == 404, "no report is behind it"
    assert world.call(handler, "GET", "/v1/work").status == 403


def test_a_request_for_explanation_waits_in_a_list_until_it_is_answered(world: World, worker: str) -> None:
    case = world.case("p")
    asked = {"asked": "explanation", "text": "왜 AI가 전화했는지 알고 싶습니다."}
    assert world.send(worker, f"/v1/cases/{case.id}/objections", asked).status == 201
    (row,) = world.call(worker, "GET", "/v1/objections").body["items"]
    assert (row["case_id"], row["due_at"][:10], row["overdue"]) == (case.id, "2026-12-23", False)
    world.clock.at = NOW + timedelta(days=31)
    assert world.call(worker, "GET", "/v1/objections").body["items"][0]["overdue"]
    put(world, worker, f"/v1/cases/{case.id}/objections/1/answer", {"answer": "설명드림"})
    assert world.call(worker, "GET", "/v1/objections").body["items"] == []


def test_who_cannot_take_an_alert_on_hands_it_to_the_next(world: World, worker: str) -> None:
    case = world.case("p")
    kind, late = DangerKind.SELF_HARM, NOW + timedelta(minutes=10)
    world.ledger.write(Create(Alert("a1", case.id, AttemptId(f"{case.id}-call-1"), TOWN, kind, "t4", NOW, late)))
    path = f"/v1/cases/{case.id}/alerts/a1"
    up = world.send(worker, f"{path}/escalation", {"reason": "다른 현장 출동 중"}, key="escalate-1")
    again = world.send(worker, f"{path}/escalation", {"reason": "다른 현장 출동 중"}, key="escalate-1")
    assert (up.status, up.body["rung"], again.body["rung"]) == (200, 1, 1)
    assert world.send(worker, f"{path}/acknowledgement", None).status == 200
    assert world.send(worker, f"{path}/escalation", {"reason": "늦음"}).body["code"] == "acknowledged_before"


def test_the_form_is_printed_as_it_was_saved_and_runs_nothing(world: World, worker: str) -> None:
    case = world.case("p")
    answers = {"opinion": "<script>alert(1)</script>", "meals": "두 끼"}
    saved = {"template": "2026-11", "answers": answers}
    assert world.send(worker, f"/v1/cases/{case.id}/form", saved).status == 201
    paper = world.call(worker, "GET", f"/v1/cases/{case.id}/form/print")
    assert paper.status == 200
    assert paper.headers["Content-Type"].startswith("text/html")
    assert "default-src 'none'" in paper.headers["Content-Security-Policy"]
    assert "<script>" not in paper.text
    assert "&lt;script&gt;" in paper.text
    assert "☑ 두 끼" in paper.text
    assert "worker 주무관" in paper.text
