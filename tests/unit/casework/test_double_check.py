"""The double check: another named person, who has opened what they judge, states a finding; nobody approves alone."""

from datetime import timedelta
from typing import Any

import pytest

from anbu.domain.cases.case import Case
from anbu.domain.cases.state import State
from anbu.domain.casework.decisions import DecisionKind
from anbu.domain.casework.double_check import Check, CheckFigures, drawn, why_checked
from anbu.domain.casework.roles import Role
from anbu.domain.counselling.record import Need
from anbu.domain.ids import CaseId
from anbu.domain.values import replace
from tests.unit.casework.world import GOKSEONG, ROUND, TOWN, World

CLOSING = {"kind": "close", "reason": "died", "document": "곡성-1"}
SOUND = {"verdict": "confirm", "finding": "sound"}
WRONG = {"verdict": "return", "finding": "wrongly_closed", "reason": "가구원이 남아 있습니다."}


@pytest.fixture
def worker(world: World) -> str:
    return world.official("worker", (Role.CASEWORKER, TOWN), (Role.CHECKER, TOWN))


@pytest.fixture
def checker(world: World) -> str:
    return world.official("checker", (Role.CHECKER, GOKSEONG))


@pytest.fixture
def closed(world: World, worker: str) -> Case:
    """An urgent case that its caseworker wants to close."""
    case = world.case("p", danger=True)
    assert write(world, worker, case, "decisions", CLOSING).status == 201
    return case


def write(world: World, who: str, case: Case, what: str, body: dict[str, Any]) -> Any:
    read = world.ledger.get(Case, case.id).version
    return world.send(who, f"/v1/cases/{case.id}/{what}", body, read=read)


def read(world: World, who: str, case: Case) -> None:
    world.clock.at += timedelta(minutes=1)
    assert world.call(who, "GET", f"/v1/cases/{case.id}").status == 200


def state(world: World, case: Case) -> State:
    found: State = world.ledger.get(Case, case.id).state
    return found


def test_a_closing_that_is_checked_does_not_hold_yet(world: World, closed: Case) -> None:
    assert state(world, closed) is State.DOUBLE_CHECK
    assert world.ledger.get(Case, closed.id).closed_as is None


def test_a_second_person_confirms_after_reading(world: World, closed: Case, checker: str) -> None:
    read(world, checker, closed)
    assert write(world, checker, closed, "checks", SOUND).status == 201
    assert state(world, closed) is State.CLOSED
    assert world.ledger.get(Case, closed.id).closed_as == "closed_without_support"
    assert world.ledger.get(CheckFigures, GOKSEONG, ROUND).checked == 1


def test_nobody_approves_what_they_decided(world: World, closed: Case, worker: str) -> None:
    read(world, worker, closed)
    answer = write(world, worker, closed, "checks", SOUND)
    assert answer.status == 409
    assert answer.body["code"] == "not_yours_to_check"
    assert state(world, closed) is State.DOUBLE_CHECK


def test_nobody_approves_without_reading(world: World, closed: Case, checker: str) -> None:
    assert write(world, checker, closed, "checks", SOUND).status == 409
    assert state(world, closed) is State.DOUBLE_CHECK


def test_reading_before_the_decision_is_not_reading_it(world: World, worker: str, checker: str) -> None:
    case = world.case("p", danger=True)
    read(world, checker, case)
    world.clock.at += timedelta(minutes=1)
    write(world, worker, case, "decisions", CLOSING)
    assert write(world, checker, case, "checks", SOUND).status == 409


def test_somebody_without_a_name_approves_nothing(world: World, closed: Case) -> None:
    nameless = world.official("nameless", (Role.CHECKER, GOKSEONG), known_as="")
    read(world, nameless, closed)
    assert write(world, nameless, closed, "checks", SOUND).status == 403


def test_a_caseworker_is_no_checker(world: World, closed: Case) -> None:
    other = world.official("other", (Role.CASEWORKER, TOWN))
    read(world, other, closed)
    assert write(world, other, closed, "checks", SOUND).status == 403


