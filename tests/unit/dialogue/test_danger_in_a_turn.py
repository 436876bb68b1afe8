"""Danger that is said in a turn is alerted once, and answered with the number that helps."""

import pytest

from anbu.domain.counselling.record import DangerKind
from tests.unit.dialogue.opened_call import alerts, opened, talk


def test_the_same_words_again_are_one_alert_and_new_words_another() -> None:
    world = opened()
    talk(world, "네", "네", "죽고 싶어요", "아니요", "죽고 싶어요", "없어요", "오늘 밤에 목을 매려고 해요")
    assert {alert.turn for alert in alerts(world)} == {"t6", "t14"}


def test_of_several_dangers_all_are_alerted_and_the_most_pressing_answered() -> None:
    world = opened()
    spoken = talk(world, "네", "네", "전기도 끊겼는데 남편이 저를 때려요")[-1]
    assert "일일이" in spoken.text
    assert {alert.kind for alert in alerts(world)} == {DangerKind.VIOLENCE, DangerKind.LIFE_UTILITIES}


@pytest.mark.parametrize(
    ("said", "kinds", "numbers"),
    [
        ("살려주세요 남편이 쓰러져서 숨을 안 쉬어요", {DangerKind.MEDICAL_EMERGENCY}, ("일일구",)),
        ("영감이 숨을 안 쉬어 우짜노", {DangerKind.MEDICAL_EMERGENCY}, ("일일구",)),
        ("살려주세요 남편이 칼을 들고 있어요", {DangerKind.VIOLENCE}, ("일일이",)),
        ("살려주세요", {DangerKind.MEDICAL_EMERGENCY, DangerKind.VIOLENCE}, ("일일구", "일일이")),
        ("아들한테 맞아서 피가 안 멈춰요", {DangerKind.MEDICAL_EMERGENCY, DangerKind.VIOLENCE}, ("일일구", "일일이")),
    ],
)
def test_who_needs_an_ambulance_is_told_its_number_at_once_and_who_is_beaten_the_police(
    said: str, kinds: set[DangerKind], numbers: tuple[str, ...]
) -> None:
    world = opened()
    spoken = talk(world, "네", "네", said)[-1]
    assert {alert.kind for alert in alerts(world)} == kinds
    assert all(number in spoken.text for number in numbers)


def test_more_of_the_same_danger_is_answered_with_both_numbers() -> None:
    world = opened()
    spoken = talk(world, "네", "네", "남편이 저를 때려요", "어제도 남편한테 맞아서 멍이 들었어요")[-1]
    assert "일일이" in spoken.text
    assert "일일구" in spoken.text
