"""The first words of a call: who is there and what they want, as many ways of saying it as we know."""

import pytest

from anbu.domain.cases.outcome import Outcome
from local.residents.persona import Persona, Resident
from local.talk.call import play_call
from local.talk.world import world_of

FIRST = "본인|통화할 수|여보세요|안녕|어떤|성함"
WORDS: dict[Outcome, tuple[list[str], list[str]]] = {
    # what comes to: (first words, what they go on saying)
    Outcome.COMPLETED: (
        [
            "네 본인 맞습니다",
            "네 제가 맞아요",
            "어 난데",
            "그렇소만",
            "예 지가 맞는디요",
            "야 맞아요",
            "예 전화 받았습니다",
            "네 여보세요",
            "네 말씀하세요",
            "네 어디시죠",
            "네 무슨 일이시죠?",
            "응 누고",
            "내가 김안부여",
            "나요 나",
            "김안부입니다",
            "예 김안부예요",
            "네네 맞아요 안녕하세요",
            "저요? 네",
            "그래 나다",
            "예 지송합니다 맞습니다",
            "맞기는 한데 왜요",
            "맞긴 맞는데요",
            "그런데요?",
            "네 그런데 누구세요?",
            "응응",
            "예이",
            "맞수다",
            "기여",
            "예 나마씸",
            "하모 내다",
            "야 내래요",
            "그려 나여",
            "저 맞는데 무슨 용건이신지",
            "맞아요 근데 지금 버스 안이라",
            "네 제가 본인인데요 어디시라고요",
            "네 본인입니다만",
            "네 접니다만",
        ],
        [],
    ),
    Outcome.OTHER_PERSON: (
        [
            "아닌데요",
            "저 아닌데요",
            "아니에요 남편이에요",
            "애 아빠인데요",
            "시어머니세요 저는 며느리고요",
            "잠깐 나가셨어요",
            "지금 주무시는데요",
            "핸드폰 두고 나갔어요",
            "제가 보호자예요",
            "본인은 거동을 못 하셔서 제가 받았어요",
            "요양원에 계세요",
            "군대 갔어요",
            "일 나갔어요",
            "안 계신데요",
            "없어요 지금",
            "통화 못 하세요 귀가 안 들리셔서",
        ],
        ["지금은 안 계세요"],
    ),
    Outcome.WRONG_NUMBER: (
        [
            "잘못 거신 것 같은데요",
            "전화 잘못하셨네요",
            "그런 사람 모르는데요",
            "누군지 모르겠는데요",
            "저는 그런 사람 아닌데요 이름이 달라요",
            "번호 바뀐 거 같네요",
            "아닌데 몇 번에 거셨어요",
            "여긴 회사인데요",
            "그런 분 안 사세요",
        ],
        ["그런 사람 없어요"],
    ),
    Outcome.REFUSED: (
        [
            "안 사요",
            "보험 안 해요",
            "됐습니다",
            "이런 전화 하지 마세요",
            "전화하지 말라고 했잖아요",
            "기계는 끊어",
        ],
        ["끊어요"],
    ),
    Outcome.CALL_LATER: (
        [
            "지금 바빠요",
            "회의 중입니다",
            "운전 중이라서요",
            "이따가 다시 걸어주세요",
            "나중에 하세요",
            "지금 밥 먹어요",
            "버스 안이라 나중에요",
            "일하는 중이에요",
            "지금 통화하기 곤란해요",
            "손님 계셔서요",
            "병원 진료 중이에요",
        ],
        ["이따가요", "몰라요 아무 때나"],
    ),
    Outcome.WANTS_PERSON: (
        [
            "사람이 전화하세요",
            "직원분 바꿔주세요",
            "기계 말고 사람 바꿔",
            "상담사 연결해 주세요",
            "담당자한테 직접 전화하라고 하세요",
        ],
        ["사람 바꿔 주세요"],
    ),
    Outcome.VOICEMAIL: (
        [
            "지금은 전화를 받을 수 없으니 잠시 후 다시 걸어 주시기 바랍니다",
            "고객께서 통화 중이십니다",
            "전화기가 꺼져 있습니다",
            "이 번호는 당분간 착신이 정지되어 있습니다",
            "음성 메시지는 일 번 호출은 이 번을 눌러주세요",
            "안녕하세요 김안부입니다 지금은 전화를 받을 수 없으니 삐 소리 후 메시지를 남겨 주세요",
            "통화 연결음입니다 잠시만 기다려 주십시오",
            "저는 AI 비서입니다 용건을 말씀해 주세요",
            "사랑을 했다 우리가 만나 지우지 못할 추억이 됐다 볼만한 멜로드라마 괜찮은 결말",
        ],
        [],
    ),
}


@pytest.mark.parametrize(("outcome", "first"), [(o, first) for o, (words, _) in WORDS.items() for first in words])
def test_the_first_words_of_a_call_are_understood(outcome: Outcome, first: str) -> None:
    then = [first, first] if outcome is Outcome.VOICEMAIL else WORDS[outcome][1]
    lines = [{"when": FIRST, "say": said} for said in (first, *then)]
    lines += [{"when": "녹음|기록|여쭤", "say": "네 그러세요"}, {"when": ".*", "say": "아니요 없어요", "times": 99}]
    persona = Persona.model_validate({"name": "첫마디", "turns": lines})
    call = play_call(world_of(), Resident(persona), lambda _who, _text: None)
    assert call.report.outcome is outcome
