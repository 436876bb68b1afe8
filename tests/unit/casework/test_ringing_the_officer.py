"""The officer who does not answer the text is rung by our own dialler, and takes the alert on by a key."""

# ruff: noqa: ARG002 - a scripted line answers the same whatever it is asked with

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, cast

import pytest

from anbu.domain.cases.attempt import CallEnded, Contact
from anbu.domain.casework.access import Official
from anbu.domain.casework.audit import AuditEntry, AuditHead, first_broken
from anbu.domain.casework.rota import AlertCall, AlertText, DutyCallState, duty_call_id
from anbu.domain.dialogue.dialogue import Alert
from anbu.domain.ids import AttemptId, ContactId
from anbu.domain.phones import PhoneNumber
from anbu.domain.values import replace
from anbu.ports import CallRefused, ContactState, Create, Index, Replace, Throttled
from anbu.usecases.casework.climb_rota import climb_rota, tell_first
from anbu.usecases.casework.ring_officer import Ringing, ring_officer
from anbu.usecases.conversing import Conversing
from anbu.usecases.link_contact import contact_ended
from anbu.usecases.worlds import Work
from functions.call_handler import doors
from infra.contact_flow.flows import duty
from infra.contact_flow.phrases import approved_phrases
from local.telephone import contact as telephone
from local.telephone.effects import SILENCE, Event, FunctionFailed, Heard, HungUp, Patience
from local.telephone.flow import read_flow
from local.telephone.flow_player import drive, play_flow
from tests.unit.casework.world import World

SAY = approved_phrases()


@dataclass
class Network:
    """Rings, and writes down whom; or refuses in one way or another."""

    fault: Exception | None = None
    rung: list[tuple[PhoneNumber, AttemptId]] = field(default_factory=list)

    def start_call(self, number: PhoneNumber, attempt: AttemptId) -> ContactId:
        self.rung.append((number, attempt))
        if self.fault is not None:
            raise self.fault
        return ContactId(f"contact-{len(self.rung)}")

    def find_call(self, attempt: AttemptId, since: datetime) -> ContactState | None:
        raise NotImplementedError

    def describe_call(self, contact: ContactId) -> ContactState | None:
        raise NotImplementedError


@dataclass
class Ear:
    """Whoever answers the officer's telephone: presses what is scripted, and hears what the flow says."""

    world: World
    presses: list[Heard] = field(default_factory=list)
    broken: bool = False
    hangs_up: bool = False
    spoken: list[str] = field(default_factory=list)

    def speak(self, text: str, *, markup: bool = False) -> None:
        self.spoken.append(text)
        if self.hangs_up:
            raise HungUp

    def hear(self, patience: Patience) -> Heard:
        return self.presses.pop(0) if self.presses else SILENCE

    def invoke(self, arn: str, event: Event, seconds: float) -> Event:
        if self.broken:
            raise FunctionFailed("down")
        world = cast(Conversing, self.world)  # the doors of an officer use its ledger and clock, no more
        return dict(doors.answer(event["Details"], world))

    def pause(self, seconds: float) -> None: ...

    def __getattr__(self, name: str) -> Any:
        raise AssertionError(f"the flow of an officer asks for {name}")


def up_to_the_call(world: World, alert: Alert) -> AlertCall:
    tell_first(world.ledger, world.clock, world.office.tree.parent, alert)
    world.clock.at += timedelta(minutes=3)
    assert climb_rota(world.ledger, world.clock, world.office.tree.parent) == 1
    return turn(world, alert, 1)


def turn(world: World, alert: Alert, rung: int) -> AlertCall:
    call: AlertCall = world.ledger.get(AlertCall, duty_call_id(alert.case_id, alert.id, rung))
    return call


def ringing(world: World, network: Network | None) -> Ringing:
    return Ringing(world.ledger, world.clock, world.office.tree.parent, network)


def answer(call: AlertCall, ear: Ear) -> None:
    contact = telephone.Contact(
        "contact-1", "arn:instance", "+821000000000", "+827000000000", name=call.id, attributes={"attemptId": call.id}
    )
    flow = read_flow(duty("arn:handler"))
    drive(play_flow(flow, contact, ear.world.clock.now), cast(Any, ear))


def stored(world: World, alert: Alert) -> Alert:
    found: Alert = world.ledger.get(Alert, alert.case_id, alert.id)
    return found


def test_text_then_call_then_the_next_officer(world: World, alert: Alert) -> None:
    call = up_to_the_call(world, alert)
    network = Network()
    ring_officer(call, ringing(world, network))
    assert network.rung == [("+821000000000", call.id)]
    world.clock.at += timedelta(minutes=7)
    assert climb_rota(world.ledger, world.clock, world.office.tree.parent) == 1
    texts = world.ledger.query(AlertText, Index.OWN, alert.case_id).items
    assert [(text.rung, text.official) for text in texts] == [(0, "first"), (2, "second")]


