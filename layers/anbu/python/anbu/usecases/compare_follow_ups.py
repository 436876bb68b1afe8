"""A campaign's case is compared with the call before, once the machine is done with it; a change raises it."""

import contextlib
from datetime import datetime

from anbu.domain.cases.case import Case, Priority, move
from anbu.domain.cases.case_record import CaseRecord
from anbu.domain.cases.state import State
from anbu.domain.counselling.record import CounsellingRecord
from anbu.domain.ids import CaseId
from anbu.domain.outreach.campaigns import FollowUp
from anbu.domain.outreach.changes import Change, changes_since
from anbu.domain.values import replace
from anbu.ports import Change as Write
from anbu.ports import Conflict, Create, Index, Replace
from anbu.usecases.worlds import Work

WAITING = "FOLLOWUP#waiting"
_FAR_BACK = 12
"""Silent calls in a row that are looked past."""


def compare_follow_ups(work: Work) -> int:
    """Compares every campaign's case that people have now. Returns how many were raised."""
    raised = 0
    cursor = None
    while True:
        page = work.ledger.query(FollowUp, Index.LIST, WAITING, cursor=cursor)
        for follow_up in page.items:
            raised += _compare(follow_up, work)
        cursor = page.cursor
        if cursor is None:
            return raised


def _compare(follow_up: FollowUp, work: Work) -> bool:
    case, before = work.ledger.get(Case, follow_up.case_id), work.ledger.get(Case, follow_up.before)
    if case is None or case.state.is_the_machines:
        return False
    changes: tuple[Change, ...] = ()
    if before is not None:
        changes = changes_since(before, _last_heard(follow_up, work), case, _record(case.id, work))
    now = work.clock.now()
    writes: list[Write] = [Replace(replace(follow_up, compared_at=now, changes=tuple(map(str, changes))))]
    if changes and case.state is not State.CLOSED:
        writes += _raise(case, changes, now, work)
    with contextlib.suppress(Conflict):  # people were faster; it is compared again the next time
        work.ledger.write(*writes)
        return bool(changes)
    return False


def _raise(case: Case, changes: tuple[Change, ...], now: datetime, work: Work) -> list[Write]:
    """Due today, and first in its list: never later than it was."""
    today = work.ladder(case.area).staff_window.add_working_days(now, 0)
    due = min(case.due_at, today) if case.due_at is not None else today
    moved, entry = move(
        replace(case, priority=Priority.FIRST),
        now,
        to=case.state,
        due=max(due, now),
        rule="changed_since_last_time",
        event=f"changed:{'+'.join(changes)}",
    )
    return [Replace(moved), Create(entry)]


def _last_heard(follow_up: FollowUp, work: Work) -> CounsellingRecord | None:
    """What was said the last time that anything was said: a silent week between hides no new trouble."""
    before: CaseId | None = follow_up.before
    for _ in range(_FAR_BACK):
        if before is None:
            return None
        record = _record(before, work)
        if record is not None:
            return record
        earlier = work.ledger.get(FollowUp, before)
        before = earlier.before if earlier else None
    return None


def _record(case_id: CaseId, work: Work) -> CounsellingRecord | None:
    """The latest record of a case, by when it was made."""
    found = work.ledger.query(CaseRecord, Index.OWN, case_id).items
    return max(found, key=lambda record: record.made_at).record if found else None
