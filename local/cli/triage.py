"""`anbu triage TRANSCRIPT.json …`: transcript in (contract 3, Contact Lens, Lex logs), record out (contract 4)."""

import argparse
import json
import os
import sys
from dataclasses import asdict
from pathlib import Path

from anbu.adapters.morphology import analyse
from anbu.adapters.transcripts.read_transcript import UnreadableTranscript, read_transcript
from anbu.domain.counselling.masking import PersonalData
from anbu.domain.counselling.record import CounsellingRecord
from anbu.usecases.summarise_call import Summarising, SummaryModel, summarise_call


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """The verb's arguments."""
    parser = subparsers.add_parser(
        "triage", help="make the counselling record of a transcript, with the rules, or a model on top"
    )
    parser.add_argument("files", nargs="+", metavar="TRANSCRIPT", help="JSON files (- reads standard input)")
    parser.add_argument("--json", action="store_true", help="one JSON document a file, a line each for several")
    parser.add_argument("--model", metavar="NAME", help="a language model on top of the rules (key: OPENAI_API_KEY)")
    parser.add_argument("--model-url", metavar="URL", help="an OpenAI-compatible server of one's own")


def run(args: argparse.Namespace) -> int:
    """0: every file was a transcript. 1: one was not; the others are answered all the same. 2: wrong usage."""
    if args.model_url and not args.model:
        print("--model-url에는 --model이 필요합니다. 모델의 이름을 함께 적어 주세요.", file=sys.stderr)
        return 2
    refused, world = False, Summarising(analyse, _model(args), failed=_say_failed)
    for name in args.files:
        try:
            record = summarise_call(read_transcript(_read(name)), PersonalData(), world)
        except (OSError, UnreadableTranscript) as broken:
            refused = True
            _refuse(name, broken, as_json=args.json)
            continue
        print(_as_json(record, indent=None if len(args.files) > 1 else 1) if args.json else _as_text(record))
    return 1 if refused else 0


def _model(args: argparse.Namespace) -> SummaryModel | None:
    """The model that was asked for. A transcript names nobody: what is masked is what can be seen to be personal."""
    if not args.model:
        return None
    from anbu.adapters.language_model import ModelSettings, language_model  # noqa: PLC0415  half a second of import

    where = "self_hosted" if args.model_url else "openai"
    key = os.environ.get("OPENAI_API_KEY", "unused")
    return language_model(ModelSettings(provider=where, model=args.model, base_url=args.model_url, api_key=key))


def _say_failed(why: str) -> None:
    print(f"모델의 답을 쓸 수 없어 규칙만으로 정리했습니다 ({why}).", file=sys.stderr)


def _read(name: str) -> bytes:
    return sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()


def _refuse(name: str, broken: Exception, *, as_json: bool) -> None:
    message = "파일을 열 수 없습니다. 경로를 확인해 주세요." if isinstance(broken, OSError) else str(broken)
    print(f"{name}: {message}", file=sys.stderr)
    if as_json:
        print(json.dumps({"file": name, "error": {"code": "unreadable", "message": message}}, ensure_ascii=False))


def _as_json(record: CounsellingRecord, indent: int | None) -> str:
    return json.dumps(asdict(record), ensure_ascii=False, indent=indent)


def _as_text(record: CounsellingRecord) -> str:
    lines = [record.summary, f"필요도: {record.need.value}"]
    lines += [f"위험 {one.kind.value} ({one.turn}): “{one.quote}”" for one in record.danger]
    lines += [f"검토할 서비스: {one.reason}" for one in record.suggested_services]
    return "\n".join(lines) + "\n"
