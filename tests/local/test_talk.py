"""`anbu talk` prints what contract 3 says, and says in Korean what is wrong with its input."""

import asyncio
import io
import json
import sys
from pathlib import Path

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from local.cli.main import main
from local.residents.persona import PERSONAS, Persona, Resident
from local.talk.deployed import call_line


def spoken(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    code = main(["talk", *words])
    told = capsys.readouterr()
    return code, told.out, told.err


def test_a_personas_call_is_one_document_of_contract_3(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = spoken(capsys, "--persona", str(PERSONAS / "05_no_food.yaml"), "--json")
    told = json.loads(out)
    assert code == 0
    assert told["outcome"] == "completed"
    assert [alert["kind"] for alert in told["alerts"]] == ["no_food"]
    said = {turn["id"]: turn for turn in told["turns"]}
    assert "굶고" in said[told["alerts"][0]["turn"]]["text"]
    assert told["next"]["step"] == "review"
    assert told["end"] == "flow_ended"
    assert {
        "case_id",
        "round_id",
        "attempt",
        "contact_id",
        "language",
        "started_at",
        "ended_at",
        "indicators",
        "call_back_at",
    } <= told.keys()
    assert {turn.get("topic") for turn in told["turns"] if turn["speaker"] == "agent"} >= {
        "identity",
        "consent",
        "arrears",
        "requests",
        "contact",
    }


def test_a_time_they_name_is_counted_from_now(capsys: pytest.CaptureFixture[str]) -> None:
    path = str(PERSONAS / "26_busy_call_at_three.yaml")
    _, out, _ = spoken(capsys, "--persona", path, "--now", "2026-12-02T11:00:00+09:00", "--json")
    told = json.loads(out)
    assert told["outcome"] == "call_later"
    assert told["call_back_at"] == "2026-12-02T15:00:00+09:00"
    assert told["next"] == {"step": "call", "due": "2026-12-02T15:00:00+09:00"}


def test_indicators_bring_their_questions_forward(capsys: pytest.CaptureFixture[str]) -> None:
    path = str(PERSONAS / "02_all_well.yaml")
    _, out, _ = spoken(capsys, "--persona", path, "--indicators", "loan_default,power_cut", "--json")
    topics = [turn["topic"] for turn in json.loads(out)["turns"] if turn.get("topic")]
    assert topics[2:4] == ["debt", "arrears"]


@pytest.mark.parametrize(
    ("name", "outcome", "step"),
    [
        ("23_no_answer", "no_answer", "call"),
        ("24_busy", "busy", "call"),
        ("25_invalid", "invalid_number", "staff_call"),
    ],
)
def test_a_call_that_nobody_answers_has_no_turns(
    capsys: pytest.CaptureFixture[str], name: str, outcome: str, step: str
) -> None:
    _, out, _ = spoken(capsys, "--persona", str(PERSONAS / f"{name}.yaml"), "--json")
    told = json.loads(out)
    assert (told["outcome"], told["turns"], told["next"]["step"]) == (outcome, [], step)


def test_a_person_can_type_and_standard_output_stays_one_document(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("네 맞아요\n/1\n\n직원 바꿔 주세요\n"))
    code, out, err = spoken(capsys, "--json", "--show")
    told = json.loads(out)
    assert code == 0
    assert (told["end"], told["outcome"]) == ("handed_over", "wants_person")
    assert "본인 맞으세요" in err


def test_hanging_up_at_the_keyboard_is_hanging_up(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("네\n/끊기\n"))
    _, out, _ = spoken(capsys)
    assert "partial" in out


@pytest.mark.parametrize("content", ["turns: [", "name: 이름만\nturns:\n  - {when: '(', say: 네}\n", "just words"])
def test_a_broken_persona_is_refused_in_korean(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, content: str
) -> None:
    file = tmp_path / "broken.yaml"
    file.write_text(content, encoding="utf-8")
    code, out, err = spoken(capsys, "--persona", str(file), "--json")
    assert code == 1
    assert json.loads(out)["error"]["code"] == "talk_refused"
    assert "통화를 시작할 수 없습니다" in err


def test_a_file_that_is_not_there_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    code, _, err = spoken(capsys, "--persona", "nowhere.yaml")
    assert code == 1
    assert "파일이 없습니다" in err


def test_a_model_that_cannot_be_reached_changes_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    path = str(PERSONAS / "01_arrears_power.yaml")
    _, without, _ = spoken(capsys, "--persona", path, "--now", "2026-11-23T10:00:00+09:00", "--json")
    code, out, _ = spoken(
        capsys,
        "--persona",
        path,
        "--now",
        "2026-11-23T10:00:00+09:00",
        "--json",
        "--model-url",
        "http://127.0.0.1:9/v1",
    )
    assert code == 0
    assert json.loads(out) == json.loads(without)


def test_without_a_running_deployment_it_says_what_to_do(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    code, _, err = spoken(capsys, "--deployed")
    assert code == 1
    assert "uv run anbu up" in err


async def _line_of_a_deployment(request: web.Request) -> web.WebSocketResponse:
    """The telephone network's end: greets, listens once, hangs up."""
    socket = web.WebSocketResponse()
    await socket.prepare(request)
    await socket.send_json({"agent": "본인 맞으세요?"})
    await socket.send_json({"listening": 6000})
    heard = (await socket.receive()).json()
    await socket.send_json({"agent": f"들었습니다: {heard['said'][0]['text']}"})
    await socket.send_json({"ended": "CONTACT_FLOW_DISCONNECT"})
    await socket.close()
    return socket


def test_a_persona_talks_to_a_deployment_over_its_telephone_network() -> None:
    said: list[tuple[str, str]] = []
    persona = Persona.model_validate({"name": "누구", "turns": [{"when": "본인", "say": "네 저예요"}]})

    async def call() -> str:
        app = web.Application()
        app.router.add_get("/phone/line", _line_of_a_deployment)
        async with TestServer(app) as server:
            address = str(server.make_url("/phone/line"))
            return await call_line(address, Resident(persona), lambda who, text: said.append((who, text)))

    assert asyncio.run(call()) == "CONTACT_FLOW_DISCONNECT"
    assert said == [("agent", "본인 맞으세요?"), ("resident", "네 저예요"), ("agent", "들었습니다: 네 저예요")]


def test_who_types_is_told_how_to_answer_and_what_came_of_it_in_korean(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("네 맞아요\n/0\n"))
    code, out, err = spoken(capsys)
    assert code == 0
    assert "/끊기" in err
    assert "사람과 이야기하고 싶어 함 (wants_person)" in out
    assert "담당자 전화 차례 (staff_call)" in out


def test_ctrl_c_hangs_up(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted() -> str:
        raise KeyboardInterrupt

    monkeypatch.setattr("builtins.input", interrupted)
    code, out, _ = spoken(capsys)
    assert code == 0
    assert "(nobody)" in out
