"""Random interleavings of beats, crashes, lost and doubled messages: nobody is lost, nobody is rung twice."""

import contextlib
from datetime import timedelta

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from anbu.domain.cases.attempt import Attempt, Line, NumberLock
from anbu.domain.ids import AttemptId, ContactId, case_of
from anbu.usecases.link_contact import contact_ended
from anbu.usecases.look_up_call import look_up_call
from anbu.usecases.place_call import place_call
from anbu.usecases.tick import tick
from tests.property.small_world import OUTCOMES, Crash, SmallWorld

_MOODS = st.sampled_from(["fine", "fine", "fine", "busy", "refuses", "answer_lost"])


class Outreach(RuleBasedStateMachine):
    """The calls of a small round, with everything that can go wrong between the planner and the telephone network."""

    def __init__(self) -> None:
        super().__init__()
        self.world = SmallWorld()

    @rule()
    def beat(self) -> None:
        with contextlib.suppress(Crash):
            tick(self.world.work, self.world.clock.now())

    @rule(which=st.integers(0, 20), twice=st.booleans(), mood=_MOODS)
    def deliver(self, which: int, twice: bool, mood: str) -> None:
        waiting = self.world.calls.waiting
        if not waiting:
            return
        message = waiting.pop(which % len(waiting))
        self.world.exchange.mood = mood
        for _ in range(1 + twice):
            try:
                self._work_on(AttemptId(message["attempt_id"]), message["do"])
            except (Crash, TimeoutError):
                waiting.append(message)  # the queue gives it out again
        self.world.exchange.mood = "fine"

    @rule(which=st.integers(0, 20))
    def lose_a_message(self, which: int) -> None:
        if self.world.calls.waiting:
            self.world.calls.waiting.pop(which % len(self.world.calls.waiting))

    @rule(which=st.integers(0, 20), outcome=st.sampled_from(sorted(OUTCOMES)), told=st.integers(0, 2))
    def call_ends(self, which: int, outcome: str, told: int) -> None:
        """The event comes not at all, once, or twice."""
        air = [contact for contact, state in self.world.exchange.contacts.items() if state.ended is None]
        if not air:
            return
        contact = ContactId(air[which % len(air)])
        ended = self.world.exchange.hang_up(contact, outcome)
        for _ in range(told):
            with contextlib.suppress(Crash):
                contact_ended(contact, ended, self.world.work)

    @rule(at=st.integers(0, 6), after=st.booleans())
    def a_run_will_die(self, at: int, after: bool) -> None:
        self.world.ledger.dies_at, self.world.ledger.after = at, after

    @rule(minutes=st.sampled_from([0, 1, 5, 30, 180, 24 * 60]))
    def time_passes(self, minutes: int) -> None:
        self.world.clock.at += timedelta(minutes=minutes)

    def _work_on(self, attempt: AttemptId, what: str) -> None:
        (place_call if what == "act" else look_up_call)(attempt, self.world.dialling)

    @invariant()
    def every_open_case_has_an_owner_and_a_due_time(self) -> None:
        for case in self.world.cases():
            assert case.due_at is not None
            assert case.state.is_the_machines or case.state.is_peoples

    @invariant()
    def one_act_an_attempt(self) -> None:
        rung = [attempt for attempt, _, _ in self.world.exchange.rung]
        assert len(rung) == len(set(rung))

    @invariant()
    def the_gap_of_a_number_is_kept(self) -> None:
        last = {}
        for _, number, at in self.world.exchange.rung:
            assert number not in last or at - last[number] >= timedelta(minutes=9)
            last[number] = at

    @invariant()
    def never_more_calls_than_lines(self) -> None:
        held = [line for n in range(2) if (line := self.world.ledger.get(Line, n)) and line.held_by]
        assert len(held) <= self.world.lines

    def teardown(self) -> None:
        """With nothing going wrong any more, everybody ends with people (`stuck` is theirs too)."""
        world = self.world
        world.ledger.dies_at = None
        for _ in range(400):
            self._let_everything_through()
            if all(case.state.is_peoples for case in world.cases()):
                break
            world.clock.at += timedelta(minutes=30)
        assert all(case.state.is_peoples for case in world.cases()), [case.state for case in world.cases()]
        self._let_everything_through()
        for n in range(world.people):
            lock = world.ledger.get(NumberLock, f"n{n // 2}", "call")
            assert lock is None or lock.held_by is None or not self._open(lock.held_by)

    def _open(self, attempt: AttemptId) -> bool:
        found = self.world.ledger.get(Attempt, case_of(attempt), attempt)
        return found is not None and found.status != "ended"

    def _let_everything_through(self) -> None:
        world = self.world
        tick(world.work, world.clock.now())
        while world.calls.waiting:
            message = world.calls.waiting.pop(0)
            self._work_on(AttemptId(message["attempt_id"]), message["do"])
        for contact, state in list(world.exchange.contacts.items()):
            if state.ended is None:
                contact_ended(contact, world.exchange.hang_up(contact, "no_answer"), world.work)


Outreach.TestCase.settings = settings(max_examples=300, stateful_step_count=40, deadline=None)
TestNobodyIsLost = Outreach.TestCase
