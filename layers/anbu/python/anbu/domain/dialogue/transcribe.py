"""The turns of a call as its transcript (contract 3)."""

from collections.abc import Sequence
from datetime import datetime

from anbu.domain.cases.attempt import Attempt, CallEnded
from anbu.domain.cases.case import Case
from anbu.domain.cases.outcome_of import end_of
from anbu.domain.dialogue.dialogue import Turn
from anbu.domain.transcript import Transcript, TranscriptTurn

_KEYS = {"1": "네 ", "2": "아니요 ", "0": "직원 연결 "}
"""What we told them that the keys mean."""


def transcript_of(turns: Sequence[Turn], attempt: Attempt, case: Case, ended: CallEnded) -> Transcript:
    """What both sides said, in order. Silence leaves no turn; keys stand as what was pressed."""
    spoken = [entry for turn in sorted(turns, key=lambda turn: turn.n) for entry in _entries(turn)]
    return Transcript(
        case_id=case.id,
        round_id=case.round_id,
        attempt=attempt.n,
        contact_id=attempt.contact_id or "",
        started_at=_started(turns, attempt),
        ended_at=ended.at,
        end=end_of(turns, ended),
        turns=tuple(spoken),
        indicators=case.indicators,
    )


def _entries(turn: Turn) -> list[TranscriptTurn]:
    entries = []
    if turn.heard:
        taken = turn.heard[min(turn.understood.heard_as, len(turn.heard) - 1)]
        entries.append(TranscriptTurn(turn.resident_id, "resident", taken.text, taken.confidence))
    elif turn.keys:
        meaning = _KEYS.get(turn.keys[-1], "")
        entries.append(TranscriptTurn(turn.resident_id, "resident", f"{meaning}({turn.keys}번 누름)"))
    if turn.reply:
        entries.append(TranscriptTurn(turn.agent_id, "agent", turn.reply, topic=turn.topic or None))
    return entries


def _started(turns: Sequence[Turn], attempt: Attempt) -> datetime:
    return min((turn.at for turn in turns), default=attempt.acted_at or attempt.created_at)
