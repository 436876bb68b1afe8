"""What people have said about how they want to be reached: kept for the number, over all rounds."""

from dataclasses import dataclass
from datetime import datetime

from anbu.domain.ids import NumberKey


@dataclass(frozen=True, slots=True)
class NumberWish:
    """No more texts to this number, please. Calls are a person's wish, not a number's: the ladder keeps those."""

    number: NumberKey
    no_texts: bool
    since: datetime
    said_to: str
    """`call`, or the staff member's id."""
    version: int = 0
