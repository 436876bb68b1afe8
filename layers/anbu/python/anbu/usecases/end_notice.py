"""What a notice came to, and the case on to its call; or the intent taken back, if it was certainly never sent."""

import contextlib
from datetime import datetime, timedelta

from anbu.domain.cases.attempt import Attempt, AttemptStatus, NumberLock
from anbu.domain.cases.case import Case
from anbu.domain.cases.outcome import NoticeResult
from anbu.domain.cases.state import State
from anbu.domain.ids import AttemptId, case_of
from anbu.domain.outreach.sending import merge_notice
from anbu.domain.values import replace
from anbu.ports import Change, Conflict, Delete, Replace
from anbu.usecases.plan_notices import TEXT
from anbu.usecases.read_together import read_together, wanted
from anbu.usecases.take_step import to_next_step, to_state
from anbu.usecases.worlds import Work

PAUSE = timedelta(minutes=1)
_MAY_HAVE_COME = {NoticeResult.SENT, NoticeResult.DELIVERED, NoticeResult.UNKNOWN}


def end_notice(attempt_id: AttemptId, result: NoticeResult, provider_id: str | None, work: Work) -> None:
    """Takes one word about a notice into the ledger, in whatever order words come; the first moves the case on.

    Who may have got the text is rung after the lead time; who certainly has not is rung at once, with other words.
    """
    while True:
        case_id = case_of(attempt_id)
        attempt, case = read_together(work.ledger, wanted(Attempt, case_id, attempt_id), wanted(Case, case_id))
        if case is None:
            return
        changes = _changes(work, case, attempt, of=attempt_id, result=result, provider_id=provider_id)
        if not changes:
            return
        with contextlib.suppress(Conflict):
            work.ledger.write(*changes)
            return


def _changes(
    work: Work, case: Case, attempt: Attempt | None, *, of: AttemptId, result: NoticeResult, provider_id: str | None
) -> list[Change]:
    now = work.clock.now()
    merged = merge_notice(attempt.notice_result if attempt else case.notice, result)
    changes: list[Change] = []
    if attempt is not None and (attempt.status is not AttemptStatus.ENDED or attempt.notice_result is not merged):
        changes.append(
            Replace(
                replace(
                    attempt,
                    status=AttemptStatus.ENDED,
                    notice_result=merged,
                    provider_id=attempt.provider_id or provider_id,
                    acted_at=attempt.acted_at or attempt.claimed_at,
                    ended_at=attempt.ended_at or now,
                )
            )
        )
    noted = replace(case, notice=merged, notice_at=_since(case, attempt, merged))
    if case.attempt == of and case.state in {State.NOTICE_DUE, State.LOOKUP}:
        return [*changes, *to_next_step(noted, work.ladder(case.area), now, f"{of}:{merged}")]
    return [*changes, Replace(noted)] if noted != case else changes


def _since(case: Case, attempt: Attempt | None, result: NoticeResult) -> datetime | None:
    if result not in _MAY_HAVE_COME:
        return None
    return case.notice_at or (attempt.claimed_at if attempt else None)


def give_notice_back(work: Work, case: Case, attempt: Attempt, why: str) -> None:
    """The intent is as if it had never been: the number has not been texted, the case is due again shortly."""
    now = work.clock.now()
    due = work.ladder(case.area).notice_window.next_open(now + PAUSE)
    changes: list[Change] = [Delete(attempt)]
    lock = work.ledger.get(NumberLock, attempt.number, TEXT)
    if lock is not None:
        changes.append(Replace(replace(lock, free_at=now)))
    with contextlib.suppress(Conflict):
        work.ledger.write(
            *changes,
            *to_state(
                replace(case, attempt=None),
                now,
                to=State.NOTICE_DUE,
                due=due,
                rule=f"text_{why}",
                event=f"{attempt.id}:{why}",
            ),
        )
