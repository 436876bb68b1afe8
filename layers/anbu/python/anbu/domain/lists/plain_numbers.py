"""Cells with nothing but telephone numbers of the common shapes, read at a tenth of what the closer look costs."""

import re

from anbu.domain.phones import PhoneKind, PhoneNumber

_COMMON = re.compile(r"010[-. ]?((?!59[7-9])\d{4})[-. ]?(\d{4})", re.ASCII)
"""Of 010-597… to 010-599… libphonenumber knows no mobiles."""
_WRITTEN = re.compile(r"(0\d{1,3})[-. ]?(\d{3,4})[-. ]?(\d{4})", re.ASCII)
_BETWEEN = re.compile(r"\s?[/,;\n]\s?")
_PLAIN = re.compile(
    r"0(?:(?P<mobile>10(?!59[7-9])\d{8})|(?P<landline>(?:2|3[1-3]|[46][1-4]|5[1-5])[1-9]\d{6,7})"
    r"|(?P<internet>70\d{8})|(?P<personal>50\d{8,9}))",
    re.ASCII,
)
"""Shapes in which every number is valid for libphonenumber (a test compares them over all shapes)."""
_KINDS = {kind.value: kind for kind in PhoneKind}

Plain = tuple[PhoneNumber, PhoneKind]


def common_mobile(cell: str) -> PhoneNumber | None:
    """The mobile number in a cell of the one form that nearly all have; None: look closer."""
    match = _COMMON.fullmatch(cell)
    return PhoneNumber(f"+8210{match[1]}{match[2]}") if match else None


def plain_number(digits: str) -> Plain | None:
    """Number and kind of national digits of the shapes in which all numbers are valid; None: ask the tables."""
    match = _PLAIN.fullmatch(digits)
    if match is None or match.lastgroup is None:
        return None
    return PhoneNumber("+82" + digits[1:]), _KINDS[match.lastgroup]


def plain_numbers(cell: str) -> list[Plain] | None:
    """The numbers of a cell that has nothing else in it but signs between them; None: look closer."""
    found = []
    for part in _BETWEEN.split(cell):
        mobile = common_mobile(part)
        if mobile:
            found.append((mobile, PhoneKind.MOBILE))
            continue
        written = _WRITTEN.fullmatch(part)
        number = plain_number("".join(written.groups())) if written else None
        if number is None:
            return None
        found.append(number)
    return found
