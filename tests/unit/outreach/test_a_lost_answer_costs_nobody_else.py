"""A write whose answer is lost, or that fails, costs the one that it was for a minute, and nobody else anything."""

from datetime import timedelta

import pytest

from anbu.adapters.ledger.memory import MemoryLedger
from anbu.domain.cases.attempt import Attempt, Line
from anbu.domain.cases.case import Case
from anbu.domain.cases.outcome import NoticeResult
from anbu.domain.cases.state import State
from anbu.domain.values import replace
from anbu.ports import Change, Create
from anbu.usecases.plan_calls import plan_calls
from anbu.usecases.plan_notices import plan_notices
from anbu.usecases.redo_overdue import redo_overdue
from anbu.usecases.tick import tick
from tests.unit.cases.builders import MONDAY_TEN
from tests.unit.outreach.outreach_world import OutreachWorld

PEOPLE = 12


class AnswerLost(Exception):
    """The write was done, or was not; nobody told."""


class UnsureLedger(MemoryLedger):
    """Writes the intents of some cases and does not say so; with `down` it writes nothing at all."""

    def __init__(self) -> None:
        super().__init__()
        self.unsure: set[str] = set()
        self.down = False
        self.tried = 0

    def write(self, *changes: Change) -> None:
        self.tried += 1
        if self.down:
            raise AnswerLost
        super().write(*changes)
        if {change.entity.id for change in changes if isinstance(change.entity, Case)} & self.unsure:
            raise AnswerLost


@pytest.fixture
def world() -> OutreachWorld:
    made = OutreachWorld()
    made.ledger = UnsureLedger()
    for entity in OutreachWorld().ledger._entities.values():
        made.ledger.write(Create(entity))
    made.work = replace(made.work, ledger=made.ledger, telephone=replace(made.work.telephone, lines=PEOPLE))
    return made


def ledger_of(world: OutreachWorld) -> UnsureLedger:
    assert isinstance(world.ledger, UnsureLedger)
    return world.ledger


def queued(messages: object) -> set[str]:
    return {str(message["attempt_id"]).split("-")[0] for message in messages.waiting}  # type: ignore[attr-defined]


def call_due(world: OutreachWorld) -> None:
    told = MONDAY_TEN - timedelta(hours=1)
    for n in range(PEOPLE):
        world.add(n, state=State.CALL_DUE, notice=NoticeResult.SENT, notice_at=told)
        world.ledger.write(Create(Line(n, None, MONDAY_TEN)))


def test_one_notice_whose_answer_is_lost_holds_up_none_behind_it(world: OutreachWorld) -> None:
    for n in range(PEOPLE):
        world.add(n)
    ledger_of(world).unsure = {"c3", "c7"}
    with pytest.raises(ExceptionGroup, match="notices"):
        plan_notices(world.work)
    assert queued(world.notices) == {f"c{n}" for n in range(PEOPLE)} - {"c3", "c7"}


def test_calls_that_were_claimed_are_queued_whatever_befalls_the_next_claim(world: OutreachWorld) -> None:
    call_due(world)
    ledger_of(world).unsure = {"c2"}
    with pytest.raises(AnswerLost):
        plan_calls(world.work)
    claimed = {f"c{n}" for n in range(PEOPLE) if world.case(n).state is State.CALLING}
    assert queued(world.work.calls) == claimed - {"c2"} != set()


def test_a_beat_goes_on_filling_lines_after_a_look_that_failed(world: OutreachWorld) -> None:
    call_due(world)
    ledger_of(world).unsure = {"c2", "c5"}
    with pytest.raises(ExceptionGroup):
        tick(world.work, world.clock.now() + timedelta(seconds=50))
    assert queued(world.work.calls) == {f"c{n}" for n in range(PEOPLE)} - {"c2", "c5"}


def test_overdue_steps_are_taken_up_again_whatever_befalls_the_first(world: OutreachWorld) -> None:
    for n in range(4):
        world.add(n, state=State.FREEZING, attempt=f"c{n}-call-1")
    world.later(minutes=1)
    ledger_of(world).unsure = {"c0"}
    with pytest.raises(ExceptionGroup, match="overdue"):
        redo_overdue(world.work)
    assert {message["freeze"] for message in world.work.events.waiting} == {f"c{n}-call-1" for n in (1, 2, 3)}  # type: ignore[attr-defined]


@pytest.mark.parametrize("planned", [plan_notices, redo_overdue])
def test_an_outage_is_not_hammered_at(world: OutreachWorld, planned: object) -> None:
    for n in range(PEOPLE):
        world.add(n)
    for n in range(PEOPLE, 2 * PEOPLE):
        world.add(n, state=State.FREEZING, attempt=f"c{n}-call-1")
    world.later(minutes=1)
    ledger = ledger_of(world)
    ledger.down, ledger.tried = True, 0
    with pytest.raises(ExceptionGroup) as told:
        planned(world.work)  # type: ignore[operator]
    assert ledger.tried == len(told.value.exceptions) <= 10


def test_what_was_not_queued_comes_again(world: OutreachWorld) -> None:
    call_due(world)
    ledger = ledger_of(world)
    ledger.unsure = {"c2"}
    with pytest.raises(AnswerLost):
        plan_calls(world.work)
    attempt = ledger.get(Attempt, "c2", "c2-call-1")
    assert attempt is not None
    assert ledger.get(Case, "c2").due_at == attempt.lease_until  # type: ignore[union-attr]
