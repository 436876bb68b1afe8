"""`anbu validate-flow FILE`: checks a contact flow against the flow language's rules, before Connect does."""

import argparse
import json
import sys
from dataclasses import asdict
from pathlib import Path

from anbu.data import load
from anbu.domain.flow.finding import Level
from anbu.domain.flow.rules import rules_from
from anbu.domain.flow.validate import validate_text


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """The verb's arguments."""
    parser = subparsers.add_parser("validate-flow", help="check a contact flow against the flow language's rules")
    parser.add_argument("file", type=Path, metavar="FILE", help="the flow's JSON")
    parser.add_argument("--json", action="store_true", help="one JSON document on standard output")


def run(args: argparse.Namespace) -> int:
    """0: Connect would take it (there may be warnings). 1: it would not, or the file cannot be read."""
    try:
        text = args.file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as broken:
        print(
            f"{args.file}: 읽을 수 없는 파일입니다. 경로와 인코딩(UTF-8)을 확인해 주세요. ({broken})", file=sys.stderr
        )
        if args.json:
            print(json.dumps({"error": {"code": "unreadable", "message": str(broken)}}, ensure_ascii=False))
        return 1
    findings = validate_text(text, rules_from(load("flow_rules")))
    errors = sum(finding.level is Level.ERROR for finding in findings)
    if args.json:
        told = {"valid": errors == 0, "errors": errors, "warnings": len(findings) - errors}
        print(json.dumps(told | {"findings": [asdict(finding) for finding in findings]}, ensure_ascii=False, indent=1))
    else:
        for finding in findings:
            where = f"'{finding.block}' {finding.path}" if finding.block else finding.path or "(문서)"
            print(f"{finding.level.upper():7} {where}  [{finding.code}] {finding.message}")
        print(f"오류 {errors}건, 주의 {len(findings) - errors}건." if findings else "문제가 없습니다.")
    return 1 if errors else 0
