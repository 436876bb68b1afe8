"""Joins a Connect contact and its attempt, in whatever order they become known, and an end that came before."""

import contextlib

from anbu.domain.cases.attempt import Attempt, AttemptStatus, CallEnded, Contact
from anbu.domain.casework.rota import is_duty_call
from anbu.domain.ids import AttemptId, ContactId, case_of
from anbu.domain.values import replace
from anbu.ports import Conflict, Create, Replace
from anbu.usecases.casework.ring_officer import end_duty_call
from anbu.usecases.end_call import end_call
from anbu.usecases.worlds import Work


def link_contact(contact_id: ContactId, attempt: AttemptId, work: Work) -> None:
    """After it, the contact is known to be this attempt's; an end that was parked takes effect."""
    contact = work.ledger.get(Contact, contact_id)
    if contact is None:
        try:
            work.ledger.write(Create(Contact(contact_id, attempt)))
        except Conflict:
            link_contact(contact_id, attempt, work)  # an event was faster: once more, on what it wrote
        else:
            _is_in_the_air(contact_id, attempt, work)
        return
    if contact.attempt_id is None:
        try:
            work.ledger.write(Replace(replace(contact, attempt_id=attempt)))
        except Conflict:
            link_contact(contact_id, attempt, work)
            return
    if contact.ended is not None:
        end_call(attempt, contact.ended, work)


def _is_in_the_air(contact_id: ContactId, attempt_id: AttemptId, work: Work) -> None:
    """Where the dialler never had its answer, the attempt learns of its contact from whoever met it first."""
    attempt = work.ledger.get(Attempt, case_of(attempt_id), attempt_id)
    if attempt is None or attempt.contact_id is not None or attempt.status is not AttemptStatus.INTENT:
        return
    acted_at = attempt.claimed_at or work.clock.now()
    with contextlib.suppress(Conflict):  # the dialler, or the look-up, has written meanwhile
        work.ledger.write(
            Replace(replace(attempt, status=AttemptStatus.ACTED, contact_id=contact_id, acted_at=acted_at))
        )


def contact_ended(contact_id: ContactId, ended: CallEnded, work: Work) -> None:
    """An event says that a contact has ended. If nobody knows yet whose it is, the end is parked."""
    contact = work.ledger.get(Contact, contact_id)
    try:
        if contact is None:
            work.ledger.write(Create(Contact(contact_id, ended=ended)))
            return
        if contact.ended is None:
            work.ledger.write(Replace(replace(contact, ended=ended)))
    except Conflict:
        contact_ended(contact_id, ended, work)
        return
    if contact.attempt_id is None:
        return
    if is_duty_call(contact.attempt_id):
        end_duty_call(contact.attempt_id, work.ledger, work.clock)
    else:
        end_call(contact.attempt_id, ended, work)