def test_what_was_found_wrong_goes_back_with_its_reason(world: World, closed: Case, checker: str) -> None:
    read(world, checker, closed)
    assert write(world, checker, closed, "checks", {**WRONG, "reason": " "}).status == 409
    assert write(world, checker, closed, "checks", {**WRONG, "verdict": "confirm"}).status == 409
    assert write(world, checker, closed, "checks", WRONG).status == 201
    assert state(world, closed) is State.DECIDE
    figures = world.ledger.get(CheckFigures, GOKSEONG, ROUND)
    assert (figures.checked, figures.returned, figures.wrongly_closed) == (1, 1, 1)


def test_an_override_is_its_own_marked_action_of_a_manager(
    world: World, closed: Case, checker: str, worker: str
) -> None:
    boss = world.official("boss", (Role.MANAGER, GOKSEONG))
    reason = {"reason": "남은 가구원은 이미 지원 중입니다."}
    read(world, boss, closed)
    assert write(world, boss, closed, "overrides", reason).status == 409, "there is nothing to override yet"
    read(world, checker, closed)
    write(world, checker, closed, "checks", WRONG)
    assert write(world, worker, closed, "overrides", reason).status == 403
    assert write(world, boss, closed, "overrides", {"reason": ""}).status == 422
    assert write(world, boss, closed, "overrides", reason).status == 409, "the finding has not been read"
    read(world, boss, closed)
    assert write(world, boss, closed, "overrides", reason).status == 201
    assert state(world, closed) is State.CLOSED
    assert world.ledger.get(Check, closed.id, 2).override
    told = world.call(boss, "GET", f"/v1/cases/{closed.id}/why").body["steps"][-1]
    assert told["rule"] == "overridden_by_manager"
    assert told["by"] == boss


def test_who_decided_cannot_override(world: World, checker: str) -> None:
    boss = world.official("boss", (Role.MANAGER, GOKSEONG))
    case = world.case("p", danger=True)
    write(world, boss, case, "decisions", CLOSING)
    read(world, checker, case)
    write(world, checker, case, "checks", WRONG)
    read(world, boss, case)
    assert write(world, boss, case, "overrides", {"reason": "까닭"}).status == 409


def rule(kind: DecisionKind, *, urgent: bool, life: bool, support: bool, rate: float) -> str | None:
    case = World().case("p", need=Need.URGENT if urgent else Need.WATCH, indicators=("power_cut",) if life else ())
    return why_checked(case, kind, support=support, life=frozenset({"power_cut"}), rate=rate, seed="s")


@pytest.mark.parametrize(
    ("kind", "urgent", "life", "support", "rate", "expected"),
    [
        (DecisionKind.CLOSE, True, False, True, 0.0, "urgent"),
        (DecisionKind.MONITORING, True, False, False, 0.0, "urgent"),
        (DecisionKind.VISIT, True, False, False, 1.0, None),  # somebody goes there: nobody waits for a signature
        (DecisionKind.CLOSE, False, True, False, 0.0, "life_indicator_without_support"),
        (DecisionKind.CLOSE, False, True, True, 0.0, None),
        (DecisionKind.CLOSE, False, False, False, 1.0, "sampled"),
        (DecisionKind.CLOSE, False, False, False, 0.0, None),
        (DecisionKind.MONITORING, False, True, False, 1.0, None),
    ],
)
def test_which_decisions_are_checked(
    kind: DecisionKind, urgent: bool, life: bool, support: bool, rate: float, expected: str | None
) -> None:
    assert rule(kind, urgent=urgent, life=life, support=support, rate=rate) == expected


def test_the_sample_is_of_its_rate_and_the_same_case_is_always_drawn() -> None:
    cases = [CaseId(f"c{number}") for number in range(5000)]
    first = [drawn(case, "2026", 0.2) for case in cases]
    assert first == [drawn(case, "2026", 0.2) for case in cases]
    assert 0.18 < sum(first) / len(cases) < 0.22
    assert first != [drawn(case, "2027", 0.2) for case in cases]


def test_an_old_check_says_nothing_of_a_new_decision(world: World, closed: Case, worker: str, checker: str) -> None:
    read(world, checker, closed)
    write(world, checker, closed, "checks", WRONG)
    world.clock.at += timedelta(minutes=5)
    assert write(world, worker, closed, "decisions", CLOSING).status == 201
    assert write(world, checker, closed, "checks", SOUND).status == 409, "it was read before it was decided anew"
    read(world, checker, closed)
    assert write(world, checker, closed, "checks", SOUND).status == 201
    assert replace(world.ledger.get(Case, closed.id)).state is State.CLOSED
