"""Ring everyone whose call is due, as far as lines and start rate reach: case, line and number claimed in one write."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice

from anbu.domain.cases.attempt import Attempt, AttemptKind, Line, NumberLock, Pace
from anbu.domain.cases.case import Case
from anbu.domain.cases.due import waiting_partitions
from anbu.domain.cases.next_step import StepKind, next_step
from anbu.domain.cases.round import Round
from anbu.domain.cases.state import State
from anbu.domain.ids import AttemptId, NumberKey, attempt_id
from anbu.domain.outreach.pace import empty_of_late, free_again, granted, looked
from anbu.domain.outreach.shares import serving_order
from anbu.domain.outreach.wishes import PersonWish
from anbu.domain.values import replace
from anbu.ports import Change, Conflict, Create, Index, Replace
from anbu.usecases.find_due import find_due, next_due
from anbu.usecases.held_round import held_by_round
from anbu.usecases.keep_wish import as_wished
from anbu.usecases.read_together import read_together, wanted
from anbu.usecases.take_step import to_call_at, to_next_step, to_state
from anbu.usecases.watch_answers import calling_is_stopped
from anbu.usecases.worlds import Work

CALL = "call"
FREE = "LINE#free"
_TRIES = 8
"""How many cases one line is offered to before it is left free: each refusal has moved a case on."""
_A_BEAT = timedelta(minutes=1)
"""The Scheduler's time between two beats (design §2.8)."""


@dataclass(frozen=True, slots=True)
class Planned:
    """What one look at lines and people came to."""

    claimed: int
    again_at: datetime | None = None
    """When to look again, if before the next minute: lines are free, and the start rate or a due time held back."""


def plan_calls(work: Work) -> Planned:
    """Fills the free lines with calls that are due now, and queues them, as far as the start rate has room.

    What was claimed is queued, whatever befalls the next claim: a line is not held for a message that nobody sent.
    """
    if calling_is_stopped(work.ledger):
        return Planned(0)
    claimed: list[AttemptId] = []
    try:
        again_at = _fill(work, work.clock.now(), claimed)
    finally:
        work.calls.send([{"attempt_id": attempt, "do": "act"} for attempt in claimed])
    return Planned(len(claimed), again_at)


def _fill(work: Work, now: datetime, claimed: list[AttemptId]) -> datetime | None:
    """Claims for every free line into `claimed`; returns when to look again, if it is worth it."""
    for line, pace in free_lines(work):
        attempt = claim_for(work, line, pace, now)
        if attempt is None:
            return _worth_another_look(work, now)
        claimed.append(attempt)
    return _worth_another_look(work, now) if claimed else None


def free_lines(work: Work) -> Iterator[tuple[Line, Pace | None]]:
    """Lines of the share that nobody holds, as many as the start rate may fill at once, each with the pace as it is
    when its turn comes. The index is a hint."""
    hinted = work.ledger.query(Line, Index.LIST, FREE, limit=work.telephone.rate.burst + _TRIES).items
    for hint in hinted:
        line, pace = read_together(work.ledger, wanted(Line, hint.n), wanted(Pace, CALL))
        if line is not None and line.held_by is None and line.n < work.telephone.lines:  # the share may have shrunk
            yield line, pace


def claim_for(work: Work, line: Line, pace: Pace | None, now: datetime, *, everywhere: bool = True) -> AttemptId | None:
    """Gives this line to the next person who is due, by class and due time; None if nobody can be rung now.

    Where it finds nobody is remembered with the pace for as long as until the next beat, which looks `everywhere`.
    """
    pace = pace or _first_pace(work, now)
    started = granted(pace, work.telephone.rate, now)
    if started is None:
        return None
    known = frozenset() if everywhere else empty_of_late(pace, now)
    until = pace.nobody_until if known and pace.nobody_until else now + _A_BEAT  # no memory grows older by a new one
    empty, anybody = set(known), False
    for case, asked in islice(_next_cases(work, pace, now, known, empty.add), _TRIES):
        anybody = True
        attempt = _claim(work, case, asked, line, looked(started, empty, until), now)
        if attempt is not None:
            return attempt
        started = granted(work.ledger.get(Pace, CALL) or started, work.telephone.rate, now)
        if started is None:
            return None
    if empty != known and not anybody:
        with suppress(Conflict):  # somebody was found meanwhile
            work.ledger.write(Replace(looked(pace, empty, until)))
    return None


def _worth_another_look(work: Work, now: datetime) -> datetime | None:
    """When the start rate has room again; if it has room now, when the next person comes due.

    At once where somebody still is: more had to wait for a later time than one line is offered to (a window that has
    just closed), and whoever can be rung may stand behind them.
    """
    pace = work.ledger.get(Pace, CALL)
    if pace is not None and granted(pace, work.telephone.rate, now) is None:
        return free_again(pace, work.telephone.rate)
    coming = next_due(work.ledger, State.CALL_DUE, work.shards)
    return None if coming is None else max(coming, now + work.telephone.rate.interval)


def _next_cases(
    work: Work, pace: Pace, now: datetime, empty: frozenset[str], in_vain: Callable[[str], None]
) -> Iterator[tuple[Case, "_Asked"]]:
    """Who in the index is still as the index says: it lags in AWS, and others claim at the same time."""
    order = serving_order(pace.served, work.weights)
    partitions = [one for one in waiting_partitions(State.CALL_DUE, order, work.shards) if one not in empty]
    for hint in find_due(work.ledger, partitions, now, page_size=_TRIES // 2, in_vain=in_vain):
        number = next_step(hint, work.ladder(hint.area), now).number
        case, wish, found, lock = read_together(
            work.ledger,
            wanted(Case, hint.id),
            wanted(PersonWish, hint.person_key),
            wanted(Round, hint.round_area, hint.round_id),
            wanted(NumberLock, number or "", CALL),
        )
        if case is not None and case.version == hint.version:
            yield case, _Asked(wish, found, lock)


@dataclass(frozen=True, slots=True)
class _Asked:
    """What a claim rests on besides the case."""

    wish: PersonWish | None
    round: Round | None
    lock: NumberLock | None
    """Of the number that the case's next call would ring."""


def _claim(work: Work, case: Case, asked: _Asked, line: Line, pace: Pace, now: datetime) -> AttemptId | None:
    ladder, lock = work.ladder(case.area), asked.lock
    if case.notice is None and not case.tries:  # else it was asked when the notice went out
        case = as_wished(case, asked.wish)
    step = next_step(case, ladder, now)
    try:
        if step.kind is not StepKind.CALL or step.number is None or step.due is None or step.due > now:
            work.ledger.write(*to_next_step(case, ladder, now, "call_not_now"))
            return None
        if held := held_by_round(work, case, asked.round, now):
            work.ledger.write(*held.changes)
            return None
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
    rests = to_call_at(case, work.ladder(case.area), now, free_at, rule="number_rests", event="number_rung_lately")
    work.ledger.write(*rests)


def _first_pace(work: Work, now: datetime) -> Pace:
    pace = Pace(CALL, now)
    try:
        work.ledger.write(Create(pace))
    except Conflict:
        return work.ledger.get(Pace, CALL) or pace
    return pace
