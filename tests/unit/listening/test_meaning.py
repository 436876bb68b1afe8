"""What a danger is made of must come together, near each other, and be the speaker's own."""

import pytest

from anbu.adapters.morphology import analyse
from anbu.domain.counselling.record import DangerKind
from anbu.domain.listening.listen import listen
from anbu.domain.listening.pattern import compiled
from anbu.domain.listening.places import Spots, Stretch, places
from anbu.domain.listening.plain_speech import plain


def _stretches(said: str, *, near: int, ordered: bool = False, says: int = 0) -> list[Stretch]:
    return list(places((compiled("쌀"), compiled("없")), Spots(said), near=near, ordered=ordered, says=says))


def test_parts_far_apart_make_no_danger() -> None:
    assert _stretches("쌀은 넉넉하고 걱정이 없어요", near=3) == []


def test_parts_count_in_any_order_unless_one_is_asked_for() -> None:
    assert _stretches("없어요 쌀이", near=3)
    assert _stretches("없어요 쌀이", near=3, ordered=True) == []


def test_the_part_that_says_it_is_the_one_that_can_be_denied() -> None:
    (stretch,) = _stretches("쌀이 없어요", near=3, says=2)
    assert (stretch.start, stretch.says, stretch.end) == (0, 3, 4)


@pytest.mark.parametrize(
    ("said", "danger"),
    [
        ("흔적도 없이 사라졌으면 좋겠어요", True),
        ("통증이 사라졌으면 좋겠어요", False),  # said of something else
        ("빚이 싹 없어졌으면 좋겠네요", False),
    ],
)
def test_a_wish_to_vanish_is_one_only_of_oneself(said: str, danger: bool) -> None:
    kinds = {mention.kind for mention in listen(said, analyse=analyse).dangers}
    assert (DangerKind.SELF_HARM in kinds) is danger


@pytest.mark.parametrize(
    ("heard", "meant"),
    [
        ("머글 게 업써요", "먹을 게 없어요"),
        ("굴머써요", "굶었어요"),
        ("가스미 아파요", "가슴이 아파요"),
        ("글써요", "글써요"),  # closed already: nothing moved
        ("전혀 없어요", "전혀 없어요"),
    ],
)
def test_words_written_as_they_sound_are_understood(heard: str, meant: str) -> None:
    assert plain(heard) == meant


@pytest.mark.parametrize(
    "said",
    [
        "쌀이 떨어졌었는데 어제 복지관에서 갖다 줬어요",  # over, in this danger's own words
        "수도가 얼어서 안 나왔는데 오늘 아침에 녹았어요",
        "조카가 전세 사기를 당해서 다음 주에 나가야 된대요",  # told at second hand of somebody elsewhere
        "죽고 싶다니요 백 살까지 살 건데요",  # an echo, denied
        "고시원에서 쫓겨난 사람이 우리 가게에 왔어요",  # people like that
        "그 양반한테 맞은 게 벌써 삼십 년 전이에요",
    ],
)
def test_what_is_solved_denied_or_of_others_is_no_danger(said: str) -> None:
    assert [one for one in listen(said, analyse=analyse).dangers if one.about == "resident_or_household"] == []


def test_a_danger_may_be_told_over_two_sentences() -> None:
    kinds = {one.kind for one in listen("통장 잔액이 오백 원이에요. 집에는 소금밖에 없고요.", analyse=analyse).dangers}
    assert DangerKind.NO_FOOD in kinds
