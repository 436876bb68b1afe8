"""Ring the person of an attempt, once, however often the message comes."""

import contextlib
from datetime import datetime, timedelta

from anbu.domain.cases.attempt import Attempt, AttemptStatus, CallEnded, Contact, Pace
from anbu.domain.cases.case import Case, Person, phone_behind
from anbu.domain.cases.state import State
from anbu.domain.ids import AttemptId, ContactId, case_of
from anbu.domain.outreach.pace import free_again, granted
from anbu.domain.phones import PhoneNumber
from anbu.domain.values import replace
from anbu.ports import CallRefused, CallUnanswered, Change, Conflict, Create, Replace, Throttled
from anbu.usecases.end_call import end_call
from anbu.usecases.give_back import give_back
from anbu.usecases.link_contact import link_contact
from anbu.usecases.read_together import read_together, wanted
from anbu.usecases.take_step import to_state
from anbu.usecases.worlds import Dialling

DIAL = "dial"
"""The pace of starts as the network sees them: claims may come in bursts, starts go out one by one."""


def place_call(attempt_id: AttemptId, dialling: Dialling) -> datetime | None:
    """Rings the person of this attempt. Returns when to come again if the start rate has no room this very moment.

    Acts only on an intent that nobody has taken and whose lease holds; everything else is left to the look-up.
    When the network refuses for load, the case goes back with a due time and nothing is raised.
    """
    now, case_id = dialling.work.clock.now(), case_of(attempt_id)
    attempt, case, person, pace = read_together(
        dialling.work.ledger,
        wanted(Attempt, case_id, attempt_id),
        wanted(Case, case_id),
        wanted(Person, case_id),
        wanted(Pace, DIAL),
    )
    if attempt is None or not _to_be_acted_on(attempt, now, dialling.work.act_lease() / 2):
        return None
    if case is None or case.attempt != attempt_id:
        return None
    phone = phone_behind(attempt.number, case, person)
    if phone is None or case.no_machine or not dialling.work.ladder(case.area).call_window.is_open(now):
        give_back(dialling.work, case, attempt, "not_now")
        return None
    return _take(dialling, case, attempt, phone.number, pace)


def _to_be_acted_on(attempt: Attempt, now: datetime, run: timedelta) -> bool:
    """Nobody has it, and a run that begins now has ended before the look-up may begin."""
    fresh = attempt.status is AttemptStatus.INTENT and attempt.claimed_at is None
    return fresh and now + run <= attempt.lease_until


def _take(dialling: Dialling, case: Case, attempt: Attempt, number: PhoneNumber, pace: Pace | None) -> datetime | None:
    """Marks the attempt as taken and the start as made, in one write; then acts."""
    ledger, now = dialling.work.ledger, dialling.work.clock.now()
    rate = dialling.work.telephone.rate.even
    started = granted(pace or Pace(DIAL, now), rate, now)
    if started is None and pace is not None:
        return free_again(pace, rate)
    assert started is not None  # noqa: S101  a new pace grants its first start
    try:
        ledger.write(
            Replace(replace(attempt, claimed_at=now)), Replace(started) if pace is not None else Create(started)
        )
    except Conflict:
        return now  # another run has this attempt, or took this start: looks again, and finds out
    _ring(dialling, case, replace(attempt, claimed_at=now, version=attempt.version + 1), number)
    return None


def _ring(dialling: Dialling, case: Case, attempt: Attempt, number: PhoneNumber) -> None:
    try:
        contact = dialling.phone.start_call(number, attempt.id)
    except Throttled:
        give_back(dialling.work, case, attempt, "throttled")
    except CallUnanswered:
        return  # the lease ends, and it is looked up
    except CallRefused as refusal:
        ended = CallEnded(dialling.work.clock.now(), reason=refusal.code)
        end_call(attempt.id, ended, dialling.work, outcome=refusal.outcome)
    else:
        _rung(dialling, case, attempt, contact)


def _rung(dialling: Dialling, case: Case, attempt: Attempt, contact: ContactId) -> None:
    """Writes what happened. If that fails, the contact carries the attempt's id and the look-up finds it."""
    now = dialling.work.clock.now()
    rung: list[Change] = [
        Replace(replace(attempt, status=AttemptStatus.ACTED, contact_id=contact, acted_at=now)),
        *to_state(
            case,
            now,
            to=State.CALLING,
            due=now + dialling.work.telephone.longest_call,
            rule="call_in_the_air",
            event=f"{attempt.id}:started",
        ),
    ]
    try:
        dialling.work.ledger.write(*rung, Create(Contact(contact, attempt.id)))
    except Conflict:  # the call was answered, or has ended, before we could write
        with contextlib.suppress(Conflict):
            dialling.work.ledger.write(*rung)
        link_contact(contact, attempt.id, dialling.work)
