"""Lex V2 conversation logs: one record a turn, with the words heard and the bot's next words.

Shape: "Viewing text logs in CloudWatch Logs", Lex V2 developer guide.
"""

import json
from collections.abc import Iterator
from typing import Any

from anbu.adapters.transcripts.contract3 import NO_TIME, moment
from anbu.domain.transcript import CallEnd, Transcript, TranscriptTurn


def is_lex_log(record: Any) -> bool:
    """Whether it is one turn's record, as it is or inside a CloudWatch event's `message`."""
    return isinstance(record, dict) and "inputTranscript" in _record(record)


def _record(record: dict[str, Any]) -> dict[str, Any]:
    inner = record.get("message")
    if isinstance(inner, str) and "inputTranscript" in inner:
        parsed: dict[str, Any] = json.loads(inner)
        return parsed
    return record


def read_lex_logs(records: list[dict[str, Any]]) -> Transcript:
    """The conversation in order of time. Each record: first what was heard, then what the bot says next.

    Raises:
        ValueError: the records are of several calls: whose words are whose would be a guess.
    """
    if len({str(_record(record).get("sessionId", "")) for record in records}) > 1:
        raise ValueError("several sessions")
    turns = sorted((_record(record) for record in records), key=lambda record: str(record.get("timestamp", "")))
    first, last = turns[0], turns[-1]
    attributes = (first.get("sessionState") or {}).get("sessionAttributes") or {}
    return Transcript(
        case_id=str(attributes.get("caseId") or ""),
        round_id="",
        attempt=0,
        contact_id=str(first.get("sessionId") or ""),
        started_at=moment(first.get("timestamp")) if first.get("timestamp") else NO_TIME,
        ended_at=moment(last.get("timestamp")) if last.get("timestamp") else NO_TIME,
        end=CallEnd.FLOW_ENDED,
        turns=tuple(
            TranscriptTurn(f"t{n}", turn.speaker, turn.text, turn.confidence) for n, turn in enumerate(_turns(turns), 1)
        ),
    )


def _turns(records: list[dict[str, Any]]) -> Iterator[TranscriptTurn]:
    for record in records:
        if record.get("inputTranscript"):
            best = (record.get("transcriptions") or [{}])[0].get("transcriptionConfidence")
            confidence = float(best) if isinstance(best, int | float) else None
            yield TranscriptTurn("", "resident", str(record["inputTranscript"]), confidence)
        for message in record.get("messages") or ():
            if message.get("content"):
                yield TranscriptTurn("", "agent", str(message["content"]))
