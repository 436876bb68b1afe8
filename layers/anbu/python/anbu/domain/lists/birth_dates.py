"""Birth dates in every form in which people write them."""

import re
import unicodedata
from datetime import date, timedelta

_DASHES = "\u1173‐‑‒–—―−─"
_DOTS = "\u119e·‧・･•"
_ALIKE = str.maketrans(_DASHES + _DOTS + "年月日生\ufffd", "-" * len(_DASHES) + "." * len(_DOTS) + "년월일생?")
"""Signs that say the same, as NFKC leaves them; ㅡ stands for a dash."""
_SEX = r"(?:\s*-\s*([0-9])?[*xX●○■]{0,7})?"
_ISO = re.compile(r"(\d{4})-(\d\d)-(\d\d)", re.ASCII)
_PLAIN8 = re.compile(rf"(\d{{4}})(\d{{2}})(\d{{2}}){_SEX}")
_PLAIN6 = re.compile(rf"(\d{{2}})(\d{{2}})(\d{{2}})(?:{_SEX}|\s*([0-9])[*xX●○■]{{0,6}})")
_PARTS = re.compile(rf"(\d{{4}}|\d{{2}})\s*[-./,년\s'?]\s*(\d{{1,2}})\s*[-./,월\s?]\s*(\d{{1,2}})\s*(?:일|\.)?{_SEX}")
_AMERICAN = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NAMED_MONTH = re.compile(
    r"(?:(\d{4})-)?(?:(\d{1,2})[-\s])?([a-z]{3})[a-z]*\.?[-\s](\d{1,2}(?!\d))?(?:,?[-\s]*(\d{4}|\d{2}))?"
)
_CLOCK = re.compile(r"[T\s]+(?:(?:오전\s*)?(?:0?0|12):00(:00(\.0+)?)?(?:\s*[aA][mM])?)$")
_BESIDE = re.compile(
    r"[(\[]?\s*(?:음력|양력|음|양|陰|陽|윤달?|(?:만\s*)?\d{1,3}\s*세)\s*[.)\]]?|[(\[/,\s]+[남여](?:자|성)?[)\]]?$|생(?=$|\s|[.\d])|(?<=\d{8})일$"
)
"""Calendar, age and sex, which people write beside the day."""
_SERIAL_DAY_ZERO = date(1899, 12, 30)
_SERIAL = re.compile(r"\d{5}")
_CENTURY = {sex: century for century, sexes in ((1800, "90"), (1900, "1256"), (2000, "3478")) for sex in sexes}
EARLIEST = 1890


class BirthDateUnclear(ValueError):
    """It cannot be told from what is written. The text is not part of the message."""


def read_birth_date(text: str, today: date) -> tuple[date | None, bool]:
    """The birth date, and whether a lost first 0 was put back. Nothing written: (None, False).

    Two-digit years are of the latest century in which the day is not in the future.

    Raises:
        BirthDateUnclear: something is written, but no day can be told from it.
    """
    if match := _ISO.fullmatch(text):  # the common forms first
        return _day(int(match[1]), match[2], match[3], today), False
    if len(text) == 8 and text.isdecimal():  # noqa: PLR2004 — yyyymmdd
        return _day(int(text[:4]), text[4:6], text[6:], today), False
    written = _CLOCK.sub("", unicodedata.normalize("NFKC", text).translate(_ALIKE).strip().lstrip("'´`’‘ \u0301"))
    written = _BESIDE.sub("", written).strip(" ~()[]")
    if not written or written in {"-", "미상", "없음", "모름", "불상"}:
        return None, False
    written = written.removesuffix(".0")
    return _whole(written, today)


def _whole(written: str, today: date) -> tuple[date, bool]:
    if match := _PLAIN8.fullmatch(written):
        return _day(int(match[1]), match[2], match[3], today), False
    if match := _PLAIN6.fullmatch(written):
        return _short(match[1], match[2], match[3], match[4] or match[5], today), False
    if match := _PARTS.fullmatch(written):
        return _with_year(match[1], match[2], match[3], match[4], today), False
    if _SERIAL.fullmatch(written):
        return _from_number(written, today)
    return _english(written, today), False


def _english(written: str, today: date) -> date:
    """3/1/1975 and 1-Mar-75."""
    if match := _AMERICAN.fullmatch(written):
        return _day(int(match[3]), match[1], match[2], today)
    match = _NAMED_MONTH.fullmatch(written.lower())
    if match is None or match[3] not in _MONTHS:
        raise BirthDateUnclear
    return _named_month(match, today)


def _named_month(match: re.Match[str], today: date) -> date:
    """1-Mar-75, Mar 1, 1975, 1975-Mar-01: as spreadsheets set to English show a date."""
    month, (year, before, _, behind, last) = str(_MONTHS.index(match[3]) + 1), match.groups()
    numbers = [part for part in (before, behind, last) if part]
    if year is None and len(numbers) == 2:  # noqa: PLR2004 — the day, then the year
        day, year = numbers
    elif year is not None and len(numbers) == 1:
        day = numbers[0]
    else:
        raise BirthDateUnclear
    return _with_year(year, month, day, None, today)


def _with_year(year: str, month: str, day: str, sex: str | None, today: date) -> date:
    """The year with its century, or two digits of it."""
    if len(year) == 4:  # noqa: PLR2004
        return _day(int(year), month, day, today)
    return _short(year, month, day, sex, today)


def _from_number(written: str, today: date) -> tuple[date, bool]:
    """A spreadsheet's count of days, or six digits that lost their first 0; where both make sense, nobody can tell."""
    serial = _SERIAL_DAY_ZERO + timedelta(days=int(float(written)))
    digits = written.zfill(6)
    try:
        padded: date | None = _short(digits[:2], digits[2:4], digits[4:], None, today)
    except BirthDateUnclear:
        padded = None
    if padded is None and serial.year > EARLIEST and serial <= today:
        return serial, False
    if padded is not None and len(written) == 5 and not _plausible_serial(serial, today):  # noqa: PLR2004
        return padded, True
    raise BirthDateUnclear


def _plausible_serial(serial: date, today: date) -> bool:
    return serial.year >= 1915 and serial <= today  # noqa: PLR2004 — nobody on a list is older than that


def _short(year: str, month: str, day: str, sex: str | None, today: date) -> date:
    if sex is not None:
        return _day(_CENTURY[sex] + int(year), month, day, today)
    this_century = today.year // 100 * 100
    try:
        return _day(this_century + int(year), month, day, today)
    except BirthDateUnclear:
        return _day(this_century - 100 + int(year), month, day, today)


def _day(year: int, month: str, day: str, today: date) -> date:
    try:
        found = date(year, int(month), int(day))
    except ValueError:
        raise BirthDateUnclear from None
    if not year >= EARLIEST or found > today:
        raise BirthDateUnclear
    return found
