"""Somebody who let themself be taken for the person says who they are: from then on it is not the person."""

import pytest

from anbu.domain.cases.outcome import Outcome
from local.residents.persona import Persona, Resident
from local.talk.call import Played, play_call
from local.talk.world import world_of

YES, GO_ON = {"when": "본인", "say": "네"}, {"when": "괜찮으세요", "say": "네 하세요"}


def talk(*lines: dict[str, str | int]) -> Played:
    persona = Persona.model_validate(
        {"name": "누구인지", "turns": [*lines, {"when": ".*", "say": "없어요", "times": 99}]}
    )
    return play_call(world_of(), Resident(persona), lambda _who, _text: None)


@pytest.mark.parametrize(
    ("said", "outcome"),
    [
        ("실은 아들인데요", Outcome.OTHER_PERSON),
        ("저 초등학생인데요 이거 할아버지 전화예요", Outcome.OTHER_PERSON),
        ("근데 제가 김안부 씨 아들인데 대신 답해도 되죠", Outcome.OTHER_PERSON),
        ("아 근데 저 아닌데요", Outcome.OTHER_PERSON),
        ("아 근데 전화 잘못 거신 것 같은데요", Outcome.WRONG_NUMBER),
    ],
)
def test_before_the_first_question_nothing_of_welfare_is_asked(said: str, outcome: Outcome) -> None:
    call = talk(YES, {"when": "괜찮으세요", "say": said}, {"when": "통화할", "say": "지금 안 계세요"})
    assert call.report.outcome is outcome
    assert not [turn for turn in call.turns if turn.question]


@pytest.mark.parametrize(
    "said",
    [
        "실은 아들인데요 무슨 전화예요",
        "실은 며느린데 번호는 어떻게 알았어요",
        "저는 요양보호사라서 그건 잘 몰라요",
        "아 제가 본인은 아니고 딸이에요",
        "간병인인데 누구세요",
        "옆집 사람인데 지금 병원 가셨어요",
    ],
)
def test_who_says_that_they_are_another_is_never_told_what_it_is_about(said: str) -> None:
    call = talk(YES, {"when": "괜찮으세요", "say": said}, {"when": "통화할", "say": "지금 안 계세요"})
    told = [turn.reply for turn in call.turns if turn.n >= 2]
    assert told, "the answer to what they said, and all after it"
    assert not [text for text in told if "복지" in text or "지원" in text]
    assert call.report.outcome is Outcome.OTHER_PERSON


@pytest.mark.parametrize(
    "said",
    [
        "어머니 대신 제가 말씀드리는 거예요 저는 며느리예요",
        "나는 집사람이라 자세히는 몰라요 본인한테 물어봐야지",
        "저는 딸이에요",
    ],
)
def test_in_the_middle_of_the_questions_they_stop(said: str) -> None:
    call = talk(YES, GO_ON, {"when": "생활비", "say": said}, {"when": "통화할", "say": "지금 안 계세요"})
    assert call.report.outcome is Outcome.OTHER_PERSON
    assert [turn.question for turn in call.turns if turn.question] == ["living_costs"]


def test_the_person_is_asked_again_what_the_other_was_asked() -> None:
    call = talk(
        YES,
        GO_ON,
        {"when": "생활비", "say": "저는 딸이에요"},
        {"when": "통화할", "say": "잠깐만요 바꿔 드릴게요"},
        {"when": "여보세요 하고", "say": "네 전화 바꿨습니다"},
        {"when": "본인", "say": "응 나야"},
        {"when": "괜찮으세요", "say": "응"},
    )
    assert call.report.outcome is Outcome.COMPLETED
    asked = [turn.question for turn in call.turns if turn.question]
    assert asked.count("living_costs") == 2
    assert asked.count("arrears") == 1


@pytest.mark.parametrize(
    "said",
    [
        "저는 아들이고 딸이고 연락 안 하고 살아요",
        "아들 대신 제가 손주를 키워요",
        "딸이 대신 내 줘요",
        "며느리가 있어요",
    ],
)
def test_who_speaks_of_their_family_stays_the_person(said: str) -> None:
    call = talk(YES, GO_ON, {"when": "생활비", "say": said})
    assert call.report.outcome is Outcome.COMPLETED


def test_who_does_not_understand_has_not_agreed() -> None:
    call = talk(
        YES, {"when": "괜찮으세요", "say": "뭔 소린지 모르겄어"}, {"when": "괜찮으세요", "say": "이제 알겠네 해 봐"}
    )
    notices = [turn.reply for turn in call.turns if "인공지능 상담원" in turn.reply]
    assert len(notices) == 2, "told again what this is, before anything is asked"
    assert call.report.outcome is Outcome.COMPLETED


def test_who_will_ring_back_to_make_sure_is_let_go() -> None:
    doubt = {"when": "괜찮으세요", "say": "이거 진짜 군청 맞아요?"}
    call = talk(YES, doubt, {"when": "확인하실", "say": "네 그럴게요"}, {"when": "언제", "say": "모르겠어요"})
    assert call.report.outcome is Outcome.CALL_LATER
    assert not [turn for turn in call.turns if turn.question]


def test_a_question_back_after_a_yes_is_no_answer() -> None:
    call = talk(YES, GO_ON, {"when": "생활비", "say": "네 근데 딸이 같이 들어도 돼요?"})
    asked = [turn.question for turn in call.turns if turn.question]
    assert asked.count("living_costs") == 2
    assert call.report.outcome is Outcome.COMPLETED


def test_in_a_hurry_is_not_another_time() -> None:
    call = talk({"when": "본인", "say": "내다 와"}, {"when": "괜찮으세요", "say": "바쁘다 퍼뜩 해라"})
    assert call.report.outcome is Outcome.COMPLETED


def speaks_of_her(*then: dict[str, str | int]) -> Played:
    return talk(YES, GO_ON, {"when": "생활비", "say": "네 할머니가 연금 받으세요"}, *then)


def test_who_answers_for_another_is_asked_once_more_who_they_are() -> None:
    call = speaks_of_her({"when": "본인 맞으세요", "say": "아니요 손자예요"}, {"when": "통화할", "say": "주무세요"})
    assert call.report.outcome is Outcome.OTHER_PERSON
    assert [turn.question for turn in call.turns if turn.question] == ["living_costs"]


@pytest.mark.parametrize("said", ["네 저예요", "응 나 맞아", "우리 어머니 얘기예요"])
def test_the_person_who_speaks_of_their_mother_goes_on_and_is_asked_no_second_time(said: str) -> None:
    call = speaks_of_her({"when": "본인 맞으세요", "say": said}, {"when": "건강", "say": "어머니가 편찮으세요"})
    assert call.report.outcome is Outcome.COMPLETED
    assert sum("본인 맞으세요" in turn.reply for turn in call.turns) == 2, "at first, and once more"
    assert len([turn for turn in call.turns if turn.question == "living_costs"]) == 1


def test_whoever_is_fetched_in_the_middle_is_told_what_this_is() -> None:
    call = speaks_of_her(
        {"when": "본인 맞으세요", "say": "아니요 손자예요"},
        {"when": "통화할", "say": "바꿔 드릴게요"},
        {"when": "여보세요 하고", "say": "여보세요"},
        {"when": "본인", "say": "응 나여"},
        {"when": "괜찮으세요", "say": "응"},
    )
    assert sum("인공지능 상담원" in turn.reply for turn in call.turns) == 2
    assert call.report.outcome is Outcome.COMPLETED
