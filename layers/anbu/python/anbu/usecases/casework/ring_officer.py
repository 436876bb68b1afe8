"""Rings the officer whose turn it is, once; the call that ends without their key gives the turn to the next one."""

import contextlib
from dataclasses import dataclass

from anbu.domain.cases.attempt import Contact
from anbu.domain.casework.access import AreaAbove
from anbu.domain.casework.rota import AlertCall, DutyCallState
from anbu.domain.dialogue.dialogue import Alert
from anbu.domain.ids import AttemptId, ContactId
from anbu.domain.values import replace
from anbu.ports import CallRefused, CallUnanswered, Clock, Conflict, Ledger, Replace, TelephoneNetwork, Throttled
from anbu.usecases.casework.climb_rota import phone_of, who_is_on_duty
from anbu.usecases.open_call import join_contact


@dataclass(frozen=True, slots=True)
class Ringing:
    """What ringing an officer needs. `phone` plays the duty flow to whoever answers; None: there is none yet."""

    ledger: Ledger
    clock: Clock
    above: AreaAbove
    phone: TelephoneNetwork | None


def ring_officer(call: AlertCall, ringing: Ringing) -> None:
    """Rings the officer of one turn, once, unless the alert was taken or has climbed on meanwhile.

    Takes none of the lines of a round, and no pace: danger goes first, and the headroom is there for it. Who cannot be
    rung loses the turn at once. A lost answer is not repeated: the next turn comes in minutes.
    """
    ledger, clock = ringing.ledger, ringing.clock
    stored = ledger.get(AlertCall, call.id)
    if stored is None or stored.state is not DutyCallState.INTENT:
        return
    alert = _whose_turn_it_is(stored, ledger)
    officer = who_is_on_duty(ledger, clock, ringing.above, alert.area, stored.official) if alert else None
    number = phone_of(officer)
    if officer is None or number is None or ringing.phone is None:
        _not_placed(stored, ledger, clock)
        return
    try:
        ledger.write(Replace(replace(stored, state=DutyCallState.UNKNOWN, reached=officer.id)))
    except Conflict:
        return  # another run has it
    try:
        contact = ringing.phone.start_call(number, AttemptId(stored.id))
    except CallUnanswered:
        return  # it may be ringing: the next turn comes in minutes
    except (Throttled, CallRefused):
        _not_placed(ledger.get(AlertCall, stored.id) or stored, ledger, clock)
        return
    _placed(stored.id, contact, ringing)


def end_duty_call(call_id: str, ledger: Ledger, clock: Clock) -> None:
    """The call to an officer is over. Without their key the next turn comes with the planner's next beat."""
    call = ledger.get(AlertCall, call_id)
    if call is None or call.state in {DutyCallState.ENDED, DutyCallState.ACKNOWLEDGED}:
        return
    _lose_turn(replace(call, state=DutyCallState.ENDED), ledger, clock)


def _placed(call_id: str, contact: ContactId, ringing: Ringing) -> None:
    """Links the contact, so that its end is known. An end that came before the link takes effect now."""
    ledger = ringing.ledger
    call = ledger.get(AlertCall, call_id)
    if call is not None and call.state is DutyCallState.UNKNOWN:  # else they were quicker than we could write
        with contextlib.suppress(Conflict):
            ledger.write(Replace(replace(call, state=DutyCallState.PLACED, contact_id=contact)))
    join_contact(contact, AttemptId(call_id), ledger)
    known = ledger.get(Contact, contact)
    if known is not None and known.ended is not None:
        end_duty_call(call_id, ledger, ringing.clock)


def _whose_turn_it_is(call: AlertCall, ledger: Ledger) -> Alert | None:
    """The alert, while it is open and stands on the rung of this call."""
    alert = ledger.get(Alert, call.case_id, call.alert_id)
    return alert if alert is not None and alert.state == "open" and alert.rung == call.rung else None


def _not_placed(call: AlertCall, ledger: Ledger, clock: Clock) -> None:
    _lose_turn(replace(call, state=DutyCallState.NOT_PLACED), ledger, clock)


def _lose_turn(call: AlertCall, ledger: Ledger, clock: Clock) -> None:
    """Whoever writes first is right: an alert that was taken, or has climbed on, stays as it is."""
    while True:
        alert, now = ledger.get(Alert, call.case_id, call.alert_id), clock.now()
        mine = alert is not None and alert.state == "open" and alert.rung == call.rung and alert.due_at > now
        climbs = [Replace(replace(alert, due_at=now))] if alert is not None and mine else []
        try:
            ledger.write(Replace(call), *climbs)
        except Conflict:
            fresh = ledger.get(AlertCall, call.id)
            if fresh is None or fresh.version != call.version:
                return
        else:
            return
