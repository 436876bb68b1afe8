"""Scales of isolation: counted as people say it, scored as published, and never safe by missing answers."""

import pytest

from anbu.adapters.interviews import interview
from anbu.data import load
from anbu.domain.counselling.record import Topic
from anbu.domain.dialogue.dialogue import Dialogue
from anbu.domain.dialogue.said import Alternative, Said
from anbu.domain.dialogue.scales import NOT_UNDERSTOOD, Scale, count_in, scale_from, score
from anbu.usecases.open_call import open_call
from anbu.usecases.take_turn import take_turn
from local.talk.world import world_of

LSNS = scale_from("lsns6", load("isolation_scales")["lsns6"])
BRIEF = scale_from("brief", load("isolation_scales")["brief"])


@pytest.mark.parametrize(
    ("said", "people"),
    [
        ("없어요", 0), ("아무도 없습니다", 0), ("한 명이요", 1), ("두 사람이요", 2), ("한두 명", 2),
        ("서너 명쯤 돼요", 4),
        ("다섯 분", 5), ("대여섯 명이요", 6),
        ("열 명은 돼요", 10), ("3명이요", 3), ("많아요", 9), ("동생 하나요", 1),
        ("글쎄요", NOT_UNDERSTOOD), ("잘 지내요", NOT_UNDERSTOOD),
    ],
)  # fmt: skip
def test_how_many_people_are_named(said: str, people: int) -> None:
    assert count_in(said) == people


@pytest.mark.parametrize(
    ("answers", "points", "at_risk"),
    [
        ((0, 0, 0, 0, 0, 0), 0, True),
        ((1, 2, 2, 2, 2, 2), 11, True),
        ((2, 2, 2, 2, 2, 2), 12, False),
        ((9, 9, 9, 9, 9, 9), 30, False),
        ((4, 8, 5, 3, 0, 1), 15, False),
        ((0, 0, 0, NOT_UNDERSTOOD, NOT_UNDERSTOOD, NOT_UNDERSTOOD), 0, None),
        ((0, 0, 0, 0, NOT_UNDERSTOOD, NOT_UNDERSTOOD), 0, True),
        ((9, 9, 9), 15, False),
    ],
)
def test_lsns_6_is_scored_as_published(answers: tuple[int, ...], points: int, at_risk: bool | None) -> None:
    result = score(LSNS, answers)
    assert (result.points, result.at_risk) == (points, at_risk)


@pytest.mark.parametrize(
    ("answers", "at_risk"), [((1, 1, 0), True), ((1, 0, 0), False), ((1, 0), None), ((0, 0), False)]
)
def test_a_scale_of_yes_and_no(answers: tuple[int, ...], at_risk: bool | None) -> None:
    assert score(BRIEF, answers).at_risk is at_risk


@pytest.mark.parametrize("scale", [LSNS, BRIEF], ids=lambda scale: scale.code)
def test_items_are_short_and_ask_one_thing(scale: Scale) -> None:
    for item in scale.items:
        assert len(item) <= 45
        assert item.count("?") == 1


def test_a_chosen_scale_stands_in_place_of_the_common_question() -> None:
    plan = interview("lsns6").plan((), ())
    assert [q for q in plan if q.startswith("scale_")] == [f"scale_{n}" for n in range(1, 7)]
    assert "isolation" not in plan
    with pytest.raises(LookupError):
        interview("no_such_scale")


def test_the_items_are_asked_one_after_the_other_and_their_answers_kept() -> None:
    world = world_of(scale="lsns6")
    open_call(world.contact, world.attempt.id, world.conversing)
    answers = [
        "네",
        "네",
        "아니요",
        "아니요",
        "아니요",
        "아니요",
        "아니요",
        "두 명이요",
        "없어요",
        "한 명",
        "글쎄요",
        "없어요",
        "서너 명",
    ]
    for n, text in enumerate(answers, 1):
        take_turn(world.attempt.id, n, Said((Alternative(text),)), world.conversing)
    dialogue = world.ledger.get(Dialogue, world.case.id, world.attempt.id)
    assert dialogue is not None
    assert dialogue.counts == (2, 0, 1, NOT_UNDERSTOOD, 0, 4)
    assert Topic.ISOLATION in dialogue.covered
    assert score(LSNS, dialogue.counts).at_risk is True
