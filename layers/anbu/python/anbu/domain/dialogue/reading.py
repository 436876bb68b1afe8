"""What one turn of the resident means, as rules understand it: who they are, what they want of the call, danger."""

import re
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from anbu.domain.dialogue.dialogue import Who
from anbu.domain.dialogue.introduced import Introduced
from anbu.domain.listening.heard import DangerMention, Heard


class Wish(StrEnum):
    """What people want of the call itself, at any time. In the order in which they are honoured."""

    PERSON = "person"
    STAFF_CALL = "staff_call"
    STOP = "stop"
    LATER = "later"
    SCAM = "scam"
    SOURCE = "source"
    """Where we have their number from."""
    LOUDER = "louder"
    SLOWER = "slower"
    AGAIN = "again"
    WHO = "who"
    WHAT = "what"
    HOW_LONG = "how_long"
    WAIT = "wait"
    """They will be back at the telephone in a moment."""


ABOUT_THE_CALL = frozenset({Wish.SCAM, Wish.SOURCE, Wish.WHO, Wish.WHAT, Wish.HOW_LONG})
"""What they ask about the call, and can be told."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One turn, understood by rules."""

    signals: frozenset[str] = frozenset()
    who: Who = Who.UNKNOWN
    """Whom these words show to be on the line; `UNKNOWN` if they do not tell."""
    wish: Wish | None = None
    call_back_at: datetime | None = None
    dangers: tuple[DangerMention, ...] = ()
    heard: Heard = field(default_factory=Heard)
    introduced: Introduced = Introduced.NOT
    yes: bool = False
    no: bool = False
    asks: bool = False
    """It is a question."""
    silent: bool = False
    noise: bool = False
    words: str = ""
    """Without blanks and punctuation."""
    heard_as: int = 0
    """Which of the alternatives was taken for what was said."""


_KOREAN = re.compile("[가-힣]")
SHORT = 20
"""Letters: longer talk is no mere remark about the call."""


def is_monologue(reading: Reading) -> bool:
    """Long talk from which neither a person nor a wish could be told, and that is not said to us."""
    told = reading.who is not Who.UNKNOWN or reading.wish is not None or reading.heard.instructs or reading.dangers
    return not told and len(_KOREAN.findall(reading.words)) >= SHORT
