"""Takes back the intent of a call that was certainly never placed: line and number are free, the case is due again."""

import contextlib
from datetime import timedelta

from anbu.domain.cases.attempt import Attempt
from anbu.domain.cases.case import Case
from anbu.domain.cases.state import State
from anbu.domain.values import replace
from anbu.ports import Conflict, Delete
from anbu.usecases.end_call import released
from anbu.usecases.take_step import to_state
from anbu.usecases.worlds import Work

PAUSE = timedelta(seconds=20)
"""Until the case is due again; nobody's telephone rang, so no gap is kept."""


def give_back(work: Work, case: Case, attempt: Attempt, why: str) -> None:
    """The attempt is as if it had never been. Whoever has moved on with it meanwhile keeps the upper hand."""
    now = work.clock.now()
    due = work.ladder(case.area).call_window.next_open(now + PAUSE)
    with contextlib.suppress(Conflict):
        work.ledger.write(
            Delete(attempt),
            *to_state(
                replace(case, attempt=None), now, to=State.CALL_DUE, due=due, rule=why, event=f"{attempt.id}:{why}"
            ),
            *released(work, attempt, free_at=now),
        )
