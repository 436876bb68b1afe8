"""The fast clock waits for whoever works, and for nobody who has died."""

from local.stillness import STILL_SECONDS, Stillness

NOTHING = {"calls": (0, 0), "events": (0, 0)}
HELD = {"calls": (0, 0), "events": (0, 2)}
WAITS = {"calls": (1, 0), "events": (0, 2)}


def test_empty_queues_are_still() -> None:
    assert Stillness().is_still(NOTHING, 0)


def test_what_a_run_holds_is_waited_for() -> None:
    stillness = Stillness()
    assert not stillness.is_still(HELD, 0)
    assert not stillness.is_still(HELD, STILL_SECONDS - 1)


def test_what_is_held_while_nothing_else_moves_is_held_by_a_dead_run() -> None:
    stillness = Stillness()
    stillness.is_still(HELD, 0)
    assert stillness.is_still(HELD, STILL_SECONDS)


def test_a_message_that_waits_is_never_given_up() -> None:
    stillness = Stillness()
    stillness.is_still(WAITS, 0)
    assert not stillness.is_still(WAITS, 10 * STILL_SECONDS)


def test_who_was_given_up_is_not_waited_for_again_and_who_comes_new_is() -> None:
    stillness = Stillness()
    stillness.is_still(HELD, 0)
    assert stillness.is_still(HELD, STILL_SECONDS)
    assert not stillness.is_still(WAITS, STILL_SECONDS + 1)
    assert stillness.is_still(HELD, STILL_SECONDS + 2)
    assert not stillness.is_still({"calls": (0, 1), "events": (0, 2)}, STILL_SECONDS + 3)


def test_who_was_given_up_and_was_done_after_all_counts_anew() -> None:
    stillness = Stillness()
    stillness.is_still(HELD, 0)
    assert stillness.is_still(HELD, STILL_SECONDS)
    assert stillness.is_still(NOTHING, STILL_SECONDS + 1)
    assert not stillness.is_still(HELD, STILL_SECONDS + 2)
