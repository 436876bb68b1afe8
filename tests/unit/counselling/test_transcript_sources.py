"""Transcripts of other systems are read: contract 3 with holes, Contact Lens in any casing, Lex logs."""

import argparse
import json
from pathlib import Path
from typing import Any

import pytest

from anbu.adapters.transcripts.read_transcript import UnreadableTranscript, read_transcript
from local.cli import triage

LENS: dict[str, Any] = {
    "Version": "VOICE-2022-11-30",
    "JobStatus": "COMPLETED",
    "LanguageCode": "ko-KR",
    "CustomerMetadata": {"ContactId": "c0"},
    "Participants": [
        {"ParticipantId": "P1", "ParticipantRole": "CUSTOMER"},
        {"ParticipantId": "P2", "ParticipantRole": "AGENT"},
    ],
    "Transcript": [
        {"Id": "s1", "ParticipantId": "P2", "Content": "식사는 하셨어요?", "BeginOffsetMillis": 0},
        {"Id": "s2", "ParticipantId": "P1", "Content": "[PII] 사흘째 굶고 있어요.", "BeginOffsetMillis": 900},
    ],
}


def _lower(value: Any) -> Any:
    if isinstance(value, dict):
        return {name[0].lower() + name[1:]: _lower(inner) for name, inner in value.items()}
    return [_lower(inner) for inner in value] if isinstance(value, list) else value


@pytest.mark.parametrize("document", [LENS, _lower(LENS)])
def test_contact_lens_files_in_any_casing(document: dict[str, Any]) -> None:
    read = read_transcript(json.dumps(document))
    assert [(turn.id, turn.speaker) for turn in read.turns] == [("s1", "agent"), ("s2", "resident")]
    assert read.contact_id == "c0"


def test_lex_logs_in_order_of_time_from_json_lines() -> None:
    later = {"timestamp": "2026-03-02T01:05:00Z", "inputTranscript": "굶고 있어요", "messages": []}
    first = {
        "timestamp": "2026-03-02T01:04:00Z",
        "inputTranscript": "네",
        "transcriptions": [{"transcriptionConfidence": 0.9}],
        "messages": [{"content": "식사는 하셨어요?"}],
    }
    read = read_transcript("\n".join(json.dumps(record) for record in (later, {"message": json.dumps(first)})))
    assert [turn.text for turn in read.turns] == ["네", "식사는 하셨어요?", "굶고 있어요"]
    assert read.turns[0].confidence == 0.9


@pytest.mark.parametrize("name", ["events", "logEvents"])
def test_lex_logs_as_cloudwatch_hands_them_over(name: str) -> None:
    turn = {"timestamp": "2026-03-02T01:04:00Z", "sessionId": "s", "inputTranscript": "네", "messages": []}
    read = read_transcript(json.dumps({name: [{"message": json.dumps(turn)}]}))
    assert [one.text for one in read.turns] == ["네"]


def test_logs_of_several_calls_are_not_one_call() -> None:
    two = [{"sessionId": name, "inputTranscript": "네", "messages": []} for name in ("a", "b")]
    with pytest.raises(UnreadableTranscript):
        read_transcript(json.dumps(two))


def test_contact_lens_segments_stand_in_order_of_time() -> None:
    turned = LENS | {"Transcript": LENS["Transcript"][::-1]}
    assert [turn.id for turn in read_transcript(json.dumps(turned)).turns] == ["s1", "s2"]


def test_contract_3_with_nearly_everything_missing() -> None:
    read = read_transcript(json.dumps({"turns": [{"speaker": "resident", "text": "네"}]}))
    assert (read.turns[0].id, read.case_id) == ("t1", "")


@pytest.mark.parametrize(
    "body", ["", "전화 기록", "[]", "{}", '{"turns": [1]}', '{"turns": "x"}', b"\xff\xfe\x00", "[1]"]
)
def test_anything_else_is_refused_in_a_sentence(body: str | bytes) -> None:
    with pytest.raises(UnreadableTranscript, match="확인해 주세요"):
        read_transcript(body)


def _run(*files: str) -> int:
    parser = argparse.ArgumentParser()
    triage.add_parser(parser.add_subparsers())
    return triage.run(parser.parse_args(["triage", "--json", *files]))


def test_triage_prints_one_line_a_file_and_refuses_only_what_is_none(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    good, bad = tmp_path / "good.json", tmp_path / "bad.json"
    good.write_text(json.dumps(LENS), "utf-8")
    bad.write_text("no", "utf-8")
    assert _run(str(good), str(bad), str(tmp_path / "none.json")) == 1
    out, err = capsys.readouterr()
    lines = [json.loads(line) for line in out.splitlines()]
    assert lines[0]["need"] == "urgent"
    assert [line["error"]["code"] for line in lines[1:]] == ["unreadable", "unreadable"]
    assert "JSON 파일이 아닙니다" in err
    assert _run(str(good)) == 0
