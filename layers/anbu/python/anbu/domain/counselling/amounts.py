"""Numbers as Koreans say and write them, with what they count: 석 달, 3개월, 삼십만 원, 30만원, 사흘."""

import re
from typing import NamedTuple


class Amount(NamedTuple):
    """A number and its dimension; "" where nothing says what is counted."""

    value: float
    of: str = ""


_DIGITS = {
    letter: n
    for n, letters in enumerate(("영공", "일", "이", "삼", "사", "오", "육륙", "칠", "팔", "구"))
    for letter in letters
}
_UNITS = {"십": 10, "백": 100, "천": 1000}
_MYRIADS = {"만": 10**4, "억": 10**8}
_ONES = {
    "한": 1,
    "두": 2,
    "세": 3,
    "석": 3,
    "서": 3,
    "네": 4,
    "넉": 4,
    "너": 4,
    "다섯": 5,
    "여섯": 6,
    "일곱": 7,
    "여덟": 8,
    "아홉": 9,
}
_TENS = {
    "열": 10,
    "스물": 20,
    "스무": 20,
    "서른": 30,
    "마흔": 40,
    "쉰": 50,
    "예순": 60,
    "일흔": 70,
    "여든": 80,
    "아흔": 90,
}
_ABOUT = {
    "한두": (1, 2),
    "두세": (2, 3),
    "두어": (2, 2),
    "서너": (3, 4),
    "너덧": (4, 5),
    "네댓": (4, 5),
    "대여섯": (5, 6),
    "예닐곱": (6, 7),
}
_DAYS = {
    "이틀": 2,
    "사흘": 3,
    "나흘": 4,
    "닷새": 5,
    "엿새": 6,
    "이레": 7,
    "여드레": 8,
    "아흐레": 9,
    "열흘": 10,
    "보름": 15,
}
_COUNTERS = (
    ("money", "원"),
    ("month", "개월|달"),
    ("week", "주일|주"),
    ("year", "년|해"),
    ("age", "살|세"),
    ("hour", "시간"),
    ("people", "명|식구|사람"),
    ("times", "번|차례|회|끼"),
    ("day", "일"),
    ("thing", "개|건|장|군데|곳|층|킬로|퍼센트|%"),
)
_COUNTER = "|".join(f"(?P<{of}>{words})" for of, words in _COUNTERS)
_WRITTEN = re.compile(rf"(?P<n>\d[\d,]*(?:\.\d+)?(?:\s?[천백십만억](?:\s?\d+)?)*)\s?(?:{_COUNTER})?")
_SINO = re.compile(
    rf"(?<![가-힣])(?P<n>(?:[{''.join(_DIGITS)}]?[십백천만억]\s?)*[{''.join(_DIGITS)}]?)\s?(?:{_COUNTER})?"
)
_NATIVE = re.compile(
    rf"(?<![가-힣])(?P<n>{'|'.join(_ABOUT)}|(?:{'|'.join(_TENS)})?\s?(?:{'|'.join(_ONES)})?)\s?(?:{_COUNTER})"
)
_WORDS_NOT_NUMBERS = re.compile(r"(?<![가-힣])(?:이번|저번|한번|이\s(?:일|주|달|번|사람|식구)|네,)")
"""이번 is no two times; 이 일 is a matter; 네, is yes."""


def amounts(text: str) -> frozenset[Amount]:
    """Every number in the text. A bare Sino-Korean digit is none (일, 이 and 사 are words), nor is a lone 한."""
    plain = _WORDS_NOT_NUMBERS.sub("_", text)
    found = {Amount(days, "day") for word, days in _DAYS.items() if word in plain}
    for match in _WRITTEN.finditer(plain):
        found.add(Amount(_written(match["n"]), _of(match)))
    plain = _WRITTEN.sub("_", plain)
    for match in _SINO.finditer(plain):
        letters = match["n"].replace(" ", "")
        if letters and (_of(match) or len(letters) > 1):
            found.add(Amount(_sino(letters), _of(match)))
    for match in _NATIVE.finditer(plain):
        found |= {Amount(value, _of(match)) for value in _native(match["n"]) if value > 1}
    return frozenset(found)


def _of(match: re.Match[str]) -> str:
    return match.lastgroup if match.lastgroup not in {None, "n"} else ""


def _written(text: str) -> float:
    """3만 5천 → 35,000; 1,200 → 1,200; 0.5 → 0.5."""
    total = part = 0.0
    for piece in re.findall(r"\d[\d,]*(?:\.\d+)?|[십백천만억]", text):
        if piece in _MYRIADS:
            total, part = total + (part or 1) * _MYRIADS[piece], 0
        elif piece in _UNITS:
            part = (part or 1) * _UNITS[piece]
        else:
            part += float(piece.replace(",", "").rstrip("."))
    return total + part


def _sino(letters: str) -> float:
    total = part = digit = 0
    for letter in letters:
        if letter in _MYRIADS:
            total, part, digit = total + (part + digit or 1) * _MYRIADS[letter], 0, 0
        elif letter in _UNITS:
            part, digit = part + (digit or 1) * _UNITS[letter], 0
        else:
            digit = digit * 10 + _DIGITS[letter]
    return float(total + part + digit)


def _native(words: str) -> tuple[float, ...]:
    words = words.replace(" ", "")
    if words in _ABOUT:
        return tuple(map(float, _ABOUT[words]))
    tens = next((value for word, value in _TENS.items() if words.startswith(word)), 0)
    ones = next(
        (value for word, value in sorted(_ONES.items(), key=lambda one: -len(one[0])) if words.endswith(word)), 0
    )
    return (float(tens + ones),)
