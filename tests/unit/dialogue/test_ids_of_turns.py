"""The ids by which records and alerts name what was said: each once, in the order in which it was said."""

from datetime import datetime

from anbu.domain.dialogue.dialogue import Turn
from anbu.domain.ids import AttemptId
from anbu.domain.times import KST


def test_every_word_of_a_call_has_an_id_of_its_own() -> None:
    turns = [Turn(AttemptId("a"), n, datetime(2026, 11, 23, 10, tzinfo=KST), "네") for n in range(30)]
    ids = [name for turn in turns for name in (turn.resident_id, turn.agent_id)]
    assert ids == [f"t{n}" for n in range(60)]
