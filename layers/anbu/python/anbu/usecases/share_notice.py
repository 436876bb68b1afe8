"""Households share phones: a text that this number got lately is the notice of everyone who is rung on it."""

from datetime import datetime, timedelta

from anbu.domain.cases.attempt import Attempt, AttemptStatus, NumberLock
from anbu.domain.cases.case import Case, Person
from anbu.domain.cases.outcome import NoticeResult
from anbu.domain.ids import case_of
from anbu.domain.phones import NumberSource
from anbu.domain.values import replace
from anbu.ports import Change
from anbu.usecases.take_step import to_next_step, to_state
from anbu.usecases.worlds import Work

_CAME = {NoticeResult.SENT, NoticeResult.DELIVERED, NoticeResult.UNKNOWN}
_ASK_AGAIN = timedelta(minutes=2)


def texted_lately(work: Work, case: Case, lock: NumberLock, now: datetime) -> tuple[Change, ...]:
    """The changes for a case whose number may not be texted again yet: texts name nobody, so the last one serves.

    Who has to be told how their number was found (KAIT) waits for a text of their own.
    """
    other = work.ledger.get(Attempt, case_of(lock.held_by), lock.held_by) if lock.held_by else None
    if other is None or _must_be_told(work, case):
        return to_state(case, now, to=case.state, due=lock.free_at, rule="number_rests", event="number_texted_lately")
    if other.status is not AttemptStatus.ENDED or other.notice_result is None:
        due = max(other.lease_until, now + _ASK_AGAIN)
        return to_state(case, now, to=case.state, due=due, rule="number_rests", event="number_being_texted")
    came = other.acted_at if other.notice_result in _CAME else None
    noted = replace(case, notice=other.notice_result, notice_at=came)
    return to_next_step(noted, work.ladder(case.area), now, f"{other.id}:{other.notice_result}")


def _must_be_told(work: Work, case: Case) -> bool:
    person = work.ledger.get(Person, case.id)
    return person is not None and any(phone.source is NumberSource.KAIT for phone in person.phones)
