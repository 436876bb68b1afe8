"""Dangers in plain words that no labelled transcript has: each was missed once."""

import pytest

from anbu.adapters.morphology import analyse
from anbu.domain.counselling.record import DangerKind, Topic
from anbu.domain.listening.listen import listen


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("어제 베란다 난간에 다리를 걸쳤다가 내려왔어요", DangerKind.SELF_HARM),
        ("마포대교에 와 있어요", DangerKind.SELF_HARM),
        ("죽고 싶어 죽겠어 사는 게 지옥이야", DangerKind.SELF_HARM),  # weighed too lightly
        ("딸이 밀어서 넘어졌는데 허리를 다쳤어요", DangerKind.VIOLENCE),
        ("화상을 입었는데 병원에 못 가고 있어요", DangerKind.MEDICAL_EMERGENCY),  # weighed too lightly
        ("투석을 그만뒀어요 돈이 없어서", DangerKind.MEDICAL_EMERGENCY),
        ("퇴거 명령을 받았어요", DangerKind.LOSING_HOME),
        ("법원에서 집 비우라고 했어요", DangerKind.LOSING_HOME),
        ("장애 딸이 시설에서 맞고 왔어요", DangerKind.CHILD_OR_DEPENDANT),
        ("제가 화가 나서 애를 때렸어요", DangerKind.CHILD_OR_DEPENDANT),
        ("냉장고가 텅 비어서 며칠째 굶어요", DangerKind.NO_FOOD),  # weighed too lightly, as the next four
        ("아버지가 쓰러지셔서 거품을 물고 계세요", DangerKind.MEDICAL_EMERGENCY),
        ("복통이 너무 심해서 데굴데굴 굴러요", DangerKind.MEDICAL_EMERGENCY),
        ("남편이 나가라고 해서 집을 나왔어요", DangerKind.LOSING_HOME),
        ("치매 할머니가 혼자 계시는데 밥을 못 드세요", DangerKind.CHILD_OR_DEPENDANT),
        ("원룸에서 쫓겨나 친구 집에 있었는데 오늘은 갈 데가 없어요", DangerKind.LOSING_HOME),  # not over
        ("때렸어요 아들이 저를", DangerKind.VIOLENCE),  # the subject last
        ("눈이 안 보여요 갑자기", DangerKind.MEDICAL_EMERGENCY),
        ("식사 못 하고 있습니다 돈이 없어서요", DangerKind.NO_FOOD),
        ("애가 마자요 아빠한테 날마다 마자요", DangerKind.CHILD_OR_DEPENDANT),  # as it sounds
        ("죽을 수밖에 없어요", DangerKind.SELF_HARM),
    ],
)
def test_danger_said_outright_is_heard(said: str, kind: DangerKind) -> None:
    assert kind in {mention.kind for mention in listen(said, analyse=analyse).dangers}


@pytest.mark.parametrize(
    "question", ["밀린 전기요금이 있으세요?", "전기나 가스가 끊긴 적이 있으세요?", "끼니를 거르신 적이 있으세요?"]
)
@pytest.mark.parametrize(
    ("said", "kind"),
    [("죽고 싶어요", DangerKind.SELF_HARM), ("남편한테 맞고 살아요", DangerKind.VIOLENCE)],
)
def test_it_is_heard_whatever_was_asked(question: str, said: str, kind: DangerKind) -> None:
    heard = listen(said, question=question, asked=Topic.ARREARS, analyse=analyse)
    assert kind in {mention.kind for mention in heard.dangers}
