"""The story of a case, as `anbu why` tells it."""

from datetime import datetime

from anbu.domain.cases.state import State
from functions.casework_api.views.view import View


class StepView(View):
    """One step: when, by which rule, after what, and what was due next."""

    at: datetime
    sentence: str
    event: str
    rule: str
    state: State
    state_name: str
    due_at: datetime | None
    by: str


class StoryView(View):
    """All steps, and where the case stands now."""

    case_id: str
    state: State
    stands: str
    due_at: datetime | None
    steps: list[StepView]
