"""The fast path for common numbers says what libphonenumber says, over all shapes of national numbers."""

import random

import phonenumbers
import pytest

from anbu.adapters.phone_tables import classify
from anbu.domain.lists.plain_numbers import common_mobile, plain_number
from anbu.domain.phones import PhoneKind

SUBSCRIBERS = ("0000000000", "9999999999", "1234567890", "5970000000", "5989999999", "5999123456", "1000000001")


def shapes() -> list[str]:
    """Every prefix of up to five digits after the 0, with every length, and several subscriber numbers behind it."""
    return [
        "0" + f"{prefix:05}"[:5] + subscriber[: length - 6]
        for prefix in range(100_000)
        for subscriber in (SUBSCRIBERS[prefix % len(SUBSCRIBERS)],)
        for length in ((8, 9, 10, 11, 12) if prefix % 7 == 0 or f"{prefix:05}".startswith("1059") else (10, 11))
    ]


def test_every_shape_that_the_fast_path_knows_is_so_for_libphonenumber() -> None:
    known = 0
    for digits in shapes():
        quick = plain_number(digits)
        if quick is not None:
            known += 1
            assert classify.__wrapped__(digits) == quick, digits
    assert known > 20_000


@pytest.mark.parametrize("middle", [*range(0, 10_000, 37), *range(5960, 6000)])
def test_every_middle_of_a_mobile_agrees(middle: int) -> None:
    written = f"010-{middle:04}-{random.Random(middle).randrange(10_000):04}"
    number = common_mobile(written)
    told = phonenumbers.parse(written, "KR")
    valid = phonenumbers.is_valid_number(told)
    assert (number is not None) == valid
    if number:
        assert number == phonenumbers.format_number(told, phonenumbers.PhoneNumberFormat.E164)


@pytest.mark.parametrize(
    ("digits", "kind"),
    [
        ("01000001234", PhoneKind.MOBILE),
        ("0611234567", PhoneKind.LANDLINE),
        ("021234567", PhoneKind.LANDLINE),
        ("07001234567", PhoneKind.INTERNET),
        ("050912345678", PhoneKind.PERSONAL),
        ("15881234", PhoneKind.REPRESENTATIVE),
        ("0801234567", PhoneKind.REPRESENTATIVE),
        ("119", PhoneKind.SHORT),
        ("1366", PhoneKind.SHORT),
        ("061120", PhoneKind.SHORT),
        ("0111234567", PhoneKind.CLOSED),
        ("01912345678", PhoneKind.CLOSED),
        ("0131234567", PhoneKind.INVALID),
        ("01059991234", PhoneKind.INVALID),
        ("", PhoneKind.INVALID),
    ],
)
def test_kinds_as_contract_2_names_them(digits: str, kind: PhoneKind) -> None:
    assert classify(digits)[1] is kind
