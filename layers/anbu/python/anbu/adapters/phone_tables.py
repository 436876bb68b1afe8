"""libphonenumber's tables: what kind a Korean number is (contract 2)."""

import re
from functools import lru_cache

import phonenumbers
from phonenumbers import PhoneNumberType

from anbu.domain.phones import PhoneKind, PhoneNumber

_KINDS = {
    PhoneNumberType.MOBILE: PhoneKind.MOBILE,
    PhoneNumberType.FIXED_LINE: PhoneKind.LANDLINE,
    PhoneNumberType.VOIP: PhoneKind.INTERNET,
    PhoneNumberType.PERSONAL_NUMBER: PhoneKind.PERSONAL,
    PhoneNumberType.UAN: PhoneKind.REPRESENTATIVE,
    PhoneNumberType.TOLL_FREE: PhoneKind.REPRESENTATIVE,
    PhoneNumberType.PREMIUM_RATE: PhoneKind.REPRESENTATIVE,
}
_CLOSED = re.compile(r"01[16789]\d{7,8}")
_SHORTEST_WITH_SUBSCRIBER = 8
"""061-120 is a valid number of an office's help line: nobody lives there."""
_SHORT = re.compile(r"1\d{2,3}|0\d{2}1\d{2,3}")


@lru_cache(maxsize=1 << 16)
def classify(national: str) -> tuple[PhoneNumber, PhoneKind]:
    """The E.164 number and its kind, from national digits with the first 0 (or an office's 15xx number)."""
    if _SHORT.fullmatch(national) and len(national) < _SHORTEST_WITH_SUBSCRIBER:
        return PhoneNumber(national), PhoneKind.SHORT
    try:
        parsed = phonenumbers.parse(national, "KR")
    except phonenumbers.NumberParseException:
        return PhoneNumber(national), PhoneKind.INVALID
    number = PhoneNumber(phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164))
    if _CLOSED.fullmatch(national):
        return number, PhoneKind.CLOSED
    if not phonenumbers.is_valid_number(parsed):
        return number, PhoneKind.INVALID
    return number, _KINDS.get(phonenumbers.number_type(parsed), PhoneKind.INVALID)
