"""`anbu talk --deployed`: rings in over the network, and says what is wrong where there is none."""

from types import SimpleNamespace

import pytest

from local.residents.persona import Persona, Resident
from local.talk import deployed
from tests.flow.telephone_world import World

PERSONA = Persona.model_validate({"name": "먹었다는 사람", "turns": [{"when": "식사", "say": "네 먹었어요"}]})


def test_it_rings_in_from_the_number_that_was_named(world: World, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(deployed, "running", lambda: SimpleNamespace(telephone=world.url))
    said: list[str] = []
    number = "+821000001299"
    assert deployed.talk_to_deployment(Resident(PERSONA), lambda _who, text: said.append(text), number) == 0
    assert said[:3] == ["안녕하세요. 식사는 하셨어요?", "네 먹었어요", "안녕히 계세요."]
    assert world.emulated.asked[0]["ContactData"]["CustomerEndpoint"]["Address"] == number


def test_a_network_that_is_gone_is_told(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]):
    monkeypatch.setattr(deployed, "running", lambda: SimpleNamespace(telephone="http://127.0.0.1:9"))
    assert deployed.talk_to_deployment(Resident(PERSONA), lambda _who, _text: None) == 1
    assert "전화망이 답하지 않습니다" in capsys.readouterr().err
