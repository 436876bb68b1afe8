"""A turn is taken once, however often and however close together it is asked for, and its alerts with it."""

from dataclasses import replace
from typing import Any

import pytest

from anbu.adapters.ledger.memory import MemoryLedger
from anbu.domain.cases.attempt import Contact
from anbu.domain.counselling.record import DangerKind
from anbu.domain.dialogue.dialogue import Dialogue
from anbu.ports import Change
from anbu.usecases.conversing import Spoken, turns_of
from anbu.usecases.open_call import open_call
from anbu.usecases.take_turn import NoSuchCall, take_turn
from local.talk.world import world_of
from tests.unit.dialogue.opened_call import HUNGRY, alerts, opened, say, talk


def test_opening_twice_says_the_same_and_links_the_contact() -> None:
    world = opened()
    again = open_call(world.contact, world.attempt.id, world.conversing)
    assert again.first is not None
    assert again.first.text == turns_of(world.ledger, world.attempt.id)[0].reply
    contact = world.ledger.get(Contact, world.contact)
    assert contact is not None
    assert contact.attempt_id == world.attempt.id


def test_nobody_is_talked_to_for_an_attempt_that_is_not_ours() -> None:
    world = world_of()
    assert not open_call(world.contact, "c-nobody-call-1", world.conversing).proceed  # type: ignore[arg-type]
    with pytest.raises(NoSuchCall):
        take_turn(world.attempt.id, 1, say("네"), world.conversing)


def test_each_turn_asked_for_twice_is_taken_once() -> None:
    world = opened()
    for n, text in enumerate(["네", "네", HUNGRY, "아니요", "없어요", "아니요"], 1):
        first = take_turn(world.attempt.id, n, say(text), world.conversing)
        assert take_turn(world.attempt.id, n, say(text), world.conversing) == first
    assert [turn.n for turn in turns_of(world.ledger, world.attempt.id)] == list(range(7))
    assert [(alert.kind, alert.turn) for alert in alerts(world)] == [(DangerKind.NO_FOOD, "t6")]


def test_an_old_turn_that_comes_again_skips_no_question() -> None:
    world = opened()
    spoken = talk(world, "네", "네", "없어요", "없어요")
    assert take_turn(world.attempt.id, 2, say("네"), world.conversing) == spoken[1]
    dialogue = world.ledger.get(Dialogue, world.case.id, world.attempt.id)
    assert dialogue is not None
    assert dialogue.turn == 4


class Interleaved:
    """A ledger where, just before a write, somebody else takes the same turn."""

    def __init__(self, inner: MemoryLedger) -> None:
        self.inner, self.rival = inner, None
        self.get, self.get_together, self.query = inner.get, inner.get_together, inner.query

    rival: Any

    def write(self, *changes: Change) -> None:
        rival, self.rival = self.rival, None
        if rival is not None:
            rival()
        self.inner.write(*changes)


def test_each_turn_taken_twice_at_once_is_taken_once() -> None:
    world = opened()
    ledger = Interleaved(world.ledger)
    conversing = replace(world.conversing, ledger=ledger)
    for n, text in enumerate(["네", "네", HUNGRY, "아니요"], 1):
        rivals: list[Spoken] = []

        def rival(n: int = n, text: str = text, rivals: list[Spoken] = rivals) -> None:
            rivals.append(take_turn(world.attempt.id, n, say(text), conversing))

        ledger.rival = rival
        assert take_turn(world.attempt.id, n, say(text), conversing) == rivals[0]
    assert len(turns_of(world.ledger, world.attempt.id)) == 5
    assert len(alerts(world)) == 1


def test_alert_turn_and_state_stand_or_fall_together() -> None:
    world = opened()
    talk(world, "네", "네")

    class Broken(Interleaved):
        def write(self, *changes: Change) -> None:
            assert len(changes) == 3, "turn, state and alert in one transaction"
            raise RuntimeError("the table is away")

    broken = replace(world.conversing, ledger=Broken(world.ledger))
    with pytest.raises(RuntimeError):
        take_turn(world.attempt.id, 3, say(HUNGRY), broken)
    assert alerts(world) == []
    assert len(turns_of(world.ledger, world.attempt.id)) == 3
    talk(world, HUNGRY, first=3)
    assert len(alerts(world)) == 1
