"""`anbu triage --model`: the model is asked on top of the rules, and one that fails leaves the rules' record."""

import json
from pathlib import Path

import pytest

from local.cli.main import main
from tests.unit.counselling.model_server import garbled, model_server, sends, whole


@pytest.fixture
def transcript(tmp_path: Path) -> str:
    turns = [
        {"id": "1", "speaker": "agent", "at": "2026-11-23T10:00:00+09:00", "text": "생활비는 어떠세요?"},
        {"id": "2", "speaker": "resident", "at": "2026-11-23T10:00:05+09:00", "text": "생활비가 모자라요"},
    ]
    path = tmp_path / "talk.json"
    path.write_text(json.dumps({"turns": turns}), encoding="utf-8")
    return str(path)


def test_a_model_that_answers_is_named_in_the_record(transcript: str, capsys: pytest.CaptureFixture[str]) -> None:
    with model_server(sends(whole())) as server:
        assert main(["triage", transcript, "--json", "--model", "test", "--model-url", server.base_url]) == 0
    record = json.loads(capsys.readouterr().out)
    assert record["engine"] == "llm:test"
    assert record["prompt"]


def test_one_that_cannot_be_understood_leaves_the_rules(transcript: str, capsys: pytest.CaptureFixture[str]) -> None:
    with model_server(garbled) as server:
        assert main(["triage", transcript, "--json", "--model", "test", "--model-url", server.base_url]) == 0
    told = capsys.readouterr()
    record = json.loads(told.out)
    assert (record["engine"], record["prompt"]) == ("rules", "")
    assert "model_failed" in record["flags"]
    assert "규칙만으로" in told.err


def test_an_address_without_a_model_is_refused(transcript: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["triage", transcript, "--model-url", "http://127.0.0.1:1"]) == 2
    assert "--model" in capsys.readouterr().err
