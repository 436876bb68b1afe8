"""주민등록번호: reduced to birth date and sex while a row is read, wherever one stands (개인정보 보호법 제24조의2)."""

import re
from dataclasses import dataclass
from datetime import date

_GAP = r"[\s.\-‐‑‒–—―−－_＿~∼·ㆍ:：/／,，|()（）．\u200b\u2060]{0,3}"
_PAIR = r"[.\-/ ．－／]?"
_MASK = r"[\d*＊xXｘＸ●○■□#＃]"
_SPELLED = r"[\s.,·\-－．\u200b]{1,2}"
FULL = re.compile(
    rf"(?<!\d)(?:19|20)?(?P<front>\d{{2}}{_PAIR}\d{{2}}{_PAIR}\d{{2}}){_GAP}(?P<sex>\d){_MASK}{{6}}(?!\d)"
    rf"|(?<!\d)(?P<front2>\d{{6}}){_GAP}(?P<sex2>\d)(?:[\s.\-－\u200b]?\d){{6}}(?!\d)"
    rf"|(?<!\d)(?P<front3>(?:\d{_SPELLED}){{5}}\d){_GAP}(?P<sex3>\d)(?:{_SPELLED}\d){{6}}(?!\d)"
)
_SUSPECT = re.compile(rf"{_MASK}{{6}}|(?:\d{_SPELLED}){{5}}")
"""What every form of a 주민등록번호 has in it: a look that costs little, before the one that costs more."""
SHORTEST = 13
"""Letters that one takes at least: shorter cells need no look."""
_LOOSE = re.compile(rf"^\D{{0,3}}(\d{{6}}){_GAP}(\d)?")
_NOT_DIGIT = re.compile(r"\D")
_CENTURY = {sex: century for century, sexes in ((1800, "90"), (1900, "1256"), (2000, "3478")) for sex in sexes}
_MALE = frozenset("13579")


@dataclass(frozen=True, slots=True)
class Reduced:
    """What is left of a 주민등록번호."""

    birth_date: date | None
    sex: str | None


def may_hold_one(cell: str) -> bool:
    """Whether a cell needs the closer look of `reduce_numbers`."""
    if len(cell) == SHORTEST:
        return cell.isdigit()
    return len(cell) > SHORTEST and _SUSPECT.search(cell) is not None


def reduce_numbers(text: str) -> tuple[str, Reduced | None]:
    """The text with every 주민등록번호, whole or masked, replaced by birth date and sex; and the first of them.

    What only looks like one (no such month or day) is left alone: a telephone number, an account.
    """
    first: list[Reduced] = []

    def replaced(match: re.Match[str]) -> str:
        groups = match.groupdict()
        front = groups["front"] or groups["front2"] or groups["front3"]
        sex = groups["sex"] or groups["sex2"] or groups["sex3"]
        reduced = _reduced(front, sex)
        if reduced.birth_date is None:
            return match.group()
        first.append(reduced)
        return f"{reduced.birth_date:%Y-%m-%d}({'남' if reduced.sex == 'M' else '여'})"

    return FULL.sub(replaced, text), first[0] if first else None


def read_number_cell(text: str, back: str = "") -> Reduced | None:
    """The cell of a 주민등록번호 column: whole, masked, or its first six or seven digits; nothing else is kept."""
    whole = reduce_numbers(text)[1]
    match = _LOOSE.match(text)
    if whole or not match:
        return whole
    sex = match.group(2) or (back.strip()[:1] if back.strip()[:1].isdigit() else "")
    return _reduced(match.group(1), sex)


def _reduced(front: str, sex: str) -> Reduced:
    digits = _NOT_DIGIT.sub("", front)
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
