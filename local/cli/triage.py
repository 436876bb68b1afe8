"""`anbu triage TRANSCRIPT.json …`: transcript in (contract 3, Contact Lens, Lex logs), record out (contract 4)."""

import argparse
import json
import sys
from dataclasses import asdict
from pathlib import Path

from anbu.adapters.morphology import analyse
from anbu.adapters.transcripts.read_transcript import UnreadableTranscript, read_transcript
from anbu.domain.counselling.counsel import counsel
from anbu.domain.counselling.record import CounsellingRecord


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """The verb's arguments."""
    parser = subparsers.add_parser("triage", help="make the counselling record of a transcript, with the rules")
    parser.add_argument("files", nargs="+", metavar="TRANSCRIPT", help="JSON files (- reads standard input)")
    parser.add_argument("--json", action="store_true", help="one JSON document a file, a line each for several")


def run(args: argparse.Namespace) -> int:
    """0: every file was a transcript. 1: one was not; the others are answered all the same."""
    refused = False
    for name in args.files:
        try:
            record = counsel(read_transcript(_read(name)), analyse)
        except (OSError, UnreadableTranscript) as broken:
            refused = True
            _refuse(name, broken, as_json=args.json)
            continue
        print(_as_json(record, indent=None if len(args.files) > 1 else 1) if args.json else _as_text(record))
    return 1 if refused else 0


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
