"""Side doors around the double check: each was tried by somebody who wants to be done, and none opens."""

from datetime import timedelta
from typing import Any

import pytest

from anbu.domain.cases.case import Case
from anbu.domain.cases.state import State
from anbu.domain.casework.access import Official
from anbu.domain.casework.decisions import Decision
from anbu.domain.casework.double_check import same_person
from anbu.domain.casework.roles import Role
from anbu.domain.counselling.record import Need
from anbu.domain.values import replace
from anbu.ports import Replace
from tests.unit.casework.test_double_check import CLOSING, SOUND, WRONG, read, state, write
from tests.unit.casework.world import GOKSEONG, TOWN, World


@pytest.fixture
def worker(world: World) -> str:
    return world.official("worker", (Role.CASEWORKER, TOWN), (Role.CHECKER, TOWN))


@pytest.fixture
def checker(world: World) -> str:
    return world.official("checker", (Role.CHECKER, GOKSEONG), (Role.CASEWORKER, GOKSEONG))


@pytest.fixture
def closed(world: World, worker: str) -> Case:
    """An urgent case that its caseworker wants to close."""
    case = world.case("p", danger=True)
    assert write(world, worker, case, "decisions", CLOSING).status == 201
    return case


@pytest.mark.parametrize("part", ["brief", "form", "photos", "why", "transcripts/{id}-call-1"])
def test_a_glance_at_a_part_is_not_opening_the_case(world: World, closed: Case, checker: str, part: str) -> None:
    world.clock.at += timedelta(minutes=1)
    world.call(checker, "GET", f"/v1/cases/{closed.id}/{part.format(id=closed.id)}")
    assert write(world, checker, closed, "checks", SOUND).status == 409
    assert state(world, closed) is State.DOUBLE_CHECK


def test_what_has_changed_since_it_was_opened_has_to_be_opened_again(
    world: World, closed: Case, worker: str, checker: str
) -> None:
    read(world, checker, closed)
    body = {"official": worker}
    headers = {"Idempotency-Key": "assign-it", "If-Match": f'"{world.ledger.get(Case, closed.id).version}"'}
    assert world.call(worker, "PUT", f"/v1/cases/{closed.id}/assignee", body, headers=headers).status == 204
    assert write(world, checker, closed, "checks", SOUND).status == 409, "they send a version they have not seen"
    read(world, checker, closed)
    assert write(world, checker, closed, "checks", SOUND).status == 201


def test_the_record_is_not_edited_under_the_checkers_eyes(world: World, closed: Case, worker: str) -> None:
    edit = {"need": "none_stated", "summary": "어려움이 없다고 함"}
    assert write(world, worker, closed, "edits", edit).status == 409


def test_a_record_that_was_edited_is_a_case_that_was_changed(world: World, worker: str) -> None:
    """Given two officials with the case open, when one edits the record, then the other's decision is not taken."""
    other = world.official("other", (Role.CASEWORKER, TOWN))
    case = world.case("p", need=Need.WATCH)
    assert write(world, worker, case, "edits", {"need": "watch", "summary": "다시 들어 보니 다름"}).status == 201
    assert world.send(other, f"/v1/cases/{case.id}/decisions", {"kind": "visit"}, read=0).status == 412


def test_editing_urgency_away_does_not_take_a_case_out_of_the_check(world: World, worker: str) -> None:
    case = world.case("p", need=Need.URGENT)
    assert write(world, worker, case, "edits", {"need": "watch", "summary": "괜찮아 보임"}).status == 201
    taken = write(world, worker, case, "decisions", CLOSING)
    assert (taken.body["needs_check"], taken.body["why_checked"]) == (True, "urgent")


def test_the_deciders_other_account_is_the_decider(world: World, closed: Case) -> None:
    twin = world.official("twin", (Role.CHECKER, GOKSEONG), known_as="worker  주무관")
    read(world, twin, closed)
    assert write(world, twin, closed, "checks", SOUND).body["code"] == "not_yours_to_check"


@pytest.mark.parametrize(
    ("name", "phone", "same"),
    [
        ("김하나", "+821000000001", True),
        ("다른이름", "+821000000001", True),
        ("김하나", None, True),
        ("김 하나", None, True),
        ("김하나", "+821000000002", False),  # two people of one name, told apart by their duty numbers
        ("박두리", None, False),
    ],
)
def test_who_is_one_person(name: str, phone: str | None, same: bool) -> None:
    one = Official("a", "김하나", phone="+821000000001")
    assert same_person(one, Official("b", name, phone=phone)) is same


def test_a_deputy_checks_as_themself_and_not_what_they_decided(world: World, worker: str, checker: str) -> None:
    """Given the decider is away and the checker stands in for them, then each still answers for what they did."""
    worked = world.ledger.get(Official, worker)
    world.ledger.write(Replace(replace(worked, away_from=world.clock.at.date(), deputy=checker)))
    case = world.case("p", danger=True)
    write(world, checker, case, "decisions", CLOSING)
    read(world, checker, case)
    assert write(world, checker, case, "checks", SOUND).status == 409, "deciding for somebody is deciding"
    read(world, worker, case)
    assert write(world, worker, case, "checks", SOUND).status == 201
    assert world.ledger.get(Decision, case.id, 1).by == checker


def test_what_was_sent_back_once_is_checked_again_whatever_the_reason(world: World, worker: str, checker: str) -> None:
    case = world.case("p", indicators=("power_cut",))
    assert write(world, worker, case, "decisions", CLOSING).body["why_checked"] == "life_indicator_without_support"
    read(world, checker, case)
    write(world, checker, case, "checks", WRONG)
    other_words = {"kind": "close", "reason": "public_support", "document": "곡성-2"}
    assert write(world, worker, case, "decisions", other_words).body["why_checked"] == "returned_before"


@pytest.mark.parametrize(
    ("kind", "danger"), [("in_depth", False), ("visit", False), ("monitoring", False), ("visit", True)]
)
def test_nobody_is_put_off_out_of_sight(world: World, worker: str, kind: str, danger: bool) -> None:
    case = world.case("p", danger=danger)
    late: Any = write(world, worker, case, "decisions", {"kind": kind, "due": "2099-12-31"})
    assert (late.status, late.body["code"]) == (409, "due_too_late")
    assert state(world, case) is State.REVIEW


def test_danger_is_put_off_no_further_than_the_rule_puts_it(world: World, worker: str) -> None:
    case = world.case("p", danger=True)
    assert write(world, worker, case, "decisions", {"kind": "visit", "due": "2026-12-01"}).status == 409
    assert write(world, worker, case, "decisions", {"kind": "visit", "due": "2026-11-25"}).status == 201
