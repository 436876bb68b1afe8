"""What a call came to, as the ladder and the ledger take it."""

from dataclasses import dataclass
from datetime import datetime

from anbu.domain.cases.outcome import Outcome


@dataclass(frozen=True, slots=True)
class CallReport:
    """Made of the turns and the end of a call; `outcome` is `outcome_of`'s word, nobody else's."""

    outcome: Outcome
    call_back_at: datetime | None = None
    spoke: bool = False
    """Somebody said something that a record can be made of."""
    reached_self: bool = False
    danger: bool = False
    spare_the_family: bool = False
    """Somebody said that the person has died or moved away: the machine does not ring there again."""
    no_texts: bool = False
    """Whoever has the number wants no more text messages."""
    handed_over: bool = False
    """The call went on to a person: its line is held until that person's contact ends too."""
