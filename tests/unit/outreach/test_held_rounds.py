"""A manager's word counts at once: a paused round disturbs nobody, a stopped one never again; nobody is lost by it."""

from datetime import timedelta

import pytest

from anbu.domain.cases.attempt import Line
from anbu.domain.cases.case import Case
from anbu.domain.cases.outcome import NoticeResult
from anbu.domain.cases.round import Round, RoundState
from anbu.domain.cases.state import State
from anbu.domain.values import replace
from anbu.ports import Create, Replace
from anbu.usecases.plan_calls import plan_calls
from anbu.usecases.plan_notices import plan_notices
from tests.unit.cases.builders import GOKSEONG, MONDAY_TEN
from tests.unit.outreach.outreach_world import ROUND, OutreachWorld


@pytest.fixture
def world() -> OutreachWorld:
    made = OutreachWorld()
    made.add(1)
    told = MONDAY_TEN - timedelta(hours=1)
    made.add(2, state=State.CALL_DUE, notice=NoticeResult.SENT, notice_at=told)
    made.ledger.write(Create(Line(0, None, MONDAY_TEN)))
    return made


def order(world: OutreachWorld, state: RoundState) -> None:
    found = world.ledger.get(Round, GOKSEONG, ROUND)
    assert found is not None
    world.ledger.write(Replace(replace(found, state=state)))


def plan(world: OutreachWorld) -> tuple[int, int]:
    return plan_notices(world.work), plan_calls(world.work).claimed


def both(world: OutreachWorld) -> list[Case]:
    return [world.case(1), world.case(2)]


def test_a_paused_round_disturbs_nobody_and_goes_on_when_resumed(world: OutreachWorld) -> None:
    order(world, RoundState.PAUSED)
    assert plan(world) == (0, 0)
    assert [case.state for case in both(world)] == [State.NOTICE_DUE, State.CALL_DUE]
    assert all(case.due_at == MONDAY_TEN + timedelta(hours=1) for case in both(world))
    order(world, RoundState.OPEN)
    world.later(hours=1)
    assert plan(world) == (1, 1)


def test_people_of_a_stopped_round_go_to_people(world: OutreachWorld) -> None:
    order(world, RoundState.STOPPED)
    assert plan(world) == (0, 0)
    assert [case.state for case in both(world)] == [State.STAFF_CALL] * 2
    assert all(case.due_at == MONDAY_TEN.replace(day=24, hour=18) for case in both(world))


@pytest.mark.parametrize("state", [RoundState.OPEN, RoundState.SEALED])
def test_an_open_round_acts_and_so_do_cases_reopened_after_the_seal(world: OutreachWorld, state: RoundState) -> None:
    order(world, state)
    assert plan(world) == (1, 1)
