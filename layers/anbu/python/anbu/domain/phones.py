"""Telephone numbers: E.164 strings of one type, and what each kind may be used for (contract 2)."""

from dataclasses import dataclass
from enum import StrEnum
from typing import NewType

PhoneNumber = NewType("PhoneNumber", str)
"""E.164, `+82…`."""


class PhoneKind(StrEnum):
    """Kinds of Korean numbers, as 통신번호 rules name them."""

    MOBILE = "mobile"
    LANDLINE = "landline"
    INTERNET = "internet"
    """070"""
    PERSONAL = "personal"
    """050 safe or personal numbers"""
    REPRESENTATIVE = "representative"
    """15xx, 16xx, 18xx: an office, never a resident"""
    SHORT = "short"
    """119, 129 and the like"""
    CLOSED = "closed"
    """011, 016, 017, 018, 019: switched off"""
    INVALID = "invalid"

    @property
    def can_be_rung(self) -> bool:
        """Usable for a call, as contract 2 says."""
        return self in RUNG

    @property
    def can_be_texted(self) -> bool:
        """Text messages go to mobiles only."""
        return self is PhoneKind.MOBILE


RUNG = (PhoneKind.MOBILE, PhoneKind.LANDLINE, PhoneKind.INTERNET, PhoneKind.PERSONAL)
"""Kinds usable for a call: a tuple, in which they are found faster than in a set."""


class NumberSource(StrEnum):
    """Where a number came from (번호출처). Found through KAIT: they must be told (사회보장급여법 시행령 제7조의2)."""

    REGISTERED = "registered"
    KAIT = "kait"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Phone:
    """One number of a person, in the order in which the list gave it."""

    number: PhoneNumber
    kind: PhoneKind
    source: NumberSource = NumberSource.REGISTERED
    whose: str | None = None
    """As the list said it: "아들", "이장". None: the resident's own."""


def domestic(number: PhoneNumber) -> str:
    """As it is dialled within Korea: `+821012345678` → `01012345678`.

    Raises:
        ValueError: not a Korean number. The number is not in the message.
    """
    if not number.startswith("+82"):
        raise ValueError("not a number of Korea (+82)")
    return "0" + number[3:]
