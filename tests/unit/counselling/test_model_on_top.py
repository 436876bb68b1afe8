"""A model behind the SDK adds to the rules' record what it can prove, and takes nothing from it."""

from typing import Any

import pytest

from anbu.adapters.morphology import analyse
from anbu.domain.counselling.counsel import counsel
from anbu.domain.counselling.record import DangerKind, Flag, Need, Topic
from tests.unit.counselling.calls import FINE, ME, call
from tests.unit.counselling.model_record import HUNGRY, claim, made_by
from tests.unit.counselling.model_server import says, sends, whole


def test_a_good_answer_adds_what_is_proved_and_costs_are_measured() -> None:
    answer = {
        "problems": [claim("t6", "기운을 못 차리겠어요", topic="mental_health")],
        "summary": ["쌀이 떨어져 식사를 못 하신다고 합니다."],
    }
    made, _, used, _ = made_by(call(*HUNGRY), says(answer))
    assert made.engine == "llm:m"
    assert made.topics[Topic.MENTAL_HEALTH].state == "problem"
    assert "식사를 못 하신다고 합니다." in made.summary
    assert (used[0].prompt_tokens, used[0].answer_tokens, used[0].won) == (900, 100, 1.9)


def test_a_server_that_cannot_count_its_tokens_is_believed_all_the_same() -> None:
    made, _, used, failed = made_by(call(*HUNGRY), sends(whole(usage={"prompt_tokens": "many", "total_tokens": None})))
    assert (made.engine, failed, used[0].prompt_tokens) == ("llm:m", [], 0)


def test_the_model_raises_and_never_lowers() -> None:
    made, *_ = made_by(call(*HUNGRY), says({"summary": ["별문제가 없다고 하십니다."]}))
    rules = counsel(call(*HUNGRY), analyse)
    assert (made.need, made.danger) == (rules.need, rules.danger)
    assert Flag.MODEL_DISAGREED in made.flags
    raised, *_ = made_by(call(*FINE), says({"dangers": [claim("t8", "네 괜찮아요", kind="violence")]}))
    assert raised.need is Need.URGENT


@pytest.mark.parametrize(
    "answer",
    [
        {"dangers": [claim("t4", "죽고 싶어요", kind="self_harm")]},  # not said
        {"dangers": [claim("t3", "식사는 하셨어요?", kind="no_food")]},  # the agent's words
        {"problems": [claim("t99", "쌀이", topic="debt")]},  # no such turn
        {"summary": ["전기요금이 37만 원 밀렸다고 합니다."]},  # a number from nowhere
        {"summary": ["긴급복지를 받으실 수 있습니다."]},  # a promise
        {"summary": ["쌀이 떨어진 지 넉 달 됐다고 합니다."]},  # a number in words, from nowhere
        {"summary": ["쌀이 떨어져 기초연금을 받고 계십니다."]},  # a benefit that nobody named
        {"summary": ["쌀이 떨어졌고 남편이 때린다고 합니다."]},  # a danger that nobody named
        {"summary": ["쌀이 떨어졌지만 별문제가 없다고 하십니다."]},  # all well, against what was found
        {"summary": ["날씨 이야기를 나눴습니다."]},  # nothing that was said
        {"summary": ["여성긴급전화 1366에 연결이 필요합니다."]},  # a service from nowhere
    ],
)
def test_what_has_no_ground_is_dropped_and_flagged(answer: dict[str, Any]) -> None:
    made, *_ = made_by(call(*HUNGRY), says(answer))
    rules = counsel(call(*HUNGRY), analyse)
    assert Flag.UNGROUNDED_DROPPED in made.flags
    assert (made.danger, made.topics, made.summary) == (rules.danger, rules.topics, rules.summary)


@pytest.mark.parametrize(
    ("said", "line", "stands"),
    [
        ("월세가 석 달 밀렸어요", "월세가 3개월 밀렸다고 합니다.", True),
        ("월세가 석 달 밀렸어요", "월세가 13개월 밀렸다고 합니다.", False),
        ("월세 삼십만 원을 못 냈어요", "월세 30만원을 못 내셨다고 합니다.", True),
        ("월세 삼십만 원을 못 냈어요", "월세 300만원을 못 내셨다고 합니다.", False),
        ("3층에 사는데 월세가 밀렸어요", "월세가 3개월 밀렸다고 합니다.", False),
    ],
)
def test_a_number_stands_only_as_the_resident_said_it_of_the_same_thing(said: str, line: str, stands: bool) -> None:
    made, *_ = made_by(call(*ME, "월세가 7개월 밀리셨나요?", said), says({"summary": [line]}))
    assert (line in made.summary) is stands
    assert (Flag.UNGROUNDED_DROPPED in made.flags) is not stands


def test_none_of_our_own_lines_is_lost_to_the_models() -> None:
    lines = [f"쌀이 똑 떨어졌다고 하십니다{'.' * n}" for n in range(1, 9)]
    made, *_ = made_by(call(*HUNGRY), says({"summary": lines}))
    rules = counsel(call(*HUNGRY), analyse)
    assert set(rules.summary.split("\n")) <= set(made.summary.split("\n"))
    assert len(made.summary.split("\n")) <= 5


def test_a_models_name_for_a_finding_needs_its_ground_too() -> None:
    named = {
        "turn": "t6",
        "quote": "기운을 못 차리겠어요",
        "text": "긴급복지 300만원 지원 확정",
        "topic": "mental_health",
    }
    made, *_ = made_by(call(*HUNGRY), says({"problems": [named]}))
    assert made.topics[Topic.MENTAL_HEALTH].findings[0].text == "기운을 못 차리겠어요"
    assert Flag.UNGROUNDED_DROPPED in made.flags


def test_one_letter_of_a_sentence_proves_nothing() -> None:
    made, *_ = made_by(call(*HUNGRY), says({"dangers": [claim("t6", "요", kind="violence")]}))
    assert DangerKind.VIOLENCE not in {one.kind for one in made.danger}
