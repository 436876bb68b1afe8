"""Lex V2's code hook: what was recognised in, what is said next out (ElicitIntent, or Close at the end)."""

from collections.abc import Mapping
from typing import Any

from anbu.domain.dialogue.said import Alternative, Said
from anbu.domain.ids import AttemptId
from anbu.usecases.conversing import Conversing, Spoken
from anbu.usecases.take_turn import take_turn

INTENT = "FallbackIntent"
_MOST_ALTERNATIVES = 5


def answer(event: Mapping[str, Any], world: Conversing) -> dict[str, Any]:
    """One turn. Session attributes carry the attempt and the turn, and keep Lex's own timings."""
    attributes = dict(event["sessionState"].get("sessionAttributes") or {})
    turn = int(attributes.get("turn") or 0) + 1
    return _response(take_turn(AttemptId(attributes["attemptId"]), turn, said_in(event), world), attributes)


def said_in(event: Mapping[str, Any]) -> Said:
    """What was recognised, best first; keys apart; nothing at all is silence."""
    best = str(event.get("inputTranscript") or "")
    if event.get("inputMode") == "DTMF":
        return Said(keys=best)
    readings = [
        Alternative(str(reading["transcription"]), reading.get("transcriptionConfidence"))
        for reading in event.get("transcriptions") or ()
        if reading.get("transcription")
    ]
    return Said(tuple(readings[:_MOST_ALTERNATIVES]) or ((Alternative(best),) if best.strip() else ()))


def _response(spoken: Spoken, attributes: Mapping[str, str]) -> dict[str, Any]:
    closes = spoken.ending is not None
    kept = {name: value for name, value in attributes.items() if name.startswith("x-amz-lex:")}
    text = spoken.markup or spoken.text
    return {
        "sessionState": {
            "dialogAction": {"type": "Close" if closes else "ElicitIntent"},
            "intent": {"name": INTENT, "state": "Fulfilled" if closes else "InProgress", "slots": {}},
            "sessionAttributes": {**kept, "attemptId": spoken.attempt_id, "turn": str(spoken.turn)},
        },
        "messages": [{"contentType": "SSML" if spoken.markup else "PlainText", "content": text}],
    }
