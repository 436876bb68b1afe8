"""Dangers in plain words that no labelled transcript has: each was missed once."""

import pytest

from anbu.adapters.morphology import analyse
from anbu.domain.counselling.record import DangerKind
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
    ],
)
def test_danger_said_outright_is_heard(said: str, kind: DangerKind) -> None:
    assert kind in {mention.kind for mention in listen(said, analyse=analyse).dangers}
