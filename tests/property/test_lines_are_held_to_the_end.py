"""Lines in any interleaving: one a contact chain, from its start to its very end, hand-overs and lost words too."""

import contextlib
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import partial

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from anbu.domain.cases.attempt import Attempt, CallEnded, Line
from anbu.domain.cases.call_report import CallReport
from anbu.domain.cases.outcome import Outcome
from anbu.domain.ids import AttemptId, ContactId
from anbu.domain.times import KST
from anbu.usecases.link_contact import link_contact
from anbu.usecases.look_up_call import look_up_call
from anbu.usecases.place_call import place_call
from anbu.usecases.take_call_event import take_call_event
from anbu.usecases.tick import tick
from anbu.usecases.worlds import Dialling, Telephone
from tests.property.small_world import OUTCOMES, Crash, SmallWorld

LINES, PEOPLE = 3, 8
LONGEST = timedelta(minutes=20)
HANDED_OVER, NOBODY_FREE = "handed_over", "nobody_free"
"""Somebody of staff took the call and passed it on; nobody could, and the flow said goodbye."""


def _judge(_attempt: Attempt, ended: CallEnded) -> CallReport:
    if ended.reason in {HANDED_OVER, NOBODY_FREE}:
        return CallReport(Outcome.WANTS_PERSON, reached_self=True, handed_over=True)
    return CallReport(OUTCOMES[ended.reason or "failed"])


@dataclass
class Chain:
    """One call as the telephone network knows it: in the air until its last contact has ended."""

    attempt: AttemptId
    began: datetime
    handed_over: bool = False
    told: list[dict[str, str]] = field(default_factory=list)
    """Events of it, to be told as often and as late as the test likes."""


class Lines(RuleBasedStateMachine):
    """More people than lines; every call holds its own, and a free one is never left over."""

    def __init__(self) -> None:
        super().__init__()
        self.world = SmallWorld(people=PEOPLE, lines=LINES, shared_number=False)
        self.world.dialling = Dialling(replace(self.world.work, judge=_judge), self.world.exchange)
        self.chains: dict[ContactId, Chain] = {}
        self.over: list[Chain] = []
        self.held_before: set[int] = set()
        self.beat()
        for _ in range(LINES):
            self.dial(0, "fine")

    @rule()
    def beat(self) -> None:
        self._safely(lambda: tick(self.world.work, self.world.clock.now()))

    @rule(which=st.integers(0, 3), mood=st.sampled_from(["fine", "fine", "busy", "refuses", "answer_lost"]))
    def dial(self, which: int, mood: str) -> None:
        """One message or a few, the first of them on a bad moment; the network takes one start a second at most."""
        waiting = self.world.calls.waiting
        for _ in range(min(len(waiting), 1 + which)):
            message = waiting.pop(which % len(waiting))
            self.world.exchange.mood, mood = mood, "fine"
            self._safely(partial(self._work_on, message))
            self.world.exchange.mood = "fine"
            self.world.clock.at += timedelta(seconds=1)

    @rule(which=st.integers(0, 9))
    def the_flow_begins(self, which: int) -> None:
        """Its first function links contact and attempt, whatever the dialler knows."""
        if chosen := self._chosen(which):
            contact, chain = chosen
            self._safely(lambda: link_contact(contact, chain.attempt, self.world.work))

    @rule(which=st.integers(0, 9), reason=st.sampled_from(["no_answer", "busy", HANDED_OVER, NOBODY_FREE]))
    def first_contact_ends(self, which: int, reason: str) -> None:
        """When it was handed over, somebody goes on talking on a second contact of the chain."""
        chosen = self._chosen(which)
        if chosen is None or chosen[1].handed_over:
            return
        contact, chain = chosen
        self.world.exchange.hang_up(contact, reason, with_staff=reason == HANDED_OVER)
        chain.told.append({"eventType": "DISCONNECTED", "ContactId": contact, "initialContactId": contact})
        if reason == HANDED_OVER:
            chain.handed_over = True
        else:
            self._is_over(contact)

    @rule(which=st.integers(0, 9))
    def second_contact_ends(self, which: int) -> None:
        chosen = self._chosen(which)
        if chosen is None or not chosen[1].handed_over:
            return
        contact, chain = chosen
        chain.told.append({"eventtype": "COMPLETED", "contactId": f"{contact}-2", "InitialContactId": contact})
        self._is_over(contact)

    @rule(which=st.integers(0, 30), twice=st.booleans())
    def an_event_comes(self, which: int, twice: bool) -> None:
        """In any order, also doubled; those never drawn are lost."""
        known = [(chain, event) for chain in (*self.chains.values(), *self.over) for event in chain.told]
        if not known:
            return
        chain, event = known[which % len(known)]
        if not twice:
            chain.told.remove(event)
        self._safely(lambda: take_call_event(event, self._ended_of, self.world.work))

    @rule(minutes=st.sampled_from([0, 1, 3, 7, 30, 200]))
    def time_passes(self, minutes: int) -> None:
        """The network cuts every call off before the longest call has passed."""
        now = self.world.clock.at + timedelta(minutes=minutes)
        for contact, chain in list(self.chains.items()):
            if chain.began + LONGEST <= now:
                if not chain.handed_over:
                    self.world.exchange.hang_up(contact, "no_answer")
                self._is_over(contact)
        self.world.clock.at = now

    @rule(at=st.integers(0, 5), after=st.booleans())
    def a_run_will_die(self, at: int, after: bool) -> None:
        self.world.ledger.dies_at, self.world.ledger.after = at, after

    @rule(lines=st.integers(1, LINES))
    def the_share_changes(self, lines: int) -> None:
        telephone = replace(self.world.work.telephone, lines=lines)
        assert isinstance(telephone, Telephone)
        self.world.dialling = Dialling(replace(self.world.work, telephone=telephone), self.world.exchange)

    @invariant()
    def every_chain_in_the_air_has_a_line_of_its_own(self) -> None:
        held = Counter(line.held_by for line in self._lines() if line.held_by)
        assert all(count == 1 for count in held.values())
        for chain in self.chains.values():
            assert held[chain.attempt] == 1, "a line was given away while somebody was still talking on it"

    @invariant()
    def only_lines_of_the_share_are_given_out(self) -> None:
        held = {line.n for line in self._lines() if line.held_by}
        assert all(n < self.world.work.telephone.lines for n in held - self.held_before)
        self.held_before = held

    @invariant()
    def never_more_calls_than_lines(self) -> None:
        assert len(self.chains) <= LINES

    def teardown(self) -> None:
        """When nothing goes wrong any more, no line stays held and none lies idle while somebody is due."""
        self.world.ledger.dies_at = None
        for contact in list(self.chains):
            self.world.exchange.hang_up(contact, "no_answer")
            self._is_over(contact)
        for _ in range(300):
            tick(self.world.work, self.world.clock.now())
            while self.world.calls.waiting:
                self._work_on(self.world.calls.waiting.pop(0))
            self._see_new_chains()
            for contact in list(self.chains):
                ended = self.world.exchange.hang_up(contact, "no_answer")
                event = {"eventType": "COMPLETED", "contactId": contact, "initialContactId": contact}
                take_call_event(event, lambda _detail, ended=ended: ended, self.world.work)  # type: ignore[misc]
                self._is_over(contact)
            if all(case.state.is_peoples for case in self.world.cases()):
                break
            self.world.clock.at += timedelta(minutes=30)
        self.world.clock.at += 2 * LONGEST
        tick(self.world.work, self.world.clock.now())
        assert not [line for line in self._lines() if line.held_by], "a line leaked"
        assert all(case.state.is_peoples for case in self.world.cases())

    def _safely(self, run: Callable[[], object]) -> None:
        with contextlib.suppress(Crash, TimeoutError):
            run()
        self._see_new_chains()

    def _work_on(self, message: Mapping[str, str]) -> None:
        run = place_call if message["do"] == "act" else look_up_call
        run(AttemptId(message["attempt_id"]), self.world.dialling)

    def _see_new_chains(self) -> None:
        known = {chain.attempt for chain in (*self.chains.values(), *self.over)}
        for contact, state in self.world.exchange.contacts.items():
            if state.attempt_id is not None and state.attempt_id not in known:
                self.chains[contact] = Chain(state.attempt_id, self.world.clock.now())

    def _chosen(self, which: int) -> tuple[ContactId, Chain] | None:
        return list(self.chains.items())[which % len(self.chains)] if self.chains else None

    def _is_over(self, contact: ContactId) -> None:
        self.over.append(self.chains.pop(contact))

    def _ended_of(self, detail: Mapping[str, str]) -> CallEnded | None:
        plain = {key.lower(): value for key, value in detail.items()}
        state = self.world.exchange.contacts.get(ContactId(plain["contactid"]))
        return state.ended if state else CallEnded(self.world.clock.now())

    def _lines(self) -> list[Line]:
        return [line for n in range(LINES) if (line := self.world.ledger.get(Line, n))]


