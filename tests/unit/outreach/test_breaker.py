"""The breaker stops calling at a cliff, not at an ordinary bad hour, and only a person lets it go on."""

from random import Random

import pytest

from anbu.domain.cases.attempt import Line
from anbu.domain.cases.outcome import Outcome
from anbu.domain.cases.state import State
from anbu.domain.outreach.breaker import Breaker, BreakerPolicy, heard, resumed
from anbu.domain.values import replace
from anbu.ports import Create
from anbu.usecases.end_call import hand_on
from anbu.usecases.plan_calls import plan_calls
from anbu.usecases.watch_answers import CALLS, calling_is_stopped, note_answer, resume_calling
from tests.unit.cases.builders import MONDAY_TEN
from tests.unit.outreach.outreach_world import OutreachWorld

POLICY = BreakerPolicy()


def after(breaker: Breaker, outcomes: list[Outcome]) -> Breaker:
    for outcome in outcomes:
        breaker = heard(breaker, outcome, MONDAY_TEN, POLICY)
    return breaker


def day(answered: float, calls: int, seed: int = 1) -> list[Outcome]:
    chance = Random(seed)
    return [Outcome.COMPLETED if chance.random() < answered else Outcome.NO_ANSWER for _ in range(calls)]


def test_answers_that_fall_off_a_cliff_stop_everything() -> None:
    usual = after(Breaker("calls"), day(0.6, 1000))
    assert not usual.is_open
    stopped = after(usual, [Outcome.NO_ANSWER] * 80)
    assert stopped.is_open
    assert (stopped.why, stopped.stopped_at) == ("answers_fell_off", MONDAY_TEN)


@pytest.mark.parametrize("seed", range(30))
def test_chance_alone_stops_nothing(seed: int) -> None:
    assert not after(Breaker("calls"), day(0.5, 3000, seed)).is_open


def test_a_bad_hour_is_no_cliff() -> None:
    usual = after(Breaker("calls"), day(0.6, 1000))
    assert not after(usual, day(0.35, 200, 2)).is_open


def test_failures_of_the_network_stop_soon() -> None:
    stopped = after(Breaker("calls"), [Outcome.FAILED] * POLICY.recent)
    assert (stopped.is_open, stopped.why) == (True, "calls_fail")
    assert not after(Breaker("calls"), [Outcome.FAILED] * (POLICY.recent - 1)).is_open


def test_a_poor_start_is_compared_with_nothing() -> None:
    assert not after(Breaker("calls"), [Outcome.COMPLETED] * 10 + [Outcome.NO_ANSWER] * 89).is_open


def test_dead_numbers_say_nothing_of_ours() -> None:
    usual = after(Breaker("calls"), day(0.6, 500))
    assert after(usual, [Outcome.INVALID_NUMBER] * 500) == usual


def test_every_answer_counts_as_one_whatever_it_said() -> None:
    not_answered = {Outcome.NO_ANSWER, Outcome.BUSY, Outcome.FAILED, Outcome.UNKNOWN}
    for outcome in set(Outcome) - {Outcome.INVALID_NUMBER}:
        assert heard(Breaker("calls"), outcome, MONDAY_TEN, POLICY).late == (outcome not in not_answered)


def test_it_stays_stopped_until_a_person_resumes_it() -> None:
    stopped = after(after(Breaker("calls"), day(0.6, 1000)), [Outcome.NO_ANSWER] * 80)
    assert after(stopped, [Outcome.COMPLETED] * 100).is_open
    going = resumed(stopped)
    assert not going.is_open
    assert not after(going, day(0.6, 100)).is_open


def test_while_it_is_stopped_no_line_is_filled() -> None:
    world = OutreachWorld()
    world.add(1, state=State.CALL_DUE, notice=None, due_at=MONDAY_TEN)
    line = Line(0, None, MONDAY_TEN)
    world.ledger.write(Create(Breaker(CALLS, stopped_at=MONDAY_TEN)), Create(line))
    assert calling_is_stopped(world.ledger)
    assert plan_calls(world.work).claimed == 0
    hand_on(world.work, 0)
    assert world.ledger.get(Line, 0) == line
    resume_calling(world.ledger)
    resume_calling(world.ledger)
    assert not calling_is_stopped(world.ledger)


def test_calls_are_noted_one_by_one() -> None:
    world = OutreachWorld()
    note_answer(world.work, Outcome.COMPLETED, None)
    note_answer(world.work, Outcome.NO_ANSWER, None)  # what it knows is stale: it looks, and adds to what is there
    note_answer(world.work, Outcome.INVALID_NUMBER, world.ledger.get(Breaker, CALLS))
    noted = world.ledger.get(Breaker, CALLS)
    assert noted is not None
    assert (noted.known, noted.late) == (2, 0.5)
    assert replace(noted, version=0).name == CALLS


def test_the_figures_are_those_of_the_documents() -> None:
    assert BreakerPolicy() == BreakerPolicy(recent=50, least_known=100, cliff=0.3, failed=0.6)


@pytest.mark.parametrize(
    ("usual", "late", "stops"),
    [
        (0.9, 0.45, False),  # half of the usual answers is a bad hour
        (0.9, 0.28, False),
        (0.9, 0.27, True),  # under three tenths after this one
        (0.8, 0.235, True),
        (0.8, 0.25, False),
    ],
)
def test_the_cliff_is_three_tenths_of_the_usual(usual: float, late: float, stops: bool) -> None:
    known = Breaker("calls", usual=usual, late=late, known=500)
    assert heard(known, Outcome.NO_ANSWER, MONDAY_TEN, POLICY).is_open is stops


@pytest.mark.parametrize(("known", "stops"), [(98, False), (99, True), (100, True), (5000, True)])
def test_the_long_run_must_rest_on_a_hundred_calls(known: int, stops: bool) -> None:
    poor = Breaker("calls", usual=0.9, late=0.1, known=known)
    assert heard(poor, Outcome.NO_ANSWER, MONDAY_TEN, POLICY).is_open is stops


def test_failures_stop_a_long_good_run_too_and_the_threshold_itself_counts() -> None:
    assert after(after(Breaker("calls"), day(0.6, 1000)), [Outcome.FAILED] * 60).is_open
    strict = BreakerPolicy(recent=3, failed=1.0)
    breaker = Breaker("calls")
    for _ in range(3):
        breaker = heard(breaker, Outcome.FAILED, MONDAY_TEN, strict)
    assert breaker.why == "calls_fail"


def test_going_on_forgets_the_failures() -> None:
    stopped = after(Breaker("calls"), [Outcome.FAILED] * 50)
    going = resumed(stopped)
    assert (going.failing, going.late, going.why, going.known) == (0.0, stopped.usual, "", stopped.known)


@pytest.mark.parametrize(
    ("known", "calls"), [(0, 1), (1, 2), (49, 50), (50, 51), (998, 999), (999, 1000), (1000, 1000), (5000, 1000)]
)
def test_the_long_run_is_the_last_thousand_calls(known: int, calls: int) -> None:
    """What fewer calls have told is their plain average: one call more counts as one of them."""
    before = Breaker("calls", usual=0.0, late=0.0, known=known)
    assert heard(before, Outcome.COMPLETED, MONDAY_TEN, POLICY).usual == pytest.approx(1 / calls)
