"""Danger is about the present, and about the resident or the household (contract 4)."""

import pytest

from anbu.adapters.morphology import analyse
from anbu.domain.counselling.record import DangerKind
from anbu.domain.listening.heard import About
from anbu.domain.listening.listen import listen

SELF_HARM, VIOLENCE, NO_FOOD = DangerKind.SELF_HARM, DangerKind.VIOLENCE, DangerKind.NO_FOOD
UTILITIES, HOME = DangerKind.LIFE_UTILITIES, DangerKind.LOSING_HOME


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("죽고 싶다는 생각이 들어요", {SELF_HARM}),
        ("죽고 싶지 않아요", set()),  # denied
        ("죽고 싶지 않은 건 아니에요", {SELF_HARM}),  # denied twice
        ("죽고 싶은 마음이 없다고는 못 하겠네요", {SELF_HARM}),
        ("죽고 싶은 마음밖에 없습니다", {SELF_HARM}),  # 밖에 없다 is no denial
        ("아들이 때리거나 하지는 않아요", set()),
        ("저를 안 때리는 날이 없어요", {VIOLENCE}),
        ("때리는 사람 없어요", set()),
        ("누가 나를 때리겠어요", set()),  # asked, not said
        ("아이고 없어요 누가 나를 때려요", set()),
        ("쓰러지긴 누가 쓰러져요", set()),
        ("폭행이요? 없습니다", set()),  # the question's own words, asked back and denied
        ("사흘을 굶었다 아입니꺼", {NO_FOOD}),  # a tag, no denial
        ("전기가 끊겼는데 돈이 없어요", {UTILITIES}),  # the next clause denies something else
        ("예전에는 죽고 싶었는데 지금은 괜찮아요", set()),  # over
        ("작년 겨울부터 가스가 끊겨 있어요", {UTILITIES}),  # since, and still
        ("작년에 전기가 끊긴 적이 있었는데 지금은 나와요", set()),
        ("며칠 전에 쫓겨나서 찜질방에서 지내요", {HOME}),  # "before" that is not long ago
        ("전기가 끊길까 봐 걱정이에요", set()),  # feared
        ("전기를 끊겠다고 통지서가 왔어요", set()),  # announced
        ("집주인이 이번 주까지 방을 빼라고 해요", {HOME}),
        ("집주인이 내년에 방을 빼 달라고 해요", set()),  # more than two weeks
        ("드라마에서 남편이 아내를 때리더라고", set()),
        ("꿈에서 누가 나를 칼로 찌르더라고요", set()),
        ("더워서 보일러는 꺼 놨어요", set()),  # by choice
        ("내시경 검사 때문에 어제부터 굶었어요", set()),  # not for want of money or help
        ("옆집 남자가 자꾸 찾아와서 저를 위협해요", {VIOLENCE}),  # an outsider, but to the resident
        ("돈이 생기면 투자해볼까 해요", set()),  # letters inside a word
        ("남편이 애들까지 때려요", {VIOLENCE, DangerKind.CHILD_OR_DEPENDANT}),  # every kind that applies
    ],
)
def test_danger_is_about_the_present_and_the_household(said: str, expected: set[DangerKind]) -> None:
    heard = listen(said, analyse=analyse).dangers
    assert {mention.kind for mention in heard if mention.about is About.RESIDENT_OR_HOUSEHOLD} == expected


def test_danger_to_somebody_else_is_told_apart() -> None:
    (mention,) = listen("옆집 할머니가 굶고 계세요", analyse=analyse).dangers
    assert mention.about is About.THIRD_PARTY


def test_what_a_neighbour_reports_of_the_resident_is_danger_to_the_resident() -> None:
    said = "저는 옆집 사람인데 할머니가 며칠째 아무것도 못 드셨어요"
    (mention,) = listen(said, analyse=analyse, helper=True).dangers
    assert mention.about is About.RESIDENT_OR_HOUSEHOLD


@pytest.mark.parametrize(
    ("answer", "danger"), [("네, 가끔요", True), ("아니요 그런 생각 없어요", False), ("젊었을 때는 그랬지요", False)]
)
def test_the_question_gives_a_bare_answer_its_meaning(answer: str, danger: bool) -> None:
    question = "죽고 싶다는 생각이 드신 적이 있으세요?"
    assert bool(listen(answer, question=question, analyse=analyse).dangers) is danger