Lines.TestCase.settings = settings(max_examples=150, stateful_step_count=25, deadline=None)
TestLines = Lines.TestCase


def test_the_end_of_a_hand_over_gives_the_line_to_the_next_person_at_once() -> None:
    world = Lines()
    held = [line.held_by for line in world._lines()]
    contact, chain = next(iter(world.chains.items()))
    world.first_contact_ends(0, HANDED_OVER)
    world.an_event_comes(0, twice=True)
    assert [line.held_by for line in world._lines()] == held, "somebody is still talking"
    world.second_contact_ends(0)
    assert contact not in world.chains
    world.an_event_comes(1, twice=True)
    now_held = [line.held_by for line in world._lines()]
    assert chain.attempt not in now_held
    assert None not in now_held


@pytest.mark.parametrize("reason", ["AGENT_DISCONNECT", "CUSTOMER_DISCONNECT", "CONTACT_FLOW_DISCONNECT", None])
@pytest.mark.parametrize("with_staff", [True, False])
def test_a_chain_may_go_on_only_where_staff_could_pass_the_call_on(reason: str | None, with_staff: bool) -> None:
    now = datetime(2026, 11, 23, 10, tzinfo=KST)
    ended = CallEnded(now, now, reason, now if with_staff else None)
    assert ended.may_go_on is (with_staff and reason != "CUSTOMER_DISCONNECT")


def test_a_hand_over_that_came_to_nobody_gives_its_line_to_the_next_person_at_once() -> None:
    world = Lines()
    _, chain = next(iter(world.chains.items()))
    world.first_contact_ends(0, NOBODY_FREE)
    world.an_event_comes(0, twice=True)
    now_held = [line.held_by for line in world._lines()]
    assert chain.attempt not in now_held
    assert None not in now_held
