"""Puts the record of a call on the ledger and moves the case to its next step."""

from datetime import datetime

from anbu.domain.cases.case import Case
from anbu.domain.cases.case_record import CaseRecord, next_try
from anbu.domain.cases.outcome import Outcome
from anbu.domain.cases.state import State
from anbu.domain.counselling.record import CounsellingRecord, Flag, Need, Reached
from anbu.domain.ids import AttemptId, case_of
from anbu.domain.values import replace
from anbu.ports import Change, Conflict, Create, Replace
from anbu.usecases.read_together import read_together, wanted
from anbu.usecases.take_step import to_next_step
from anbu.usecases.worlds import Work

_ORDER = (Need.NONE_STATED, Need.UNKNOWN, Need.WATCH, Need.IN_DEPTH, Need.URGENT)
"""From quiet to loud. Unknown is louder than nothing stated: it is never safe."""

_FAILED = frozenset({Flag.MODEL_FAILED, Flag.NO_USABLE_TRANSCRIPT})
_WAITS_FOR_RECORD = frozenset({State.SUMMARISING, State.FREEZING})


def store_record(
    attempt_id: AttemptId, transcript_version: int, key: str, record: CounsellingRecord, work: Work
) -> bool:
    """Stores the record of this version of the transcript. Returns whether it was new.

    An older version changes nothing, nor does an equal one, unless it heals what failed before: a model that gave no
    answer, a transcript that could not be read. A case that has gone on is not moved, but raised if the record says
    more than the one before. What a person has put right stands beside the record and is not touched.
    """
    while True:
        case_id = case_of(attempt_id)
        case, stored = read_together(work.ledger, wanted(Case, case_id), wanted(CaseRecord, case_id, attempt_id))
        if case is None or (stored is not None and not _goes_before(transcript_version, record, stored)):
            return False
        now = work.clock.now()
        again_at = next_try(0, now) if Flag.MODEL_FAILED in record.flags else None
        at = stored.version if stored else 0
        fresh = CaseRecord(case.id, attempt_id, transcript_version, key, now, record, again_at=again_at, version=at)
        changes: list[Change] = [Replace(fresh) if stored else Create(fresh)]
        says_more = stored is None or stored.transcript_version < transcript_version or _louder(record, stored.record)
        if says_more or case.state in _WAITS_FOR_RECORD:
            changes += _case_changes(case, attempt_id, record, work, now)
        try:
            work.ledger.write(*changes)
        except Conflict:
            continue
        return True


def _goes_before(version: int, record: CounsellingRecord, stored: CaseRecord) -> bool:
    """A newer transcript always; the same one if it heals a failure. No danger that stands is ever taken back."""
    if version != stored.transcript_version:
        return version > stored.transcript_version
    healed = _FAILED & set(stored.record.flags) - set(record.flags)
    lost = {one.kind for one in stored.record.danger} - {one.kind for one in record.danger}
    return bool(healed) and not lost


def _louder(record: CounsellingRecord, before: CounsellingRecord) -> bool:
    return _ORDER.index(record.need) > _ORDER.index(before.need)


def _case_changes(
    case: Case, attempt_id: AttemptId, record: CounsellingRecord, work: Work, now: datetime
) -> tuple[Change, ...]:
    raised = replace(
        case,
        need=louder(case.need, record.need) if case.counselled else record.need,
        danger=case.danger or bool(record.danger),
        reached_self=case.reached_self or record.reached is Reached.SELF,
        counselled=case.counselled or _counselled(case),
    )
    if case.attempt == attempt_id and case.state in _WAITS_FOR_RECORD:
        return to_next_step(raised, work.ladder(case.area), now, f"{attempt_id}:record:{record.need}")
    waiting_to_act = case.state in {State.CALL_DUE, State.NOTICE_DUE} and case.attempt is None
    if raised != case and waiting_to_act:
        return to_next_step(raised, work.ladder(case.area), now, f"{attempt_id}:record_raised:{record.need}")
    return (Replace(raised),) if raised != case else ()


def _counselled(case: Case) -> bool:
    return case.last_try is not None and case.last_try.outcome in {Outcome.COMPLETED, Outcome.PARTIAL}


def louder(one: Need, other: Need) -> Need:
    """The need that asks for more."""
    return max(one, other, key=_ORDER.index)
