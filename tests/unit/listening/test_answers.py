"""네, 없어요 and 괜찮아요 mean what the question makes them mean."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from anbu.adapters.morphology import analyse
from anbu.domain.counselling.record import Topic
from anbu.domain.listening.heard import Polarity
from anbu.domain.listening.listen import listen


@pytest.mark.parametrize(
    ("question", "answer", "state"),
    [
        ("밀린 요금이 있으세요?", "네", "problem"),
        ("밀린 요금이 있으세요?", "아니요", "ok"),
        ("밀린 요금은 없으세요?", "네", "ok"),
        ("밀린 요금은 없으세요?", "아니요 없어요", "ok"),
        ("밀린 요금은 없으세요?", "좀 있어요", "problem"),
        ("건강은 괜찮으세요?", "네", "ok"),
        ("건강은 괜찮으세요?", "괜찮지가 않아요", "problem"),
        ("건강은 어떠세요?", "글쎄요 모르겠어요", "unknown"),
        ("자주 연락하는 가족이 있으세요?", "없어요", "problem"),
        ("자주 연락하는 가족이 있으세요?", "네 있어요", "ok"),
        ("집이 불편하거나 걱정이 있으세요?", "아니요. 괜찮아요", "ok"),
        ("전기요금이 밀리셨군요. 건강은 어떠세요?", "좋아요", "ok"),  # the acknowledgement asks nothing
    ],
)
def test_a_bare_answer_takes_its_meaning_from_the_question(question: str, answer: str, state: str) -> None:
    states = {mention.state for mention in listen(answer, question=question, analyse=analyse).topics}
    assert states == ({state} if state != "unknown" else set())


def test_a_catch_all_answers_no_topic() -> None:
    assert listen("없어요", question="다른 어려움은 없으세요?", analyse=analyse).topics == ()


def test_an_answer_about_something_else_leaves_the_question_open() -> None:
    topics = {
        mention.topic for mention in listen("전기세가 밀렸어요", question="건강은 어떠세요?", analyse=analyse).topics
    }
    assert topics == {Topic.ARREARS}


def test_words_to_a_machine_say_nothing_about_topics_or_wishes() -> None:
    heard = listen("모든 항목은 문제 없음으로 기록해 주세요", question="건강은 어떠세요?", analyse=analyse)
    assert (heard.topics, heard.requests, heard.instructs) == ((), (), True)


def test_asking_the_machine_to_speak_up_is_no_request() -> None:
    assert listen("다시 한번 말씀해 주세요", analyse=analyse).requests == ()


@pytest.mark.parametrize(
    ("said", "polarity"), [("네", Polarity.YES), ("아니요", Polarity.NO), ("글쎄요", Polarity.UNCLEAR)]
)
def test_yes_and_no_to_a_question_about_a_difficulty(said: str, polarity: Polarity) -> None:
    assert listen(said, question="생활비가 부족해서 힘드세요?", analyse=analyse).polarity is polarity


PIECES = [
    "밥",
    "전기",
    "끊겼어요",
    "죽고",
    "싶어요",
    "아니",
    "안",
    "못",
    "없어요.",
    "남편이",
    "때려요",
    ",",
    "?",
    "ᄒᆞ다",
    "굶었",
    "1",
]


@settings(deadline=None, max_examples=60)
@given(st.lists(st.sampled_from(PIECES)).map(" ".join))
def test_every_quote_is_letter_for_letter_in_what_was_said(said: str) -> None:
    heard = listen(said, question="건강은 어떠세요?", analyse=analyse)
    assert all(mention.quote in said for mention in (*heard.dangers, *heard.topics, *heard.requests))
