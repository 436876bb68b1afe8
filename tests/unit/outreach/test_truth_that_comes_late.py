"""Ends of calls that come late, twice, before the answer, or never: the truth is kept, and no case moves back."""

from dataclasses import dataclass, field, replace
from datetime import timedelta

import pytest

from anbu.domain.cases.attempt import Attempt, AttemptStatus, CallEnded, Line, NumberLock
from anbu.domain.cases.call_report import CallReport
from anbu.domain.cases.outcome import Outcome
from anbu.domain.cases.state import State
from anbu.domain.ids import AttemptId, ContactId, case_of
from anbu.domain.outreach.wishes import NumberWish
from anbu.usecases.link_contact import contact_ended, link_contact
from anbu.usecases.look_up_call import look_up_call
from anbu.usecases.open_lines import open_lines
from anbu.usecases.place_call import place_call
from anbu.usecases.plan_calls import plan_calls
from anbu.usecases.worlds import Dialling
from tests.property.small_world import OUTCOMES, SmallWorld

_SPOKE = {Outcome.COMPLETED, Outcome.PARTIAL}


@dataclass
class LateWorld:
    """One person, one line, and a network that finds nothing by name."""

    small: SmallWorld = field(default_factory=lambda: SmallWorld(people=1, lines=1))
    frozen: list[AttemptId] = field(default_factory=list)

    def __post_init__(self) -> None:
        work = replace(self.small.work, freeze=self.frozen.append, judge=_judge)
        self.small.dialling = Dialling(work, self.small.exchange)
        open_lines(work)

    def ring(self, mood: str = "fine") -> AttemptId:
        """The planner claims the call and the dialler rings; `answer_lost`: it never hears that it did."""
        plan_calls(self.small.work)
        attempt = AttemptId(self.small.calls.waiting.pop()["attempt_id"])
        self.small.exchange.mood = mood
        try:
            place_call(attempt, self.small.dialling)
        except TimeoutError:
            assert mood == "answer_lost"
        self.small.exchange.mood = "fine"
        return attempt

    def look_up(self, attempt: AttemptId, *, found: bool) -> None:
        contacts = self.small.exchange.contacts
        if not found:
            self.small.exchange.contacts = {}
        look_up_call(attempt, self.small.dialling)
        self.small.exchange.contacts = contacts

    def hang_up(self, outcome: Outcome) -> CallEnded:
        return self.small.exchange.hang_up(self.contact, outcome)

    def attempt(self, attempt: AttemptId) -> Attempt:
        found = self.small.ledger.get(Attempt, case_of(attempt), attempt)
        assert found is not None
        return found

    @property
    def contact(self) -> ContactId:
        return next(iter(self.small.exchange.contacts))


def _judge(_attempt: Attempt, ended: CallEnded) -> CallReport:
    outcome = OUTCOMES[ended.reason or "failed"]
    return CallReport(outcome, spoke=outcome in _SPOKE, reached_self=outcome in _SPOKE)


@pytest.fixture
def world() -> LateWorld:
    return LateWorld()


def _given_a_call_that_nobody_finds(world: LateWorld) -> AttemptId:
    attempt = world.ring("answer_lost")
    world.small.clock.at += timedelta(minutes=7)
    world.look_up(attempt, found=False)
    assert world.small.case(0).tries[-1].outcome is Outcome.UNKNOWN
    return attempt


def test_what_is_never_found_is_unknown_and_climbs(world: LateWorld) -> None:
    attempt = _given_a_call_that_nobody_finds(world)
    case = world.small.case(0)
    assert (case.state, case.attempt, case.calls_made) == (State.CALL_DUE, None, 1)
    assert world.attempt(attempt).outcome is Outcome.UNKNOWN
    line = world.small.ledger.get(Line, 0)
    assert line is not None
    assert line.held_by is None


def test_a_talk_of_which_nothing_was_known_becomes_a_record_after_all(world: LateWorld) -> None:
    attempt = _given_a_call_that_nobody_finds(world)
    link_contact(world.contact, attempt, world.small.work)
    ended = world.hang_up(Outcome.COMPLETED)
    for _ in range(2):
        contact_ended(world.contact, ended, world.small.work)
    case = world.small.case(0)
    assert (case.state, case.attempt, case.reached_self) == (State.FREEZING, attempt, True)
    assert [tried.outcome for tried in case.tries] == [Outcome.COMPLETED]
    assert world.attempt(attempt).outcome is Outcome.COMPLETED
    assert world.attempt(attempt).transcript_version == 1
    assert set(world.frozen) == {attempt}


