"""What became of a call whose answer or end was lost: looked up, never guessed, never repeated (design §2.3)."""

from datetime import timedelta

from anbu.domain.cases.attempt import Attempt, AttemptStatus, CallEnded
from anbu.domain.cases.case import Case
from anbu.domain.cases.outcome import Outcome
from anbu.domain.cases.state import State
from anbu.domain.ids import AttemptId, case_of
from anbu.domain.values import replace
from anbu.ports import Conflict, ContactState, Replace
from anbu.usecases.end_call import end_call
from anbu.usecases.give_back import give_back
from anbu.usecases.link_contact import contact_ended, link_contact
from anbu.usecases.read_together import read_together, wanted
from anbu.usecases.take_step import to_next_step, to_state
from anbu.usecases.worlds import Dialling


def look_up_call(attempt_id: AttemptId, dialling: Dialling) -> None:
    """Finds the contact of an attempt and takes its end into the ledger.

    Still in the air: it is looked up again later. Never found after the lease: `unknown`, which uses up the attempt.
    """
    work = dialling.work
    case_id = case_of(attempt_id)
    attempt, case = read_together(work.ledger, wanted(Attempt, case_id, attempt_id), wanted(Case, case_id))
    if case is None or case.attempt != attempt_id or case.state not in {State.LOOKUP, State.CALLING}:
        return
    if attempt is None or attempt.status is AttemptStatus.ENDED:
        _settle(dialling, case)
        return
    if attempt.claimed_at is None:  # no run ever took it: certainly not placed
        give_back(work, case, attempt, "message_lost")
        return
    found = _find(dialling, attempt)
    if found is None:
        end_call(attempt_id, CallEnded(work.clock.now(), reason="not_found"), work, outcome=Outcome.UNKNOWN)
        return
    link_contact(found.contact_id, attempt_id, work)
    if found.ended is not None:
        contact_ended(found.contact_id, found.ended, work)
        return
    _still_talking(dialling, case, attempt)


def _find(dialling: Dialling, attempt: Attempt) -> ContactState | None:
    if attempt.contact_id is not None:
        return dialling.phone.describe_call(attempt.contact_id)
    return dialling.phone.find_call(attempt.id, attempt.created_at - timedelta(minutes=5))


def _settle(dialling: Dialling, case: Case) -> None:
    """The attempt has ended, or was taken back, but the case still waits for it: the ladder says what is next."""
    work = dialling.work
    try:
        work.ledger.write(*to_next_step(case, work.ladder(case.area), work.clock.now(), f"{case.attempt}:ended_before"))
    except Conflict:
        return


def _still_talking(dialling: Dialling, case: Case, attempt: Attempt) -> None:
    work = dialling.work
    now = work.clock.now()
    due = now + work.telephone.longest_call
    try:
        work.ledger.write(
            Replace(replace(attempt, lookups=attempt.lookups + 1)),
            *to_state(case, now, to=State.CALLING, due=due, rule="call_in_the_air", event=f"{attempt.id}:in_the_air"),
        )
    except Conflict:
        return