def test_pressing_one_takes_it_on_in_the_officers_own_name(world: World, alert: Alert) -> None:
    call = up_to_the_call(world, alert)
    ring_officer(call, ringing(world, Network()))
    ear = Ear(world, [SILENCE, Heard(keys="1")])
    answer(call, ear)
    assert ear.spoken == [SAY.duty, SAY.duty_again, SAY.duty_thanks]
    taken = stored(world, alert)
    assert (taken.state, taken.acknowledged_by) == ("acknowledged", "first")
    entries = world.ledger.query(AuditEntry, Index.OWN, "first").items
    assert [(entry.act, entry.subject, entry.why) for entry in entries][-1] == ("alert", alert.case_id, "by_key")
    assert first_broken(entries, world.ledger.get(AuditHead, "first")) is None
    world.clock.at += timedelta(hours=1)
    assert climb_rota(world.ledger, world.clock, world.office.tree.parent) == 0


@pytest.mark.parametrize(
    "ear",
    [
        pytest.param({}, id="a machine, or silence"),
        pytest.param({"presses": [Heard(keys="2"), Heard(keys="0")]}, id="other keys"),
        pytest.param({"presses": [Heard.words("네 맡을게요"), Heard.words("일")]}, id="words"),
        pytest.param({"hangs_up": True}, id="hangs up at once"),
        pytest.param({"broken": True, "presses": [Heard(keys="1")]}, id="our function is down"),
    ],
)
def test_nothing_but_the_key_takes_it_on_and_the_next_one_comes_at_once(
    world: World, alert: Alert, ear: dict[str, Any]
) -> None:
    call = up_to_the_call(world, alert)
    ring_officer(call, ringing(world, Network()))
    heard = Ear(world, **ear)
    try:
        answer(call, heard)
    except HungUp:
        assert heard.hangs_up
    contact_ended(ContactId("contact-1"), CallEnded(world.clock.at), cast(Work, world))
    assert stored(world, alert).state == "open"
    assert turn(world, alert, 1).state is DutyCallState.ENDED
    assert climb_rota(world.ledger, world.clock, world.office.tree.parent) == 1, "no waiting for the rest of the time"


@pytest.mark.parametrize("fault", [Throttled("429"), CallRefused(cast(Any, "failed"), "no"), None])
def test_who_cannot_be_rung_loses_the_turn_at_once(world: World, alert: Alert, fault: Exception | None) -> None:
    call = up_to_the_call(world, alert)
    ring_officer(call, ringing(world, Network(fault) if fault else None))
    assert turn(world, alert, 1).state is DutyCallState.NOT_PLACED
    assert climb_rota(world.ledger, world.clock, world.office.tree.parent) == 1


def test_a_lost_answer_is_never_rung_again(world: World, alert: Alert) -> None:
    call, network = up_to_the_call(world, alert), Network(TimeoutError())
    with pytest.raises(TimeoutError):
        ring_officer(call, ringing(world, network))
    ring_officer(call, ringing(world, network))
    assert len(network.rung) == 1
    assert turn(world, alert, 1).state is DutyCallState.UNKNOWN
    answer(call, Ear(world, [Heard(keys="1")]))
    assert stored(world, alert).state == "acknowledged", "it rang all the same, and they took it"


def test_an_end_that_comes_before_the_networks_answer_counts(world: World, alert: Alert) -> None:
    call = up_to_the_call(world, alert)
    world.ledger.write(Create(Contact(ContactId("contact-1"), ended=CallEnded(world.clock.at))))
    ring_officer(call, ringing(world, Network()))
    assert turn(world, alert, 1).state is DutyCallState.ENDED
    assert stored(world, alert).due_at == world.clock.at


def test_an_alert_taken_meanwhile_rings_nobody_and_says_so_to_who_is_on_the_line(world: World, alert: Alert) -> None:
    call, network = up_to_the_call(world, alert), Network()
    world.send("second", f"/v1/cases/{alert.case_id}/alerts/a1/acknowledgement", None)
    ring_officer(call, ringing(world, network))
    assert network.rung == []
    ear = Ear(world)
    answer(call, ear)
    assert ear.spoken == [SAY.duty_taken]
    assert stored(world, alert).acknowledged_by == "second"


def test_who_stands_in_is_rung_and_named(world: World, alert: Alert) -> None:
    first = world.ledger.get(Official, "first")
    away = replace(first, deputy="second", away_from=world.clock.at.date(), away_until=world.clock.at.date())
    world.ledger.write(Replace(away))
    call, network = up_to_the_call(world, alert), Network()
    ring_officer(call, ringing(world, network))
    assert network.rung[0][0] == "+821000000001"
    answer(call, Ear(world, [Heard(keys="1")]))
    assert stored(world, alert).acknowledged_by == "second"


def test_somebody_without_a_name_takes_nothing_on(world: World, alert: Alert) -> None:
    call = up_to_the_call(world, alert)
    ring_officer(call, ringing(world, Network()))
    world.ledger.write(Replace(replace(world.ledger.get(Official, "first"), name="")))
    ear = Ear(world, [Heard(keys="1")])
    answer(call, ear)
    assert stored(world, alert).state == "open"
    assert ear.spoken[-1] == SAY.duty_next


def test_what_an_officers_telephone_says_names_nobody() -> None:
    """No figure, no kind of danger, no place: whoever answers that telephone may not be the officer."""
    for sentence in (SAY.duty, SAY.duty_again, SAY.duty_thanks, SAY.duty_taken, SAY.duty_next):
        assert not any(character.isdigit() for character in sentence)
        assert not any(word in sentence for word in ("자살", "폭력", "위험", "님", "어르신", "복지"))
