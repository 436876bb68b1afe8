"""What was said (contract 3)."""

from datetime import datetime
from typing import Literal

from anbu.domain.transcript import CallEnd
from functions.casework_api.views.view import View


class TurnView(View):
    """One side speaking once."""

    id: str
    speaker: Literal["agent", "resident"]
    text: str
    confidence: float | None
    topic: str | None


class TranscriptView(View):
    """The whole call."""

    case_id: str
    attempt: int
    started_at: datetime
    ended_at: datetime
    end: CallEnd
    turns: list[TurnView]
