"""What people have said about how they want to be reached: kept for the number, over all rounds."""

from dataclasses import dataclass
from datetime import datetime

from anbu.domain.ids import CaseId, NumberKey, PersonKey


@dataclass(frozen=True, slots=True)
class NumberWish:
    """No more texts to this number, please. Calls are a person's wish, not a number's: see `PersonWish`."""

    number: NumberKey
    no_texts: bool
    since: datetime
    said_to: str
    """`call`, `provider`, `reply`, or the staff member's id."""
    version: int = 0


@dataclass(frozen=True, slots=True)
class PersonWish:
    """No more calls by a machine to this person, please: staff ring them, in this round and in every later one."""

    person: PersonKey
    no_machine: bool
    since: datetime
    said_to: str
    version: int = 0


@dataclass(frozen=True, slots=True)
class WishTold:
    """What a member of staff was told about how somebody wants to be reached: one row each time."""

    case_id: CaseId
    n: int
    by: str
    at: datetime
    no_texts: bool
    no_machine: bool
    version: int = 0
