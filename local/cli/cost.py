"""`anbu cost DEPLOYMENT --people N`: what a round costs, by service."""

import argparse
import json
import sys
import tomllib
from dataclasses import asdict
from pathlib import Path

from infra.settings import read_all
from local.cost.estimate import PRICES, Line, estimate, read_prices


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Its arguments."""
    does = "what a round costs, by service"
    parser = subparsers.add_parser("cost", help=does, description=does)
    parser.add_argument("deployment", help="name of a file in infra/deployments, without .toml")
    parser.add_argument("--people", type=int, required=True, help="people of the round")
    parser.add_argument("--prices", type=Path, default=PRICES, help="your own table of prices (TOML)")
    parser.add_argument("--json", action="store_true", help="print JSON")


def run(args: argparse.Namespace) -> int:
    """0: printed. 1: there is no such deployment, or the table cannot be used."""
    try:
        settings = read_all().get(args.deployment)
        table = read_prices(args.prices)
        lines = estimate(args.people, table)
    except (ValueError, KeyError, OSError, tomllib.TOMLDecodeError) as wrong:
        print(wrong, file=sys.stderr)
        return 1
    if settings is None:
        print(f"{args.deployment}: 그런 배포가 없습니다.", file=sys.stderr)
        return 1
    if settings.texts.provider == "aws":
        print("문자 단가는 솔라피의 것입니다. AWS로 보낸다면 --prices 로 바꿔 주세요.", file=sys.stderr)
    total = sum(line.won for line in lines)
    if args.json:
        told = {"deployment": settings.name, "people": args.people, "as_of": table["as_of"].isoformat(), "won": total}
        print(json.dumps({**told, "lines": [asdict(line) for line in lines]}, ensure_ascii=False))
    else:
        _print(lines, total, args.people, table["as_of"].isoformat())
    return 0


def _print(lines: list[Line], total: int, people: int, as_of: str) -> None:
    for line in lines:
        mark = "" if line.checked else "  (단가 확인 필요)"
        print(f"{line.won:>14,}원  {line.service}: {line.amount:,.0f} {line.unit}{mark}")
    each = f", 한 사람 {total / people:,.0f}원" if people else ""
    print(
        f"{total:>14,}원  합계{each} — {as_of} 기준, 부가세 제외. "
        "고정 비용(번호, CloudFront, WAF, 보관)은 들어 있지 않습니다."
    )
