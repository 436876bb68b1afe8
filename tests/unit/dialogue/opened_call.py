"""A call that was answered, and what is said in it, turn by turn."""

from datetime import datetime
from typing import Any

from anbu.domain.dialogue.dialogue import Alert
from anbu.domain.dialogue.said import Alternative, Said
from anbu.domain.times import KST
from anbu.ports import Index
from anbu.usecases.conversing import AskModel, Spoken
from anbu.usecases.open_call import open_call
from anbu.usecases.take_turn import take_turn
from local.talk.world import World, world_of

MONDAY = datetime(2026, 11, 23, 10, tzinfo=KST)
HUNGRY = "쌀이 없어서 사흘째 굶고 있어요"


def say(text: str) -> Said:
    """One utterance as it was recognised; nothing is silence."""
    return Said((Alternative(text, 0.9),)) if text else Said()


def opened(ask_model: AskModel | None = None, **told: Any) -> World:
    """A world whose call was answered; `told` is what the world is told."""
    world = world_of(ask_model=lambda: ask_model, **told)
    assert open_call(world.contact, world.attempt.id, world.conversing).proceed
    return world


def talk(world: World, *said: str, first: int = 1) -> list[Spoken]:
    """What is said turn by turn, and what is answered to each."""
    return [take_turn(world.attempt.id, n, say(text), world.conversing) for n, text in enumerate(said, first)]


def alerts(world: World) -> list[Alert]:
    """What was raised about the case."""
    return list(world.ledger.query(Alert, Index.OWN, world.case.id).items)
