"""A model listens along where the rules heard nothing: it can raise, and its checked sentence is spoken."""

from anbu.domain.counselling.record import DangerKind
from anbu.domain.dialogue.second_opinion import Opinion
from tests.unit.dialogue.opened_call import HUNGRY, alerts, opened, talk


def test_a_model_is_not_asked_where_rules_found_danger() -> None:
    asked: list[str] = []

    def model(_question: str, words: str) -> Opinion | None:
        asked.append(words)
        return None

    world = opened(model)
    talk(world, "네", "네", HUNGRY, "아니요", "요즘 형편이 영 빠듯합니다")
    assert HUNGRY not in asked
    assert "요즘 형편이 영 빠듯합니다" in asked


def test_a_model_hears_danger_in_whatever_they_answer_once_they_were_told_that_this_is_a_machine() -> None:
    asked: list[str] = []

    def model(_question: str, words: str) -> Opinion | None:
        asked.append(words)
        return Opinion(((DangerKind.NO_FOOD, words),), "")

    world = opened(model)
    talk(world, "글쎄요 이렇게 지낸 지가 오래되어서요", "네", "그날그날 겨우겨우 넘기고 있습니다만")
    assert asked == ["그날그날 겨우겨우 넘기고 있습니다만"]
    assert [alert.turn for alert in alerts(world)] == ["t6"]


def test_a_model_can_raise_and_its_checked_sentence_is_spoken() -> None:
    words = "요즘은 물만 마시고 삽니다"

    def model(_question: str, _words: str) -> Opinion | None:
        return Opinion(((DangerKind.NO_FOOD, "물만 마시고"),), "")

    world = opened(model)
    talk(world, "네", "네", words)
    assert [alert.kind for alert in alerts(world)] == [DangerKind.NO_FOOD]

    kind = opened(lambda _question, _words: Opinion((), "혼자 지내시느라 적적하셨겠어요."))
    assert "적적하셨겠어요." in talk(kind, "네", "네", "그럭저럭 지내고 있습니다")[-1].text
