"""Whatever is said about times: a moment that is named lies ahead, within a year and a half, and can be said aloud."""

from datetime import datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from anbu.domain.dialogue.when import in_words, moment_in
from anbu.domain.times import KST

WORDS = st.lists(
    st.sampled_from(
        [
            "오늘",
            "내일",
            "모레",
            "글피",
            "이따",
            "다음",
            "다다음",
            "이번",
            "주",
            "월요일",
            "일요일",
            "주말",
            "오전",
            "오후",
            "아침",
            "점심",
            "저녁",
            "밤",
            "새벽",
            "낮",
            "한",
            "두",
            "열두",
            "세",
            "스물",
            "십",
            "이십오",
            "삼십일",
            "시",
            "시간",
            "분",
            "일",
            "월",
            "반",
            "뒤",
            "후",
            "있다가",
            "쯤",
            "0",
            "1",
            "7",
            "12",
            "13",
            "24",
            "31",
            "99",
            "14:30",
            "25:61",
            "전화",
            "주세요",
            "말고",
            "사흘",
            "보름",
        ]
    ),
    max_size=8,
).map(" ".join)
NOW = st.integers(0, 5_000_000).map(lambda minutes: datetime(2024, 1, 1, tzinfo=KST) + timedelta(minutes=minutes))


@settings(max_examples=500)
@given(st.one_of(WORDS, st.text(max_size=40)), NOW)
def test_a_named_moment_lies_ahead_and_can_be_said(said: str, now: datetime) -> None:
    named = moment_in(said, now)
    if named is not None:
        assert now - timedelta(minutes=1) < named.at <= now + timedelta(days=550)
        assert in_words(named.at, now).endswith(("시", "분"))
