"""One beat of the planner: everything of the machine's that is due now goes out."""

from dataclasses import dataclass, replace
from datetime import datetime

from anbu.usecases.open_lines import open_lines
from anbu.usecases.plan_calls import plan_calls
from anbu.usecases.plan_notices import plan_notices
from anbu.usecases.redo_overdue import redo_overdue
from anbu.usecases.sweep_lines import sweep_lines
from anbu.usecases.worlds import Work


@dataclass(frozen=True, slots=True)
class Beat:
    """How much one beat did."""

    lines_swept: int
    redone: int
    notices: int
    calls: int


def tick(work: Work, until: datetime) -> Beat:
    """Runs every part once, then goes on filling lines as fast as the start rate allows, until `until`.

    Safe at any time, any number of times, also at once: every claim is conditional.
    """
    open_lines(work)
    beat = Beat(sweep_lines(work), redo_overdue(work), plan_notices(work), 0)
    while True:
        planned = plan_calls(work)
        beat = replace(beat, calls=beat.calls + planned.claimed)
        if planned.again_at is None or planned.again_at >= until:
            return beat
        work.clock.wait_until(planned.again_at)