def test_a_case_that_went_to_people_stays_with_them_and_gains_what_was_said(world: LateWorld) -> None:
    first = _given_a_call_that_nobody_finds(world)
    contact = world.contact
    world.small.clock.at += timedelta(hours=3)
    second = world.ring()
    assert second != first
    rung = [one for one in world.small.exchange.contacts if one != contact][-1]
    contact_ended(rung, world.small.exchange.hang_up(rung, Outcome.REFUSED), world.small.work)
    before = world.small.case(0)
    assert before.state is State.STAFF_CALL
    link_contact(contact, first, world.small.work)
    contact_ended(contact, world.small.exchange.hang_up(contact, Outcome.PARTIAL), world.small.work)
    after = world.small.case(0)
    assert (after.state, after.due_at) == (before.state, before.due_at)
    assert [tried.outcome for tried in after.tries] == [Outcome.PARTIAL, Outcome.REFUSED]
    assert after.reached_self
    assert world.frozen == [first]


def test_a_budget_used_up_by_unknown_calls_stays_with_people(world: LateWorld) -> None:
    _given_a_call_that_nobody_finds(world)
    world.small.clock.at += timedelta(hours=3)
    second = world.ring("answer_lost")
    world.small.clock.at += timedelta(minutes=7)
    world.look_up(second, found=False)
    before = world.small.case(0)
    assert before.state is State.STAFF_CALL
    contact = list(world.small.exchange.contacts)[-1]
    link_contact(contact, second, world.small.work)
    contact_ended(contact, world.small.exchange.hang_up(contact, Outcome.COMPLETED), world.small.work)
    after = world.small.case(0)
    assert (after.state, after.due_at, after.attempt) == (State.STAFF_CALL, before.due_at, None)
    assert [tried.outcome for tried in after.tries] == [Outcome.UNKNOWN, Outcome.COMPLETED]


def test_a_call_in_the_air_is_not_disturbed_by_the_truth_about_the_one_before(world: LateWorld) -> None:
    first = _given_a_call_that_nobody_finds(world)
    contact = world.contact
    world.small.clock.at += timedelta(hours=3)
    second = world.ring()
    link_contact(contact, first, world.small.work)
    contact_ended(contact, world.small.exchange.hang_up(contact, Outcome.NO_ANSWER), world.small.work)
    case = world.small.case(0)
    assert (case.state, case.attempt) == (State.CALLING, second)
    assert [tried.outcome for tried in case.tries] == [Outcome.NO_ANSWER]
    lock = world.small.ledger.get(NumberLock, "n0", "call")
    assert lock is not None
    assert lock.held_by == second
    line = world.small.ledger.get(Line, 0)
    assert line is not None
    assert line.held_by == second


def test_who_wants_no_more_texts_gets_none_on_that_number(world: LateWorld) -> None:
    def wants_none(attempt: Attempt, ended: CallEnded) -> CallReport:
        return replace(_judge(attempt, ended), no_texts=True)

    world.small.dialling = Dialling(replace(world.small.work, judge=wants_none), world.small.exchange)
    attempt = world.ring()
    contact_ended(world.contact, world.hang_up(Outcome.COMPLETED), replace(world.small.work, judge=wants_none))
    wish = world.small.ledger.get(NumberWish, world.attempt(attempt).number)
    assert wish is not None
    assert (wish.no_texts, wish.said_to) == (True, "call")


@pytest.mark.parametrize("said_again", [Outcome.COMPLETED, Outcome.NO_ANSWER])
def test_only_unknown_gives_way(world: LateWorld, said_again: Outcome) -> None:
    attempt = world.ring()
    contact_ended(world.contact, world.hang_up(Outcome.BUSY), world.small.work)
    before = world.small.case(0)
    contact_ended(world.contact, world.hang_up(said_again), world.small.work)
    assert world.small.case(0) == before
    assert world.attempt(attempt).outcome is Outcome.BUSY


def test_an_attempt_learns_of_its_contact_from_whoever_met_it_first(world: LateWorld) -> None:
    """The flow's first function was there, the dialler's answer was lost: the look-up asks by id, not by name."""
    attempt = world.ring("answer_lost")
    rung_at = world.small.clock.at
    link_contact(world.contact, attempt, world.small.work)
    known = world.attempt(attempt)
    assert (known.contact_id, known.status, known.acted_at) == (world.contact, AttemptStatus.ACTED, rung_at)
    world.small.clock.at += timedelta(minutes=7)
    nameless = replace(world.small.exchange.contacts[world.contact], attempt_id=None)
    world.small.exchange.contacts[world.contact] = nameless
    look_up_call(attempt, world.small.dialling)
    case = world.small.case(0)
    assert (case.state, case.attempt) == (State.CALLING, attempt)
    line = world.small.ledger.get(Line, 0)
    assert line is not None
    assert line.held_by == attempt


def test_a_contact_met_late_changes_nothing_of_an_attempt_that_has_ended(world: LateWorld) -> None:
    attempt = world.ring()
    contact_ended(world.contact, world.hang_up(Outcome.BUSY), world.small.work)
    before = world.attempt(attempt)
    link_contact(ContactId("another"), attempt, world.small.work)
    assert world.attempt(attempt) == before
