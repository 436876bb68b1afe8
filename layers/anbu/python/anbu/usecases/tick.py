"""One beat of the planner: everything of the machine's that is due now goes out."""

from dataclasses import dataclass
from datetime import datetime

from anbu.usecases.open_lines import open_lines
from anbu.usecases.plan_calls import plan_calls
from anbu.usecases.plan_notices import plan_notices
from anbu.usecases.redo_overdue import redo_overdue
from anbu.usecases.sweep_lines import sweep_lines
from anbu.usecases.worlds import Work


@dataclass(frozen=True, slots=True)
class Beat:
    """How much each part of a beat did."""

    lines_swept: int
    redone: int
    notices: int
    calls: int
    again_at: datetime | None = None
    """When `plan_calls` is worth another look before the next beat: lines are free, the start rate held back."""


def tick(work: Work) -> Beat:
    """Runs everything once. Safe at any time, any number of times, also at once.

    Who runs it calls `plan_calls` again at `again_at`, and so on, until it says no more or the next beat is near:
    so free lines fill as fast as the start rate allows, and not once a minute.
    """
    open_lines(work)
    swept, redone, notices = sweep_lines(work), redo_overdue(work), plan_notices(work)
    calls = plan_calls(work)
    return Beat(swept, redone, notices, calls.claimed, calls.again_at)
