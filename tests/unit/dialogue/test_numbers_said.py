"""Numbers as people say them and as they are said to them: what is said is what was meant, whichever it is."""

import re

import pytest

from anbu.domain.dialogue.numbers import NUMBER, digits_as_words, native_hour, sino, value_of

NATIVE = ["하나", "둘", "셋", "넷", "다섯", "여섯", "일곱", "여덟", "아홉", "열", "열하나", "열둘"]
COUNTING = ["한", "두", "세", "네", "다섯", "여섯", "일곱", "여덟", "아홉", "열", "열한", "열두"]
SINO = {
    1: "일", 2: "이", 9: "구", 10: "십", 11: "십일", 19: "십구", 20: "이십", 21: "이십일", 30: "삼십", 45: "사십오",
    59: "오십구", 70: "칠십", 86: "팔십육", 99: "구십구",
}  # fmt: skip


@pytest.mark.parametrize("number", range(1, 100))
def test_a_number_that_is_said_is_understood(number: int) -> None:
    assert value_of(sino(number)) == number
    assert value_of(str(number)) == number
    assert re.fullmatch(NUMBER, sino(number))
    assert re.fullmatch(NUMBER, str(number))


@pytest.mark.parametrize(("number", "said"), list(SINO.items()))
def test_dates_and_minutes_are_said_in_sino_korean(number: int, said: str) -> None:
    assert sino(number) == said
    assert sino(0) == ""


@pytest.mark.parametrize("number", range(1, 13))
def test_native_numbers_are_understood_and_hours_are_said_in_them(number: int) -> None:
    assert value_of(NATIVE[number - 1]) == number
    assert value_of(COUNTING[number - 1]) == number
    assert native_hour(number) == COUNTING[number - 1]
    for said in (NATIVE[number - 1], COUNTING[number - 1]):
        assert re.fullmatch(NUMBER, said)


@pytest.mark.parametrize(("said", "number"), [("너", 4), ("석", 3), ("서", 3), ("여덜", 8), ("007", 7), ("120", 120)])
def test_other_ways_of_saying_them(said: str, number: int) -> None:
    assert value_of(said) == number


@pytest.mark.parametrize("said", ["", "집", "일이", "십십", "백", "영", "공", "한두", "삼 십"])
def test_what_is_no_number_stands_for_none(said: str) -> None:
    assert value_of(said) is None


@pytest.mark.parametrize(
    ("digits", "words"),
    [
        ("061-360-0000", "공육일 삼육공 공공공공"),
        ("129", "일이구"),
        ("1588-1234", "일오팔팔 일이삼사"),
        ("(02) 789", "공이 칠팔구"),
        ("", ""),
    ],
)
def test_a_telephone_number_is_read_out_figure_by_figure(digits: str, words: str) -> None:
    assert digits_as_words(digits) == words
