"""Text everyone whose notice is due: claim each case, lock its number, hand the act to `notify`."""

from datetime import datetime, timedelta
from itertools import chain, islice

from anbu.domain.cases.attempt import Attempt, AttemptKind, NumberLock
from anbu.domain.cases.case import Case
from anbu.domain.cases.due import under_way_notices, waiting_partitions
from anbu.domain.cases.next_step import Step, StepKind, next_step
from anbu.domain.cases.round import Round
from anbu.domain.cases.state import State
from anbu.domain.ids import AttemptId, attempt_id
from anbu.domain.outreach.wishes import PersonWish
from anbu.domain.values import replace
from anbu.ports import Change, Conflict, Create, Replace
from anbu.usecases.find_due import find_due
from anbu.usecases.held_round import held_by_round
from anbu.usecases.keep_wish import as_wished
from anbu.usecases.kept_apart import Faults
from anbu.usecases.read_together import read_together, wanted
from anbu.usecases.share_notice import texted_lately
from anbu.usecases.take_step import to_next_step, to_state
from anbu.usecases.worlds import Work

TEXT = "text"
_TOGETHER = 10
"""Claimed and queued together (a batch of SQS): a run that dies leaves so many intents behind, and no more."""


def plan_notices(work: Work) -> int:
    """Claims the notices that are due, as many as can be sent before their leases end. Returns how many.

    Beats may follow each other closely: what earlier ones have claimed, and nobody has sent yet, counts with them.
    A message lost on the way costs nothing: the intent's lease ends and the case is due again. A claim that fails costs
    nobody else a minute.

    Raises:
        ExceptionGroup: of claims that failed, once everybody had their turn.
    """
    now = work.clock.now()
    due = find_due(work.ledger, waiting_partitions(State.NOTICE_DUE, shards=work.shards), now, page_size=50)
    planned, faults = 0, Faults("notices")
    first = next(due, None)
    if first is None:
        return 0
    chosen = islice(chain((first,), due), max(0, work.texts_a_minute - _under_way(work, now)))
    while not faults.outage and (some := list(islice(chosen, _TOGETHER))):
        claimed: list[AttemptId] = []
        for case in some:
            if not faults.outage:
                with faults.kept():
                    claimed += _claim(work, case, now)
        work.notices.send([{"attempt_id": attempt, "do": "act"} for attempt in claimed])
        planned += len(claimed)
    faults.raised()
    return planned


def _under_way(work: Work, now: datetime) -> int:
    """How many notices wait in the queue, or are being sent: their leases end in the near future."""
    until, most = now + _lease(work), 2 * work.texts_a_minute
    coming = find_due(work.ledger, under_way_notices(work.shards), until, after=now, page_size=most)
    return sum(1 for _ in islice(coming, most))


def _lease(work: Work) -> timedelta:
    return timedelta(minutes=1) + work.act_lease()  # a minute's worth of texts waits in the queue


def _claim(work: Work, case: Case, now: datetime) -> tuple[AttemptId, ...]:
    ladder = work.ladder(case.area)
    number = next_step(case, ladder, now).number
    wish, found, lock = read_together(
        work.ledger,
        wanted(PersonWish, case.person_key),
        wanted(Round, case.round_area, case.round_id),
        wanted(NumberLock, number or "", TEXT),
    )
    case = as_wished(case, wish)
    step = next_step(case, ladder, now)
    try:
        if step.kind is not StepKind.NOTICE or step.number is None or step.due is None or step.due > now:
            work.ledger.write(*to_next_step(case, ladder, now, "notice_not_now"))
            return ()
        if held := held_by_round(work, case, found, now):
            work.ledger.write(*held.changes)
            return ()
        if lock is not None and lock.free_at > now:
            work.ledger.write(*texted_lately(work, case, lock, now))
            return ()
        return (_begin(work, case, step, lock, now),)
    except Conflict:
        return ()


def _begin(work: Work, case: Case, step: Step, lock: NumberLock | None, now: datetime) -> AttemptId:
    assert step.number is not None  # noqa: S101  a notice step names its number
    intent = attempt_id(case.id, AttemptKind.NOTICE, 1)
    lease = now + _lease(work)
    attempt = Attempt(intent, case.id, AttemptKind.NOTICE, 1, step.number, now, lease)
    free_at = lease + work.ladder(case.area).text_gap  # it is sent before its lease ends, or never
    locked = replace(lock or NumberLock(step.number, TEXT, None, free_at), held_by=intent, free_at=free_at)
    change: Change = Replace(locked) if lock else Create(locked)
    work.ledger.write(
        *to_state(
            replace(case, attempt=intent), now, to=case.state, due=lease, rule=step.rule, event=f"{intent}:intent"
        ),
        Create(attempt),
        change,
    )
    return intent
