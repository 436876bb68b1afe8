"""Takes back the intent of a call that was certainly never placed: line and number are free, the case is due again."""

import contextlib
from datetime import timedelta

from anbu.domain.cases.attempt import Attempt
from anbu.domain.cases.case import Case
from anbu.ports import Conflict, Delete
from anbu.usecases.end_call import released
from anbu.usecases.take_step import to_call_at
from anbu.usecases.worlds import Work

PAUSE = timedelta(seconds=20)
"""Until the case is due again; nobody's telephone rang, so no gap is kept."""


def give_back(work: Work, case: Case, attempt: Attempt, why: str) -> None:
    """The attempt is as if it had never been. Whoever has moved on with it meanwhile keeps the upper hand."""
    now = work.clock.now()
    event = f"{attempt.id}:{why}"
    with contextlib.suppress(Conflict):
        work.ledger.write(
            Delete(attempt),
            *to_call_at(case, work.ladder(case.area), now, now + PAUSE, rule=why, event=event),
            *released(work, attempt, free_at=now),
        )
