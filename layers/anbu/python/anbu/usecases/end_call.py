"""A call has ended: what it came to, its number to rest, its line to the next person, the case to its next step."""

from datetime import datetime

from anbu.domain.cases.attempt import Attempt, AttemptKind, AttemptStatus, CallEnded, Line, NumberLock, Pace
from anbu.domain.cases.call_report import CallReport
from anbu.domain.cases.case import Case, Try
from anbu.domain.cases.outcome import Outcome
from anbu.domain.cases.state import State
from anbu.domain.ids import AttemptId, case_of
from anbu.domain.outreach.breaker import Breaker
from anbu.domain.values import replace
from anbu.ports import Change, Conflict, Replace
from anbu.usecases.keep_wish import machine_wish, text_wish
from anbu.usecases.plan_calls import CALL, claim_for
from anbu.usecases.read_together import read_together, wanted
from anbu.usecases.take_step import to_next_step, to_state
from anbu.usecases.watch_answers import CALLS, note_answer
from anbu.usecases.worlds import Work


def end_call(attempt_id: AttemptId, ended: CallEnded, work: Work, *, outcome: Outcome | None = None) -> None:
    """Takes the end of a call into the ledger, once: doubled ends change nothing, and late ones move no case back.

    `outcome` is given where no call came about (refused by the network, or never found); otherwise the turns tell.
    An end that comes after all, for a call of which nothing could be found, is believed: what was said is kept.
    """
    while True:
        case_id = case_of(attempt_id)
        attempt, case, breaker = read_together(
            work.ledger, wanted(Attempt, case_id, attempt_id), wanted(Case, case_id), wanted(Breaker, CALLS)
        )
        if attempt is None or case is None or _is_settled(attempt, told=outcome is None):
            return
        report = CallReport(outcome) if outcome else work.judge(attempt, ended)
        try:
            work.ledger.write(*_changes(work, case, attempt, ended, report))
        except Conflict:
            continue
        break
    if attempt.line is not None and not (report.handed_over and ended.may_go_on):
        hand_on(work, attempt.line)
    if report.spoke:
        work.freeze(attempt_id)
    note_answer(work, report.outcome, breaker)


def _is_settled(attempt: Attempt, *, told: bool) -> bool:
    """Its end is known; only `unknown` gives way to what the telephone network tells later."""
    return attempt.status is AttemptStatus.ENDED and not (told and attempt.outcome is Outcome.UNKNOWN)


def hand_on(work: Work, number: int) -> None:
    """Gives a line that came free to the next person at once (design §2.8).

    Where looks have just found nobody it is not looked again: the next beat takes whoever comes due there until then.
    """
    now = work.clock.now()
    line, breaker, pace = read_together(work.ledger, wanted(Line, number), wanted(Breaker, CALLS), wanted(Pace, CALL))
    if line is None or line.held_by is not None or line.n >= work.telephone.lines:
        return
    if breaker is not None and breaker.is_open:
        return
    attempt = claim_for(work, line, pace, now, everywhere=False)
    if attempt is not None:
        work.calls.send([{"attempt_id": attempt, "do": "act"}])


def _changes(work: Work, case: Case, attempt: Attempt, ended: CallEnded, report: CallReport) -> list[Change]:
    now = work.clock.now()
    done = replace(
        attempt,
        status=AttemptStatus.ENDED,
        outcome=report.outcome,
        ended_at=ended.at,
        end_reason=ended.reason,
        call_back_at=report.call_back_at,
        transcript_version=1 if report.spoke else 0,
    )
    changes: list[Change] = [Replace(done)]
    rung_at = attempt.acted_at or attempt.lease_until  # at the latest, if nobody knows when
    rests_until = rung_at + work.ladder(case.area).number_gap
    changes += released(work, attempt, free_at=max(now, rests_until), keep_line=report.handed_over and ended.may_go_on)
    if report.outcome is Outcome.REFUSED:  # staff ring from now on, in later rounds too
        said = machine_wish(work.ledger, case.person_key, no_machine=True, at=now, said_to="call")
        changes.append(said)
        case = replace(case, no_machine=True)
    if report.no_texts:
        changes.append(text_wish(work.ledger, attempt.number, no_texts=True, at=now, said_to="call"))
    if case.attempt == attempt.id:  # a late end never moves a case that has gone on
        changes += _move(work, _with_try(case, attempt, report), report, now)
    elif attempt.status is AttemptStatus.ENDED:
        changes += _known_after_all(work, case, attempt, report, now)
    return changes


def _known_after_all(work: Work, case: Case, attempt: Attempt, report: CallReport, now: datetime) -> tuple[Change, ...]:
    """The case with the truth about a call that had been written down as `unknown`.

    It is moved only while it waits for the very next call because of that: on, never back.
    """
    tries = tuple(replace(tried, outcome=report.outcome) if _is_of(tried, attempt) else tried for tried in case.tries)
    known = replace(_told(case, report), tries=tries)
    if case.state is State.CALL_DUE and case.last_try and _is_of(case.last_try, attempt):
        waited_for = replace(known, attempt=attempt.id, call_back_at=report.call_back_at)
        return _move(work, waited_for, report, now)
    return (Replace(known),) if known != case else ()


def _is_of(tried: Try, attempt: Attempt) -> bool:
    return tried.n == attempt.n and tried.by_resident is (attempt.kind is AttemptKind.RING_BACK)


def _move(work: Work, case: Case, report: CallReport, now: datetime) -> tuple[Change, ...]:
    event = f"{case.attempt}:{report.outcome}"
    if report.spoke:
        due = now + work.step_lease()
        return to_state(case, now, to=State.FREEZING, due=due, rule="words_to_keep", event=event)
    return to_next_step(case, work.ladder(case.area), now, event)


def _with_try(case: Case, attempt: Attempt, report: CallReport) -> Case:
    began = attempt.acted_at or attempt.created_at
    rang_us = attempt.kind is AttemptKind.RING_BACK
    tried = Try(attempt.n, attempt.number, began, report.outcome, by_resident=rang_us)
    return replace(_told(case, report), tries=(*case.tries, tried), call_back_at=report.call_back_at)


def _told(case: Case, report: CallReport) -> Case:
    return replace(
        case,
        reached_self=case.reached_self or report.reached_self,
        danger=case.danger or report.danger,
        spared=case.spared or report.spare_the_family,
    )


def released(work: Work, attempt: Attempt, *, free_at: datetime, keep_line: bool = False) -> list[Change]:
    """The changes that set an attempt's line and number free; what somebody else holds by now is left alone."""
    found: list[Change] = []
    lock, line = _what_it_may_hold(work, attempt, with_line=not keep_line)
    if lock is not None and lock.held_by == attempt.id:
        found.append(Replace(replace(lock, held_by=None, free_at=free_at)))
    if line is not None and line.held_by == attempt.id:
        found.append(Replace(replace(line, held_by=None, since=work.clock.now())))
    return found


def _what_it_may_hold(work: Work, attempt: Attempt, *, with_line: bool) -> tuple[NumberLock | None, Line | None]:
    if attempt.line is None or not with_line:
        return work.ledger.get(NumberLock, attempt.number, CALL), None
    return read_together(work.ledger, wanted(NumberLock, attempt.number, CALL), wanted(Line, attempt.line))
