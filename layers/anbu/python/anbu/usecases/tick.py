"""One beat of the planner: everything of the machine's that is due now goes out."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from anbu.usecases.ask_model_again import ask_model_again
from anbu.usecases.kept_apart import Faults
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
    records: int = 0
    """Records for which the model is asked again."""


def tick(work: Work, until: datetime) -> Beat:
    """Runs every part once, then goes on filling lines as fast as the start rate allows, until `until`.

    Safe at any time, any number of times, also at once: every claim is conditional.

    Raises:
        ExceptionGroup: of parts that failed; the others have done their work all the same.
    """
    faults = Faults("parts of a beat")

    def part(run: Callable[[Work], int]) -> int:
        with faults.kept():
            return run(work)
        return 0

    open_lines(work)
    beat = Beat(
        lines_swept=part(sweep_lines),
        redone=part(redo_overdue),
        records=part(ask_model_again),
        notices=part(plan_notices),
        calls=_fill_lines(work, until, faults),
    )
    faults.raised()
    return beat


def _fill_lines(work: Work, until: datetime, faults: Faults) -> int:
    """Looks at lines and people again and again until `until`. One look that fails does not end it: lines would stand
    empty until the next minute."""
    claimed = 0
    while not faults.outage:
        again_at: datetime | None = work.clock.now() + work.telephone.rate.interval
        with faults.kept():
            planned = plan_calls(work)
            claimed, again_at = claimed + planned.claimed, planned.again_at
        if again_at is None or again_at >= until:
            break
        work.clock.wait_until(again_at)
    return claimed
