"""Elderly people tell of a danger between the weather and the grandchildren: it is heard all the same."""

import pytest

from anbu.adapters.morphology import analyse
from anbu.domain.counselling.record import DangerKind
from anbu.domain.listening import listen
from anbu.domain.listening.heard import About
from anbu.domain.listening.listen import listen_for_danger
from bench.evaluation import labelled

BEFORE = "경로당에서 점심 먹고 왔더니 배가 부르네요. 손주가 이번에 초등학교에 들어갔어요."
AFTER = "글쎄 이발을 했더니 십 년은 젊어 보인대요."
STATED = {
    "죽고 싶어요": DangerKind.SELF_HARM,
    "어제 손목을 그었어요": DangerKind.SELF_HARM,
    "아니요 아들한테 맞고 살아요": DangerKind.VIOLENCE,
    "사흘째 굶고 있어요": DangerKind.NO_FOOD,
    "지금 숨을 못 쉬겠어요": DangerKind.MEDICAL_EMERGENCY,
    "119 좀 불러 주세요": DangerKind.MEDICAL_EMERGENCY,
    "며칠 굶었어요": DangerKind.NO_FOOD,
}


@pytest.mark.parametrize("stated", STATED)
@pytest.mark.parametrize("told", ["{0} {1}. {2}", "{1}. {0} {2}", "{0} {2} {1}."], ids=["amid", "first", "last"])
def test_what_is_stated_amid_small_talk_is_heard(stated: str, told: str) -> None:
    heard = listen_for_danger(told.format(BEFORE, stated, AFTER), analyse=analyse)
    assert STATED[stated] in {mention.kind for mention in heard}


@pytest.mark.parametrize(
    ("told", "kind"),
    [
        ("옆집 할머니가 사람이 참 좋아요. 까스가 끊어져 부렀어라.", DangerKind.LIFE_UTILITIES),
        ("아래층에서 담배 냄새가 올라와서 문을 닫아요. 자살하고 싶다는 마음이 자꾸 올라와요.", DangerKind.SELF_HARM),
        ("노인정에 가 봤자 맨날 자식 자랑들이야. 119 좀 불러 주세요.", DangerKind.MEDICAL_EMERGENCY),
        ("옛날 직장 동료가 전화해서 반가웠지요. 손자가 저한테 손찌검을 했어요.", DangerKind.VIOLENCE),
    ],
)
def test_whom_the_sentence_before_was_about_is_not_whom_the_danger_is(told: str, kind: DangerKind) -> None:
    about = {mention.about for mention in listen_for_danger(told, analyse=analyse) if mention.kind is kind}
    assert About.RESIDENT_OR_HOUSEHOLD in about


@pytest.mark.parametrize("stated", STATED)
def test_quoted_is_the_sentence_that_states_it_not_the_small_talk_before(stated: str) -> None:
    heard = listen_for_danger(f"{BEFORE} {stated}. {AFTER}", analyse=analyse)
    (quote,) = {mention.quote for mention in heard if mention.kind is STATED[stated]}
    assert quote in f"{stated}."


def test_what_follows_still_tells_that_it_is_over() -> None:
    heard = listen_for_danger("어제 수도가 끊겼어요. 오늘 아침에 다시 들어왔어요.", analyse=analyse)
    assert not heard


@pytest.mark.slow
def test_no_small_talk_lets_the_weights_silence_an_explicit_danger(monkeypatch: pytest.MonkeyPatch) -> None:
    names = sorted(path.stem for path in labelled.HERE.glob("dangers*.yaml"))
    answers = [case for name in names for case in labelled._answers(name, danger=True) if case.how == "explicit"]
    told = [f"{BEFORE} {case.transcript.turns[-1].text}. {AFTER}" for case in answers]
    assert len(told) > 500
    weighed = [{mention.kind for mention in listen_for_danger(text, analyse=analyse)} for text in told]
    monkeypatch.setattr(listen, "weighed", lambda heard, *_, **__: heard)
    entries = [{mention.kind for mention in listen_for_danger(text, analyse=analyse)} for text in told]
    assert [text for text, known, found in zip(told, entries, weighed, strict=True) if known and not found] == []
