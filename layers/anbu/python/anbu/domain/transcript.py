"""What was said on a call (contract 3), as frozen to S3 and read by every engine."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Literal


class CallEnd(StrEnum):
    """How a call ended."""

    FLOW_ENDED = "flow_ended"
    RESIDENT_HUNG_UP = "resident_hung_up"
    HANDED_OVER = "handed_over"
    SILENCE = "silence"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class TranscriptTurn:
    """One side speaking once. `topic` stands on an agent's turn that asks about one."""

    id: str
    speaker: Literal["agent", "resident"]
    text: str
    confidence: float | None = None
    topic: str | None = None


@dataclass(frozen=True, slots=True)
class Transcript:
    """The whole call. Times are aware (KST)."""

    case_id: str
    round_id: str
    attempt: int
    contact_id: str
    started_at: datetime
    ended_at: datetime
    end: CallEnd
    turns: tuple[TranscriptTurn, ...]
    version: int = 1
    language: str = "ko-KR"
    indicators: tuple[str, ...] = ()

    @property
    def resident_turns(self) -> tuple[TranscriptTurn, ...]:
        """What the resident's side said, in order."""
        return tuple(turn for turn in self.turns if turn.speaker == "resident")
