"""The rules' record keeps contract 4."""

from dataclasses import replace

import pytest

from anbu.adapters.morphology import analyse
from anbu.domain.counselling.changes import changes_since
from anbu.domain.counselling.counsel import counsel
from anbu.domain.counselling.record import DangerKind, Flag, Need, Reached, Topic
from tests.unit.counselling.calls import FINE, ME, call, record


def test_none_stated_needs_the_person_themself_and_every_required_answer() -> None:
    assert record(*FINE).need is Need.NONE_STATED
    assert record(*FINE[:-2]).need is Need.UNKNOWN
    assert record("김말순 님 본인 맞으세요?", "아들인데요", *FINE[2:]).need is not Need.NONE_STATED


def test_all_ten_topics_stand_in_every_record() -> None:
    assert set(record(*ME).topics) == set(Topic)


def test_the_agents_words_are_never_the_residents() -> None:
    made = record(*ME, "죽고 싶으시거나 굶고 계시거나 전기가 끊겼으면 말씀해 주세요. 건강은 어떠세요?", "좋아요")
    assert made.danger == ()


@pytest.mark.parametrize(
    ("said", "reached"),
    [
        ("네 맞아요", Reached.SELF),
        ("아니요 아들인데요", Reached.OTHER_PERSON),
        ("잘못 거셨어요", Reached.OTHER_PERSON),
        ("고객님이 전화를 받을 수 없어 소리샘으로 연결됩니다", Reached.VOICEMAIL),
        ("(잡음)", Reached.NOBODY),
        ("...", Reached.NOBODY),
        ("여보세요", Reached.UNCLEAR),
    ],
)
def test_who_was_reached(said: str, reached: Reached) -> None:
    made = record("김말순 님 본인 맞으세요?", said)
    assert made.reached is reached
    assert made.need is Need.UNKNOWN


def test_a_call_without_words_is_no_usable_transcript() -> None:
    assert Flag.NO_USABLE_TRANSCRIPT in record("여보세요?").flags


def test_what_a_relative_reports_is_danger_to_the_resident() -> None:
    made = record("김말순 님 본인 맞으세요?", "며느리인데요 어머니가 자꾸 죽고 싶다고 하세요")
    assert (made.reached, made.need) == (Reached.OTHER_PERSON, Need.URGENT)


HUNGRY = (*ME, "오늘 식사는 하셨어요?", "사흘째 쫄쫄 굶었어요")


def test_a_harmless_reason_told_to_whoever_asks_about_it_takes_the_danger_back() -> None:
    asked = "식사를 못 하신 것이 돈이 없어서인가요?"
    assert record(*HUNGRY, asked, "아니요 대장 내시경 하느라고요").danger == ()


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("건강은 어떠세요?", "아니요 하하 무릎이 좀 아파요"),
        ("반려동물이 있으세요?", "아니요 고양이 밥만 줘요"),
        ("식사를 못 하신 것이 돈이 없어서인가요?", "아니요 고양이 밥은 줘요. 저는 돈이 없어서 사흘을 굶었어요"),
    ],
)
def test_words_about_something_else_take_no_danger_back(asked: str, said: str) -> None:
    assert DangerKind.NO_FOOD in {one.kind for one in record(*HUNGRY, asked, said).danger}


def test_taking_one_danger_back_takes_no_other_back() -> None:
    asked = (*ME, "물은 잘 나오나요?", "물이 끊겼어요", "언제부터요?")
    made = record(*asked, "아니 착각했어요 물이 끊긴 건 작년이에요 아들이 날마다 저를 때려요")
    assert [one.kind for one in made.danger] == [DangerKind.VIOLENCE]


@pytest.mark.parametrize(
    "said",
    [
        "방금 쓰러졌어요 다리에 힘이 하나도 없고 말이 어눌해요",
        "아까부터 오른쪽 팔다리에 힘이 하나도 없고 말이 자꾸 어눌해져요",
    ],
)
def test_what_began_just_now_is_not_what_was_said_just_now(said: str) -> None:
    made = record(*ME, "건강은 어떠세요?", said)
    assert [one.kind for one in made.danger] == [DangerKind.MEDICAL_EMERGENCY]


def test_a_correction_later_in_the_call_counts() -> None:
    made = record(
        *ME, "밀린 요금이 있으세요?", "가스비가 밀렸어요", "건강은 어떠세요?", "아까 가스비는 잘못 말했어요 다 냈어요"
    )
    assert made.topics[Topic.ARREARS].state == "ok"


def test_a_retracted_danger_is_gone_but_never_self_harm() -> None:
    cut = (*ME, "물은 잘 나오나요?", "물이 끊겼어요", "언제부터요?", "아니 착각했어요 물이 끊긴 건 작년이에요")
    assert record(*cut).danger == ()
    die = (*ME, "마음은 어떠세요?", "죽고 싶어요", "많이 힘드세요?", "아까 죽고 싶다고 한 건 농담이에요")
    assert {one.kind for one in record(*die).danger} == {DangerKind.SELF_HARM}


def test_a_problem_stays_though_the_talk_ends_politely() -> None:
    made = record(*ME, "건강은 어떠세요?", "허리가 아파요", "몸은 그래도 괜찮으세요?", "뭐 괜찮아요")
    assert made.topics[Topic.HEALTH].state == "problem"


def test_all_well_is_not_believed_when_it_was_hardly_heard() -> None:
    whole = call(*ME, "밀린 요금이 있으세요?", "없어요")
    mumbled = replace(whole, turns=(*whole.turns[:-1], replace(whole.turns[-1], confidence=0.3)))
    made = counsel(mumbled, analyse)
    assert made.topics[Topic.ARREARS].state == "unknown"
    assert Flag.LOW_CONFIDENCE in made.flags


def test_danger_to_a_neighbour_is_a_flag_and_not_danger() -> None:
    made = record(*ME, "건강은 어떠세요?", "저는 괜찮은데 옆집 할아버지가 굶고 계세요")
    assert made.danger == ()
    assert Flag.THIRD_PARTY_DANGER in made.flags


def test_the_summary_has_at_most_five_lines() -> None:
    said = "월세가 밀렸고 허리도 아프고 외로워요. 쌀이 똑 떨어졌어요. 일자리 좀 알아봐 주세요"
    assert len(record(*ME, "어떻게 지내세요?", said).summary.split("\n")) <= 5


def test_services_come_with_a_reason_and_something_to_check_and_no_promise() -> None:
    for service in record(*ME, "어떻게 지내세요?", "전기요금이 밀렸어요").suggested_services:
        assert "확인할 것" in service.reason
        assert "받을 수 있습니다" not in service.reason


def test_what_changed_since_the_last_round_is_told() -> None:
    before, now = record(*FINE), record(*ME, "건강은 어떠세요?", "허리가 아파요", "식사는요?", "사흘째 굶고 있어요")
    assert "새로 확인된 위험: 결식" in changes_since(before, now)
    assert "새로 생긴 어려움: 건강" in changes_since(before, now)
