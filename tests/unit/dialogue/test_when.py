"""A time that a resident names is the time at which we ring."""

from datetime import datetime

import pytest

from anbu.domain.dialogue.when import in_words, moment_in
from anbu.domain.times import KST

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=KST)  # a Monday


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("내일 오후 세 시에 전화 주세요", "11-24 15:00"),
        ("오후 세시에 다시 걸어주세요", "11-23 15:00"),
        ("세 시에요", "11-23 15:00"),
        ("3시쯤 해주세요", "11-23 15:00"),
        ("15시에 주세요", "11-23 15:00"),
        ("두 시 반에 전화해 주이소", "11-23 14:30"),
        ("네 시 이십 분에요", "11-23 16:20"),
        ("한 시간 뒤에 전화 주세요", "11-23 11:00"),
        ("두 시간 있다가 하세요", "11-23 12:00"),
        ("한 시간 반 뒤에요", "11-23 11:30"),
        ("삼십 분 뒤에요", "11-23 10:30"),
        ("30분 후에 다시 걸어 줘요", "11-23 10:30"),
        ("내일 아침 아홉 시", "11-24 09:00"),
        ("아홉 시에 전화 줘요", "11-24 09:00"),
        ("열한 시에 다시 전화하소", "11-23 11:00"),
        ("모레 오전에 주세요", "11-25 10:00"),
        ("낼모레 열 시", "11-25 10:00"),
        ("저녁에 전화 주세요", "11-23 18:00"),
        ("저녁 일곱 시에 전화 주세요", "11-23 19:00"),
        ("점심 먹고 전화해요", "11-23 13:30"),
        ("내일 전화 주세요", "11-24 10:00"),
        ("금요일에 전화 주세요", "11-27 10:00"),
        ("다음 주 화요일 오후 두 시", "12-01 14:00"),
        ("다음 주에 전화 주세요", "11-30 10:00"),
        ("25일 오후 두 시에", "11-25 14:00"),
        ("십이월 삼일 오전 열 시", "12-03 10:00"),
        ("이틀 뒤에 전화 주세요", "11-25 10:00"),
        ("월요일 오후 한 시", "11-30 13:00"),
        ("낮 열두 시에", "11-23 12:00"),
        ("14:30에 주세요", "11-23 14:30"),
        ("사흘 뒤 오후 네 시요", "11-26 16:00"),
        ("오늘은 안 되고 내일 오후 두 시요", "11-24 14:00"),
        ("내일은 바빠서 모레 오전에요", "11-25 10:00"),
        ("지금 말고 저녁에 주세요", "11-23 18:00"),
        ("일 끝나고 저녁 여섯 시 넘어서요", "11-23 18:00"),
    ],
)
def test_a_named_time_is_understood(said: str, expected: str) -> None:
    named = moment_in(said, NOW)
    assert named is not None
    assert named.at.strftime("%m-%d %H:%M") == expected


@pytest.mark.parametrize(
    "said", ["나중에 전화 주세요", "지금 바빠요", "이따가요", "네", "다음에 하세요", "아무 때나요", "월요일 빼고요"]
)
def test_no_time_is_made_up(said: str) -> None:
    assert moment_in(said, NOW) is None


@pytest.mark.parametrize(
    ("said", "spoken"),
    [
        ("세 시에요", "오늘 오후 세 시"),
        ("내일 아침 아홉 시 반", "내일 오전 아홉 시 삼십 분"),
        ("십이월 십일 오전 열 시", "십이월 십일 오전 열 시"),
        ("낮 열두 시", "오늘 낮 열두 시"),
    ],
)
def test_a_time_is_said_in_words(said: str, spoken: str) -> None:
    named = moment_in(said, NOW)
    assert named is not None
    assert in_words(named.at, NOW) == spoken
