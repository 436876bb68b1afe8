"""Amazon Connect Contact Lens voice analysis files, raw or redacted, in any casing of keys.

Shape: "Example Contact Lens output files for a call", Amazon Connect administrator guide.
"""

from typing import Any

from anbu.adapters.transcripts.contract3 import NO_TIME
from anbu.domain.transcript import CallEnd, Transcript, TranscriptTurn


def _key(name: str) -> str:
    return name.replace("_", "").replace("-", "").lower()


def folded(value: Any) -> Any:
    """The document with its keys in lower case without separators: files come as `Transcript` and `transcript`."""
    if isinstance(value, dict):
        return {_key(str(name)): folded(inner) for name, inner in value.items()}
    return [folded(inner) for inner in value] if isinstance(value, list) else value


def is_contact_lens(document: dict[str, Any]) -> bool:
    """Whether it has the two lists that make one: segments, and who took part."""
    keys = {_key(str(name)) for name in document}
    return "transcript" in keys and bool(keys & {"participants", "conversationcharacteristics", "jobstatus"})


def read_contact_lens(document: dict[str, Any]) -> Transcript:
    """The transcript. Words that were redacted stay as their marks. A failed job has no turns."""
    data = folded(document)
    roles = {
        str(one.get("participantid")): str(one.get("participantrole", "")) for one in data.get("participants") or ()
    }
    contact = str((data.get("customermetadata") or {}).get("contactid") or "")
    spoken = (segment for segment in data.get("transcript") or () if segment.get("content"))
    segments = sorted(spoken, key=lambda segment: float(segment.get("beginoffsetmillis") or 0))
    return Transcript(
        case_id="",
        round_id="",
        attempt=0,
        contact_id=contact,
        started_at=NO_TIME,
        ended_at=NO_TIME,
        end=CallEnd.FLOW_ENDED,
        turns=tuple(_turn(segment, roles, n) for n, segment in enumerate(segments, 1)),
        language=str(data.get("languagecode") or "ko-KR"),
    )


def _turn(segment: dict[str, Any], roles: dict[str, str], n: int) -> TranscriptTurn:
    who = str(segment.get("participantid") or "")
    role = (segment.get("participantrole") or roles.get(who) or who).upper()
    return TranscriptTurn(
        id=str(segment.get("id") or f"t{n}"),
        speaker="resident" if role == "CUSTOMER" else "agent",
        text=str(segment["content"]),
    )
