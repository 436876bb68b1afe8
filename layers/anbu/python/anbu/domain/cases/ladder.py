"""The ladder of a local government: what is tried, how often, with which gaps, by when people act. Data, not code."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from anbu.domain.cases.outcome import Outcome
from anbu.domain.counselling.record import Need
from anbu.domain.outreach.windows import Window


@dataclass(frozen=True, slots=True)
class Ladder:
    """One local government's policy (`data/ladders.toml`, overridden by the settings of the deployment)."""

    notice_window: Window
    call_window: Window
    staff_window: Window
    """When offices work: due times of people fall into it."""
    notice_lead: timedelta
    """From the text message to the first call (30 minutes nationwide, see docs/ladder.md)."""
    call_budget: int
    """Calls by the machine for one person, over all their numbers."""
    gaps: Mapping[Outcome, timedelta]
    """From the start of a call to the next one, by what it came to."""
    number_gap: timedelta
    """Between two calls to one number, whoever they are for."""
    text_gap: timedelta
    """Between two texts to one number."""
    staff_budget: int
    """Calls by staff before somebody goes there."""
    staff_call_days: int
    """Working days in which staff ring."""
    visit_days: int
    review_days: Mapping[Need, int]
    """Working days in which a caseworker reads the record; 0: the same day."""
    fix_row_days: int = 2
    redo_limit: int = 5
    """So often one machine step is started again before it is `stuck`, a fault that people see."""

    def gap_after(self, outcome: Outcome) -> timedelta:
        """Never shorter than the gap that protects the number itself."""
        return max(self.gaps.get(outcome, self.number_gap), self.number_gap)
