"""Ring the person of an attempt, once, however often the message comes."""

import contextlib
from dataclasses import replace

from anbu.domain.cases.attempt import Attempt, AttemptStatus, CallEnded
from anbu.domain.cases.case import Case, Person
from anbu.domain.cases.state import State
from anbu.domain.ids import AttemptId, ContactId, case_of
from anbu.domain.phones import PhoneNumber
from anbu.ports import CallRefused, Conflict, Replace, Throttled
from anbu.usecases.end_call import end_call
from anbu.usecases.give_back import give_back
from anbu.usecases.link_contact import link_contact
from anbu.usecases.take_step import to_state
from anbu.usecases.worlds import Dialling


def place_call(attempt_id: AttemptId, dialling: Dialling) -> None:
    """Rings the person of this attempt.

    Acts only on an intent that nobody has taken and whose lease holds; everything else is left to the look-up.
    When the network refuses for load, the case goes back with a due time and nothing is raised.
    """
    ledger, now = dialling.work.ledger, dialling.work.clock.now()
    attempt = ledger.get(Attempt, case_of(attempt_id), attempt_id)
    if attempt is None or attempt.status is not AttemptStatus.INTENT or attempt.claimed_at is not None:
        return
    if now >= attempt.lease_until:
        return
    case, number = _whom(dialling, attempt)
    if case is None or case.attempt != attempt_id:
        return
    if number is None or not dialling.work.ladder(case.area).call_window.is_open(now):
        give_back(dialling.work, case, attempt, "not_now")
        return
    try:
        ledger.write(Replace(replace(attempt, claimed_at=now)))
    except Conflict:
        return  # another run has it
    _ring(dialling, case, replace(attempt, claimed_at=now, version=attempt.version + 1), number)


def _ring(dialling: Dialling, case: Case, attempt: Attempt, number: PhoneNumber) -> None:
    try:
        contact = dialling.phone.start_call(number, attempt.id)
    except Throttled:
        give_back(dialling.work, case, attempt, "throttled")
    except CallRefused as refusal:
        ended = CallEnded(dialling.work.clock.now(), reason=refusal.code)
        end_call(attempt.id, ended, dialling.work, outcome=refusal.outcome)
    else:
        _rung(dialling, case, attempt, contact)


def _rung(dialling: Dialling, case: Case, attempt: Attempt, contact: ContactId) -> None:
    """Writes what happened. If that fails, the contact carries the attempt's id and the look-up finds it."""
    now = dialling.work.clock.now()
    acted = replace(attempt, status=AttemptStatus.ACTED, contact_id=contact, acted_at=now)
    with contextlib.suppress(Conflict):  # the call was answered, or has ended, before we could write
        dialling.work.ledger.write(
            Replace(acted),
            *to_state(
                case,
                now,
                to=State.CALLING,
                due=now + dialling.work.telephone.longest_call,
                rule="call_in_the_air",
                event=f"{attempt.id}:started",
            ),
        )
    link_contact(contact, attempt.id, dialling.work)


def _whom(dialling: Dialling, attempt: Attempt) -> tuple[Case | None, PhoneNumber | None]:
    case = dialling.work.ledger.get(Case, attempt.case_id)
    person = dialling.work.ledger.get(Person, attempt.case_id)
    if case is None or person is None:
        return case, None
    numbers = {ref.key: phone.number for ref, phone in zip(case.numbers, person.phones, strict=False)}
    return case, numbers.get(attempt.number)
