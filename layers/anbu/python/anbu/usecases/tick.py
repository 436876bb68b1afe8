"""One beat of the planner: everything of the machine's that is due now goes out."""

from collections.abc import Callable, Mapping
from typing import Final

from anbu.usecases.open_lines import open_lines
from anbu.usecases.plan_calls import plan_calls
from anbu.usecases.plan_notices import plan_notices
from anbu.usecases.redo_overdue import redo_overdue
from anbu.usecases.sweep_lines import sweep_lines
from anbu.usecases.worlds import Work

_BEATS: Final[Mapping[str, Callable[[Work], int]]] = {
    "lines_swept": sweep_lines,
    "redone": redo_overdue,
    "notices": plan_notices,
    "calls": plan_calls,
}


def tick(work: Work) -> dict[str, int]:
    """Runs every beat and says how much each one did. Safe at any time, any number of times, also at once."""
    open_lines(work)
    return {name: beat(work) for name, beat in _BEATS.items()}
