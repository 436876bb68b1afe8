"""Korean numbers as people say them, and as they are spoken to them."""

import re

_NATIVE = {
    "열두": 12, "열둘": 12, "열한": 11, "열하나": 11, "열": 10, "아홉": 9, "여덟": 8, "여덜": 8, "일곱": 7, "여섯": 6,
    "다섯": 5, "네": 4, "넷": 4, "너": 4, "석": 3, "세": 3, "셋": 3, "서": 3, "두": 2, "둘": 2, "한": 1, "하나": 1,
}  # fmt: skip
_SINO = {"일": 1, "이": 2, "삼": 3, "사": 4, "오": 5, "육": 6, "칠": 7, "팔": 8, "구": 9}
_DIGITS = "공일이삼사오육칠팔구"
NUMBER = (
    r"(?:\d+|열두|열둘|열한|열하나|열|아홉|여덟|여덜|일곱|여섯|다섯|네|넷|석|세|셋|두|둘|한|하나"
    r"|[일이삼사오육칠팔구]?십[일이삼사오육칠팔구]?|[일이삼사오육칠팔구])"
)
"""A pattern for one number: digits, native or Sino-Korean, up to 99."""


def value_of(word: str) -> int | None:
    """The number that a word stands for; None if it stands for none."""
    if word.isdigit():
        return int(word)
    if word in _NATIVE:
        return _NATIVE[word]
    tens = re.fullmatch(r"([일이삼사오육칠팔구]?)(십?)([일이삼사오육칠팔구]?)", word)
    if tens is None or not word:
        return None
    front, ten, back = tens.groups()
    if not ten:
        return _SINO.get(word)
    return (_SINO[front] if front else 1) * 10 + (_SINO[back] if back else 0)


def digits_as_words(digits: str) -> str:
    """A telephone number as it is read out: `061-360-0000` → `공육일 삼육공 공공공공`."""
    groups = re.findall(r"\d+", digits)
    return " ".join("".join(_DIGITS[int(digit)] for digit in group) for group in groups)


def sino(number: int) -> str:
    """1 to 99 in Sino-Korean: dates and minutes."""
    tens, ones = divmod(number, 10)
    front = ("" if tens == 1 else _DIGITS[tens]) + "십" if tens else ""
    return front + (_DIGITS[ones] if ones else "")


def native_hour(hour: int) -> str:
    """1 to 12 as hours are said: 한 시, 두 시 … 열두 시."""
    return ("한", "두", "세", "네", "다섯", "여섯", "일곱", "여덟", "아홉", "열", "열한", "열두")[hour - 1]
