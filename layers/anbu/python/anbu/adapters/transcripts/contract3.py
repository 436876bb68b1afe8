"""Contract 3 as other systems send it: nearly every field may be missing."""

from datetime import datetime
from typing import Any, Literal

from anbu.domain.times import KST
from anbu.domain.transcript import CallEnd, Transcript, TranscriptTurn

NO_TIME = datetime(1970, 1, 1, tzinfo=KST)
"""Stands where a transcript does not say when it was."""
RESIDENT = frozenset({"resident", "customer", "user", "caller", "client", "주민", "고객", "대상자"})


def read_contract3(document: dict[str, Any]) -> Transcript:
    """Raises ValueError or TypeError for what is not of the contract."""
    started = moment(document.get("started_at"))
    return Transcript(
        case_id=str(document.get("case_id") or ""),
        round_id=str(document.get("round_id") or ""),
        attempt=int(document.get("attempt") or 0),
        contact_id=str(document.get("contact_id") or ""),
        started_at=started,
        ended_at=moment(document.get("ended_at")) if document.get("ended_at") else started,
        end=_end(document.get("end")),
        turns=tuple(_turn(turn, n) for n, turn in enumerate(document["turns"], 1)),
        language=str(document.get("language") or "ko-KR"),
        indicators=tuple(str(code) for code in document.get("indicators") or ()),
    )


def moment(value: object) -> datetime:
    """An RFC 3339 time in KST; without an offset it is taken as Korean time; unreadable is `NO_TIME`."""
    if not isinstance(value, str) or not value:
        return NO_TIME
    try:
        found = datetime.fromisoformat(value)
    except ValueError:
        return NO_TIME
    return found.replace(tzinfo=KST) if found.tzinfo is None else found.astimezone(KST)


def _end(value: object) -> CallEnd:
    return CallEnd(str(value)) if value in frozenset(CallEnd) else CallEnd.FLOW_ENDED


def _turn(turn: dict[str, Any], n: int) -> TranscriptTurn:
    confidence = turn.get("confidence")
    speaker: Literal["agent", "resident"] = "resident" if str(turn["speaker"]).lower() in RESIDENT else "agent"
    return TranscriptTurn(
        id=str(turn.get("id") or f"t{n}"),
        speaker=speaker,
        text=str(turn.get("text") or ""),
        confidence=float(confidence) if isinstance(confidence, int | float) else None,
        topic=str(turn["topic"]) if turn.get("topic") else None,
    )
