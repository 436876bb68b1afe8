"""A danger is heard, and a denial of it is not, whatever the verb's ending and wherever the speaker comes from."""

import pytest

from anbu.adapters.morphology import analyse
from anbu.domain.listening.heard import About
from anbu.domain.listening.listen import listen

PAST = [
    "어요",
    "습니다",
    "네요",
    "거든요",
    "다니까요",
    "지요",
    "는데요",
    "어서요",
    "더라고요",
    "심더",
    "어예",
    "당께요",
    "어라",
    "구먼유",
    "어유",
    "수다",
    "드래요",
    "소",
    "는디요",
    "응께요",
    "슈",
]
NOW = [
    "있어요",
    "있습니다",
    "있네요",
    "있거든요",
    "있는데요",
    "있심더",
    "있어라",
    "있슈",
    "있수다",
    "있당께",
    "있드래요",
    "지냅니다",
    "살아요",
]
WISH = [
    "어요",
    "습니다",
    "네요",
    "거든요",
    "심더",
    "어예",
    "당께요",
    "어라",
    "어유",
    "드래요",
    "은데요",
    "소",
]
SAID = {
    "self_harm": (
        "자살 생각을 했",
        "죽으려고 했",
        "손목을 그었",
        "유서를 썼",
        "약을 한꺼번에 먹으려고 했",
        "그만 살고 싶었",
    ),
    "violence": (
        "남편이 때렸",
        "아들한테 맞았",
        "아들이 칼로 위협했",
        "남편이 목을 졸랐",
        "아들이 협박했",
        "며느리가 저를 밀쳤",
    ),
    "no_food": ("이틀째 굶었", "어제부터 아무것도 못 먹었", "쌀이 떨어졌", "먹을 게 하나도 없"),
    "medical_emergency": ("지금 숨을 못 쉬겠", "남편이 쓰러졌", "피를 토했", "의식을 잃었", "한쪽 팔이 마비됐"),
    "life_utilities": ("전기가 끊겼", "가스가 끊어졌", "단수됐", "전기가 나갔"),
    "losing_home": ("집에서 쫓겨났", "집주인이 짐을 내놨", "잘 곳이 없"),
}
GOING_ON = {
    "no_food": ("굶고", "라면으로 끼니를 때우고"),
    "losing_home": ("노숙하고", "차에서 자고"),
    "life_utilities": ("촛불을 켜고 살고", "보일러를 못 틀고"),
    "child_or_dependant": ("애들이 굶고",),
}
DENIED = [
    "지 않아요",
    "지는 않아요",
    "진 않습니다",
    "지는 않심더",
    "지는 않어유",
    "지는 않당께요",
    "지 않아예",
    "진 않수다",
    "지는 않드래요",
    "지는 않았어요",
]
DENIABLE = (
    "남편이 때리",
    "굶",
    "죽고 싶",
    "전기가 끊기",
    "집에서 쫓겨나",
    "쓰러지",
    "쌀이 떨어지",
    "의식을 잃",
    "손찌검하",
)
NEVER = [
    " 건 아니에요",
    " 적 없어요",
    " 일은 없어요",
    " 건 아이라예",
    " 건 아니여유",
    " 적 없당께요",
    " 일 없수다",
    " 정도는 아니에요",
]
ADNOMINAL = ("죽고 싶은", "남편이 때리는", "굶는", "전기가 끊긴", "집에서 쫓겨난", "쌀이 떨어진")


def _kinds(said: str) -> set[str]:
    return {one.kind.value for one in listen(said, analyse=analyse).dangers if one.about is About.RESIDENT_OR_HOUSEHOLD}


@pytest.mark.parametrize(
    ("kind", "said"),
    [(kind, stem + ending) for kind, stems in SAID.items() for stem in stems for ending in PAST]
    + [(kind, f"{stem} {ending}") for kind, stems in GOING_ON.items() for stem in stems for ending in NOW]
    + [("self_harm", "죽고 싶" + ending) for ending in WISH],
)
def test_a_danger_is_heard_with_every_ending(kind: str, said: str) -> None:
    assert kind in _kinds(said)


@pytest.mark.parametrize(
    "said",
    [stem + ending for stem in DENIABLE for ending in DENIED]
    + [verb + ending for verb in ADNOMINAL for ending in NEVER],
)
def test_a_denial_is_heard_with_every_ending(said: str) -> None:
    assert _kinds(said) == set()
