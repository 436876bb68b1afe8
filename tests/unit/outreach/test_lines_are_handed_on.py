"""A line that comes free goes to the next person at once; where nobody is due, beats look, for a minute."""

from datetime import timedelta
from unittest.mock import patch

from anbu.domain.cases.attempt import Line, Pace
from anbu.domain.cases.case import Case
from anbu.domain.cases.outcome import NoticeResult
from anbu.domain.cases.state import State
from anbu.domain.ids import CaseId
from anbu.domain.values import replace
from anbu.ports import Create, Replace
from anbu.usecases.end_call import hand_on
from anbu.usecases.plan_calls import CALL, plan_calls
from anbu.usecases.tick import tick
from tests.unit.cases.builders import MONDAY_TEN
from tests.unit.outreach.outreach_world import OutreachWorld, Queue


def world_with_a_line() -> OutreachWorld:
    world = OutreachWorld()
    world.ledger.write(Create(Line(0, None, MONDAY_TEN)))
    return world


def due(world: OutreachWorld, n: int) -> CaseId:
    told = MONDAY_TEN - timedelta(days=1)
    return world.add(n, state=State.CALL_DUE, notice=NoticeResult.DELIVERED, notice_at=told, due_at=world.clock.now())


def rung(world: OutreachWorld) -> int:
    assert isinstance(world.work.calls, Queue)
    return len(world.work.calls.waiting)


def test_the_next_person_gets_it_at_once() -> None:
    world = world_with_a_line()
    due(world, 1)
    hand_on(world.work, 0)
    assert rung(world) == 1


def test_a_look_for_nobody_serves_until_the_next_beat() -> None:
    world = world_with_a_line()
    hand_on(world.work, 0)
    due(world, 1)
    hand_on(world.work, 0)
    assert rung(world) == 0
    assert plan_calls(world.work).claimed == 1  # the beat looks all the same
    assert rung(world) == 1


def test_after_a_minute_ends_of_calls_look_again() -> None:
    world = world_with_a_line()
    hand_on(world.work, 0)
    due(world, 1)
    world.clock.at += timedelta(minutes=1)
    hand_on(world.work, 0)
    assert rung(world) == 1


def test_whoever_a_beat_finds_brings_the_quick_way_back() -> None:
    world = world_with_a_line()
    hand_on(world.work, 0)
    due(world, 1)
    due(world, 2)
    assert plan_calls(world.work).claimed == 1
    held = world.ledger.get(Line, 0)
    assert held is not None
    world.ledger.write(Replace(replace(held, held_by=None)))
    hand_on(world.work, 0)
    assert rung(world) == 2


def test_a_start_rate_without_room_is_not_nobody() -> None:
    world = world_with_a_line()
    due(world, 1)
    world.ledger.write(Create(Pace(CALL, MONDAY_TEN + timedelta(hours=1))))
    hand_on(world.work, 0)
    pace = world.ledger.get(Pace, CALL)
    assert pace is not None
    assert (rung(world), pace.nobody_in) == (0, ())


def test_while_nobody_is_due_the_index_is_left_alone() -> None:
    world = world_with_a_line()
    hand_on(world.work, 0)
    with patch.object(world.ledger, "query", wraps=world.ledger.query) as asked:
        hand_on(world.work, 0)
        asked.assert_not_called()
        plan_calls(world.work)
        asked.assert_called()


def test_looking_elsewhere_makes_no_memory_older() -> None:
    world = world_with_a_line()
    due(world, 1)
    hand_on(world.work, 0)
    first = world.ledger.get(Pace, CALL)
    held = world.ledger.get(Line, 0)
    assert first is not None
    assert held is not None
    assert first.nobody_in
    world.ledger.write(Replace(replace(held, held_by=None)))
    world.clock.at += timedelta(seconds=40)
    hand_on(world.work, 0)
    second = world.ledger.get(Pace, CALL)
    assert second is not None
    assert set(second.nobody_in) > set(first.nobody_in)
    assert second.nobody_until == first.nobody_until


def test_when_the_window_has_closed_one_beat_moves_everybody_on() -> None:
    world = world_with_a_line()
    people = [due(world, n) for n in range(30)]
    world.clock.at = MONDAY_TEN.replace(hour=18, minute=30)
    beat = tick(world.work, world.clock.now() + timedelta(seconds=50))
    assert beat.calls == 0
    cases = [world.ledger.get(Case, one) for one in people]
    assert {case.due_at.date() for case in cases if case and case.due_at} == {MONDAY_TEN.date() + timedelta(days=1)}
