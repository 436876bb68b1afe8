"""주민등록번호: reduced to birth date and sex while a row is read, wherever one stands (개인정보 보호법 제24조의2)."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date

_SIGN = r"(?:[^\w]|[_＿ㅡㅣxX])"
_GAP = rf"(?:{_SIGN}|주민|등록|번호|앞|뒤|뒷|자리|남자?|여자?|생|다시|대시|하이픈|에|의|은|는|이고){{0,16}}"
"""Between the halves: signs of any kind, and the words that people put there: 500102(앞) 1…(뒤), 500102 뒷자리: 1…"""
_PAIR = r"[.\-/ ．－／]?"
_MASK = r"[\d①-⑨⓪⓵-⓽*＊xXｘＸ●○■□#＃]"
_SPELLED = r"[\s.,·\-－．\u200b]{1,2}"
_END = r"(?!\d(?!\d{5}[-\s]|\d{1,2}[-\s])|\s?[원만천])"
"""Behind it stands no digit, but that of the next number written without a gap; a sum of money is no half.
A lone 0 with 10 behind it (010…) begins a mobile number."""
FULL = re.compile(
    rf"(?:19|20)?(?P<front>(?<!\d)\d{{2}}{_PAIR}\d{{2}}{_PAIR}\d{{2}}|(?<=19|20)\d{{2}}{_PAIR}\d{{2}}{_PAIR}\d{{2}})"
    rf"{_GAP}(?P<sex>\d){_MASK}{{6}}{_END}"
    rf"|(?<!(?<!\d)0(?=10))(?P<front2>\d{{6}}){_SIGN}{{1,8}}(?P<sex2>\d)(?:[\s.\-－\u200b]?\d){{6}}(?!\d)"
    rf"|(?<!\d)(?P<front4>\d{{6}})(?P<sex4>\d)(?:[\s.\-－\u200b]?\d){{6}}(?!\d)"
    rf"|(?<!\d)(?P<front3>(?:\d{_SPELLED}){{5}}\d){_GAP}(?P<sex3>\d)(?:{_SPELLED}\d){{6}}(?!\d)"
    r"|(?:19|20)?(?P<front5>\d{2}\s?년\s?\d{1,2}\s?월\s?\d{1,2}\s?일?)"
    rf"{_GAP}(?P<sex5>\d){_MASK}{{6}}{_END}"
)
_PARTS = ("", "2", "3", "4", "5")
_MISWRITTEN = re.compile(r"\d{6}\s?-\s?[1-8]\d{6}")
_UNREAD = "(주민등록번호 지움)"
"""What stands for one whose day does not exist: a slip of the pen is no reason to keep it."""
_SUSPECT = re.compile(rf"{_MASK}(?:{_MASK}{{5}}|{_SPELLED}(?:\d{_SPELLED}){{4}})")
"""What every form of a 주민등록번호 has in it: a look that costs little, before the one that costs more. It begins
with one set of letters, which `re` looks for much faster than for a choice of two.
"""
SHORTEST = 13
"""Letters that one takes at least: shorter cells need no look."""
_FRONT, _BACK = 6, 7
_FRONT_SHORT, _BACK_SHORT, _WHOLE_SHORT = range(3, _FRONT), range(_BACK - 1, _BACK), range(SHORTEST - 2, SHORTEST)
_LOOSE = re.compile(rf"^\D{{0,3}}(\d{{6}}){_GAP}(\d)?")
_NOT_DIGIT = re.compile(r"\D")
_DIGITS = re.compile(r"\d+")
_RINGED = re.compile(r"[①-⑨⓪⓵-⓽]")
_CENTURY = {sex: century for century, sexes in ((1800, "90"), (1900, "1256"), (2000, "3478")) for sex in sexes}
_MALE = frozenset("13579")


@dataclass(frozen=True, slots=True)
class Reduced:
    """What is left of a 주민등록번호."""

    birth_date: date | None
    sex: str | None


def may_hold_one(cell: str) -> bool:
    """Whether a cell needs the closer look of `reduce_numbers`."""
    size = len(cell)
    return size >= SHORTEST and (cell.isdigit() if size == SHORTEST else _SUSPECT.search(cell) is not None)


def reduce_numbers(text: str) -> tuple[str, Reduced | None]:
    """The text with every 주민등록번호, whole or masked, replaced by birth date and sex; and the first of them.

    What only looks like one (no such month or day) is left alone: a telephone number, an account.
    """
    text = "".join(map(_plain, text)) if _RINGED.search(text) else text
    first: list[Reduced] = []

    def replaced(match: re.Match[str]) -> str:
        groups = match.groupdict()
        part = next(part for part in _PARTS if groups["front" + part])
        reduced = _reduced(groups["front" + part], groups["sex" + part])
        if reduced.birth_date is None:
            return _UNREAD if _MISWRITTEN.fullmatch(match.group()) else match.group()
        first.append(reduced)
        return f"{reduced.birth_date:%Y-%m-%d}({'남' if reduced.sex == 'M' else '여'})"

    return FULL.sub(replaced, text), first[0] if first else None


def read_number_cell(text: str, back: str = "") -> Reduced | None:
    """The cell of a 주민등록번호 column: whole, masked, or its first six or seven digits; nothing else is kept."""
    text, back = _with_zeros(text, _WHOLE_SHORT, SHORTEST), _with_zeros(back, _BACK_SHORT, _BACK)
    text = _with_zeros(text, _FRONT_SHORT, _FRONT) if back else text
    whole = reduce_numbers(text)[1]
    match = _LOOSE.match(text)
    if whole or not match:
        return whole
    sex = match.group(2) or (back.strip()[:1] if back.strip()[:1].isdigit() else "")
    return _reduced(match.group(1), sex)


def _with_zeros(digits: str, short: range, whole: int) -> str:
    """A spreadsheet takes digits for a number, and the zeros before it away."""
    return digits.zfill(whole) if digits.isdecimal() and len(digits) in short else digits


def _plain(letter: str) -> str:
    return str(unicodedata.digit(letter, letter))


def _reduced(front: str, sex: str) -> Reduced:
    digits = "".join(part.zfill(2) for part in _DIGITS.findall(front)) if "월" in front else _NOT_DIGIT.sub("", front)
    century = _CENTURY.get(str(int(sex)), 1900) if sex else None
    year = int(digits[:2])
    try:
        if century is None:
            return Reduced(_likely_century(year, int(digits[2:4]), int(digits[4:6])), None)
        return Reduced(date(century + year, int(digits[2:4]), int(digits[4:6])), "M" if str(int(sex)) in _MALE else "F")
    except ValueError:
        return Reduced(None, None)


YOUNGEST_CENTURY = 27
"""Two-digit years below it are of this century: a candidate born in 1926 is rarer than a child."""


def _likely_century(year: int, month: int, day: int) -> date:
    return date(year + (2000 if year < YOUNGEST_CENTURY else 1900), month, day)
