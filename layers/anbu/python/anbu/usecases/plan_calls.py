"""Ring everyone whose call is due, as far as lines and start rate reach: case, line and number claimed in one write."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta

from anbu.domain.cases.attempt import Attempt, AttemptKind, Line, NumberLock, Pace
from anbu.domain.cases.case import Case
from anbu.domain.cases.next_step import StepKind, next_step
from anbu.domain.cases.state import State
from anbu.domain.ids import AttemptId, NumberKey, attempt_id
from anbu.domain.outreach.pace import granted
from anbu.domain.outreach.shares import serving_order
from anbu.ports import Change, Conflict, Create, Index, Replace
from anbu.usecases.find_due import find_due
from anbu.usecases.take_step import to_next_step, to_state
from anbu.usecases.worlds import Work

CALL = "call"
FREE = "LINE#free"
_TRIES = 8
"""How many cases one line is offered to before it is left free: each refusal has moved a case on."""


def plan_calls(work: Work) -> int:
    """Fills the free lines with calls that are due now, and queues them. Returns how many."""
    now = work.clock.now()
    claimed: list[AttemptId] = []
    for line in free_lines(work):
        if line.n >= work.telephone.lines:  # the share has shrunk since
            continue
        attempt = claim_for(work, line, now)
        if attempt is None:
            break
        claimed.append(attempt)
    work.calls.send([{"attempt_id": attempt, "do": "act"} for attempt in claimed])
    return len(claimed)


def free_lines(work: Work) -> tuple[Line, ...]:
    """The lines that nobody holds, as far as the index knows."""
    return work.ledger.query(Line, Index.LIST, FREE, limit=work.telephone.lines).items


def claim_for(work: Work, line: Line, now: datetime) -> AttemptId | None:
    """Gives this line to the next person who is due, by class and due time; None if nobody can be rung now."""
    pace = work.ledger.get(Pace, CALL) or _first_pace(work, now)
    started = granted(pace, work.telephone.rate, now)
    if started is None:
        return None
    for tries, case in enumerate(_candidates(work, pace, now)):
        if tries == _TRIES:
            break
        attempt = _claim(work, case, line, started, now)
        if attempt is not None:
            return attempt
    return None


def _candidates(work: Work, pace: Pace, now: datetime) -> Iterator[Case]:
    order = serving_order(pace.served, work.weights)
    return find_due(work.ledger, State.CALL_DUE, now, priorities=order, shards=work.shards)


def _claim(work: Work, case: Case, line: Line, pace: Pace, now: datetime) -> AttemptId | None:
    ladder = work.ladder(case.area)
    step = next_step(case, ladder, now)
    try:
        if step.kind is not StepKind.CALL or step.number is None or step.due is None or step.due > now:
            work.ledger.write(*to_next_step(case, ladder, now, "call_not_now"))
            return None
        lock = work.ledger.get(NumberLock, step.number, CALL)
        if lock is not None and (lock.held_by is not None or lock.free_at > now):
            _wait_for(work, case, lock, now)
            return None
        intent = attempt_id(case.id, AttemptKind.CALL, len(case.tries) + 1)
        lease = now + work.act_lease()
        work.ledger.write(
            *to_state(
                replace(case, attempt=intent, call_back_at=None),
                now,
                to=State.CALLING,
                due=lease,
                rule=step.rule,
                event=f"{intent}:intent",
            ),
            Create(
                Attempt(intent, case.id, AttemptKind.CALL, len(case.tries) + 1, step.number, now, lease, line=line.n)
            ),
            _hold(lock, step.number, intent, now),
            Replace(replace(line, held_by=intent, since=now)),
            Replace(pace),
        )
    except Conflict:
        return None
    return intent


def _hold(lock: NumberLock | None, number: NumberKey, intent: AttemptId, now: datetime) -> Change:
    if lock is None:
        return Create(NumberLock(number, CALL, intent, now))
    return Replace(replace(lock, held_by=intent))


def _wait_for(work: Work, case: Case, lock: NumberLock, now: datetime) -> None:
    """Somebody on this number is being rung, or was lately: the case comes up again when the number has rested."""
    free_at = max(lock.free_at, now + timedelta(minutes=10)) if lock.held_by else lock.free_at
    due = work.ladder(case.area).call_window.next_open(free_at)
    work.ledger.write(*to_state(case, now, to=State.CALL_DUE, due=due, rule="number_rests", event="number_rung_lately"))


def _first_pace(work: Work, now: datetime) -> Pace:
    pace = Pace(CALL, now)
    try:
        work.ledger.write(Create(pace))
    except Conflict:
        return work.ledger.get(Pace, CALL) or pace
    return pace
