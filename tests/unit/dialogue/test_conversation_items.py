"""What is kept of a conversation comes back from the table as it was written, however little of it was stored."""

from anbu.adapters.ledger import layouts as _layouts  # noqa: F401  registers the entities
from anbu.adapters.ledger.codec import from_item, to_item
from anbu.domain.dialogue.dialogue import Dialogue, Turn
from anbu.domain.dialogue.said import Alternative, Said
from anbu.usecases.conversing import turns_of
from anbu.usecases.open_call import open_call
from anbu.usecases.take_turn import take_turn
from local.talk.world import World, world_of


def spoken_with() -> World:
    world = world_of(indicators=("power_cut",))
    open_call(world.contact, world.attempt.id, world.conversing)
    for n, text in enumerate(["네", "네", "어제 전기가 끊겼어요", "아니요", "", "천천히 말해 줘요", "없어요"], 1):
        said = Said((Alternative(text, 0.81), Alternative(text + "요", 0.4))) if text else Said()
        take_turn(world.attempt.id, n, said, world.conversing)
    return world


def test_turns_and_dialogues_survive_the_table() -> None:
    world = spoken_with()
    dialogue = world.ledger.get(Dialogue, world.case.id, world.attempt.id)
    assert dialogue is not None
    for entity in (dialogue, *turns_of(world.ledger, world.attempt.id)):
        assert from_item(type(entity), to_item(entity, entity.version)) == entity


def test_defaults_take_no_room() -> None:
    world = spoken_with()
    silent: Turn = turns_of(world.ledger, world.attempt.id)[5]
    assert "heard" not in to_item(silent, 0)
    assert "ending" not in to_item(silent, 0)
