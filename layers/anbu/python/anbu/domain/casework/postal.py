"""Checks by postal carriers (안부살핌 우편, 복지등기): what they saw at the door, and which of it cannot wait."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Sign(StrEnum):
    """The carrier's checklist. Source: questions printed in press (hankyung 202210172508Y); the form is not public."""

    MAIL_PILED_UP = "mail_piled_up"
    RUBBISH = "rubbish"
    PESTS_OR_SMELL = "pests_or_smell"
    LOOKS_ILL = "looks_ill"
    NEEDS_HELP = "needs_help"
    NO_SIGN_OF_LIFE = "no_sign_of_life"
    """Lights or television for days and nobody answers; a smell as of death."""


DANGER = frozenset({Sign.LOOKS_ILL, Sign.NO_SIGN_OF_LIFE, Sign.PESTS_OR_SMELL})
"""Somebody goes today."""


@dataclass(frozen=True, slots=True)
class PostalCheck:
    """One visit of a carrier. The address is not kept here: it is the person's, or the case's."""

    case_id: str
    n: int
    partner: str
    on: date
    delivered: bool
    signs: tuple[Sign, ...] = ()
    note: str = ""
    version: int = 0

    @property
    def is_danger(self) -> bool:
        """Whether it cannot wait."""
        return bool(DANGER & set(self.signs))
