"""A machine step that should have ended and has not is taken up again: looked up, frozen again, summarised again."""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any

from anbu.domain.cases.attempt import Attempt, AttemptKind, AttemptStatus
from anbu.domain.cases.case import Case
from anbu.domain.cases.due import due_partitions, under_way_notices
from anbu.domain.cases.state import State
from anbu.domain.ids import AttemptId, case_of
from anbu.domain.values import replace
from anbu.ports import Conflict, Outbox
from anbu.usecases.find_due import find_due
from anbu.usecases.give_back import give_back
from anbu.usecases.kept_apart import Faults
from anbu.usecases.take_step import to_next_step, to_state
from anbu.usecases.worlds import Work

WATCHED = (State.NOTICE_DUE, State.CALLING, State.LOOKUP, State.FREEZING, State.SUMMARISING)
"""States with a run, a message or an event under way, which may have been lost."""


def redo_overdue(work: Work) -> int:
    """Sends the work of every overdue machine step out again. Returns how many.

    Acts are never repeated, only looked up. What fails over and over becomes `stuck`, which people see.

    Raises:
        ExceptionGroup: of steps that failed, once every other had its turn.
    """
    now = work.clock.now()
    redone, faults = 0, Faults("overdue steps")
    for case in _overdue(work, now):
        if faults.outage:
            break
        with faults.kept(), suppress(Conflict):
            redone += _redo(work, case, now)
    faults.raised()
    return redone


def _overdue(work: Work, now: datetime) -> Iterator[Case]:
    for state in WATCHED:
        waits = state is State.NOTICE_DUE  # those that are simply due are taken by `plan_notices`
        partitions = under_way_notices(work.shards) if waits else due_partitions(state, work.shards)
        yield from find_due(work.ledger, partitions, now)


def _redo(work: Work, case: Case, now: datetime) -> bool:
    ladder = work.ladder(case.area)
    if case.redone >= ladder.redo_limit:
        due = ladder.staff_window.add_working_days(now, 1)
        work.ledger.write(
            *to_state(case, now, to=State.STUCK, due=due, rule="redone_too_often", event=f"{case.state}:overdue")
        )
        return True
    if case.attempt is None:  # nothing is under way: the ladder says what is next
        work.ledger.write(*to_next_step(case, ladder, now, f"{case.state}:nothing_under_way"))
        return True
    attempt = work.ledger.get(Attempt, case_of(case.attempt), case.attempt)
    if case.state is State.CALLING and attempt is not None and _nobody_took(attempt, now):
        give_back(work, case, attempt, "message_lost")
        return True
    again = State.LOOKUP if case.state in {State.NOTICE_DUE, State.CALLING} else case.state
    queue, message = _message(work, case.attempt, attempt, again)
    waits = work.act_lease() + timedelta(minutes=5)
    moved, story = to_state(case, now, to=again, due=now + waits, rule="overdue", event=f"{case.state}:overdue")
    work.ledger.write(replace(moved, entity=replace(moved.entity, redone=case.redone + 1)), story)
    queue.send([message])
    return True


def _nobody_took(attempt: Attempt, now: datetime) -> bool:
    """The message that should have had it placed is lost, or too late: it certainly was not and will not be placed, and
    there is nothing to look up. Its line goes to the next person a queue's way sooner."""
    return attempt.status is AttemptStatus.INTENT and attempt.claimed_at is None and now >= attempt.lease_until


def _message(
    work: Work, attempt_id: AttemptId, attempt: Attempt | None, state: State
) -> tuple[Outbox, Mapping[str, Any]]:
    if state is State.FREEZING:
        return work.events, {"freeze": attempt_id}
    if state is State.SUMMARISING:
        return work.summaries, {"attempt_id": attempt_id}
    is_text = attempt is not None and attempt.kind is AttemptKind.NOTICE
    return (work.notices if is_text else work.calls), {"attempt_id": attempt_id, "do": "look_up"}
