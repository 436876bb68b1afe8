"""Of several dangers told in one breath, the help that cannot wait is named first; every one is alerted."""

import re

import pytest

from local.residents.persona import Persona, Resident
from local.talk.call import play_call
from local.talk.world import world_of


@pytest.mark.parametrize(
    ("said", "kinds", "numbers"),
    [
        ("살려주세요 남편이 쓰러져서", {"medical_emergency"}, ["일일구"]),
        ("살려주세요 남편이 쓰러져서 숨을 안 쉬어요", {"medical_emergency"}, ["일일구"]),
        ("살려주세요", {"medical_emergency", "violence"}, ["일일구", "일일이"]),
        ("가슴이 아프고 숨이 차요 남편이 목을 졸라요", {"medical_emergency", "violence"}, ["일일구", "일일이"]),
        ("살려주세요 남편이 때려요", {"violence"}, ["일일이", "일일구"]),
        ("아들이 때려서 못 살겠어요 죽고 싶어요", {"violence", "self_harm"}, ["일일구", "일일이", "일공구"]),
        ("수면제 한 통 먹었어요 이제 끝이에요", {"medical_emergency", "self_harm"}, ["일일구"]),
        ("전기가 끊겼는데 산소호흡기를 못 써요", {"medical_emergency", "life_utilities"}, ["일일구"]),
        ("방 빼라는데 며칠째 굶었고 죽고 싶어요", {"losing_home", "no_food", "self_harm"}, ["일공구", "일일구"]),
    ],
)
def test_what_cannot_wait_is_said_first(said: str, kinds: set[str], numbers: list[str]) -> None:
    lines = [("본인", "네"), ("괜찮으세요", said)]
    turns = [{"when": when, "say": words} for when, words in lines] + [{"when": ".*", "say": "없어요", "times": 99}]
    persona = Persona.model_validate({"name": "여러 위험", "turns": turns})
    call = play_call(world_of(), Resident(persona), lambda _who, _text: None)
    at = next(n for n, turn in enumerate(call.transcript.turns) if turn.text == said)
    assert {alert.kind for alert in call.alerts if alert.turn == call.transcript.turns[at].id} == kinds
    assert re.findall("일일구|일일이|일공구|일이구", call.transcript.turns[at + 1].text) == numbers
