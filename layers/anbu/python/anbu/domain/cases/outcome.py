"""What a call came to (contract 3), and what a notice came to (contract 9)."""

from enum import StrEnum


class Outcome(StrEnum):
    """What a call came to: what the ladder reads."""

    COMPLETED = "completed"
    PARTIAL = "partial"
    CALL_LATER = "call_later"
    WANTS_PERSON = "wants_person"
    REFUSED = "refused"
    OTHER_PERSON = "other_person"
    WRONG_NUMBER = "wrong_number"
    VOICEMAIL = "voicemail"
    NOBODY = "nobody"
    NO_ANSWER = "no_answer"
    BUSY = "busy"
    INVALID_NUMBER = "invalid_number"
    FAILED = "failed"
    UNKNOWN = "unknown"
    """What became of the act could not be found out: it uses up the attempt (design §2.3)."""


SPOKE = frozenset({Outcome.COMPLETED, Outcome.PARTIAL, Outcome.CALL_LATER, Outcome.WANTS_PERSON, Outcome.REFUSED})
"""Outcomes of a call in which somebody said what they want: the person, wherever the person was reached."""


class NoticeResult(StrEnum):
    """What a text message beforehand came to."""

    SENT = "sent"
    DELIVERED = "delivered"
    FAILED = "failed"
    NOT_POSSIBLE = "not_possible"
    UNKNOWN = "unknown"
