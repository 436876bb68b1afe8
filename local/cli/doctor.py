"""`anbu doctor DEPLOYMENT`: what is missing or wrong in its settings, quotas, sender numbers, holidays."""

import argparse
import json
import sys
from dataclasses import asdict
from datetime import date

from pydantic import ValidationError

from infra.settings import read_all
from local.doctor import account_checks, settings_checks
from local.doctor.finding import Finding, Level


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Its arguments."""
    does = "what is missing or wrong before a deployment"
    parser = subparsers.add_parser("doctor", help=does, description=does)
    parser.add_argument("deployment", help="name of a file in infra/deployments, without .toml")
    parser.add_argument("--account", action="store_true", help="ask the AWS account too (reads only)")
    parser.add_argument("--json", action="store_true", help="print JSON")


def run(args: argparse.Namespace) -> int:
    """0: nothing stops a deployment. 1: something does, or there is no such deployment."""
    try:
        everyone = read_all()
    except (ValidationError, ValueError) as wrong:
        print(wrong, file=sys.stderr)
        return 1
    settings = everyone.get(args.deployment)
    if settings is None:
        print(f"{args.deployment}: 그런 배포가 없습니다. 있는 배포: {', '.join(everyone)}", file=sys.stderr)
        return 1
    found = settings_checks.check(settings, everyone, date.today())  # noqa: DTZ011  the day of the desk
    if args.account:
        found += account_checks.check(settings)
    _print(found, as_json=args.json)
    return int(any(finding.level is Level.ERROR for finding in found))


def _print(found: list[Finding], *, as_json: bool) -> None:
    if as_json:
        print(json.dumps({"findings": [asdict(finding) for finding in found]}, ensure_ascii=False))
        return
    for finding in sorted(found, key=lambda it: (it.level, it.about)):
        print(f"{'오류' if finding.level is Level.ERROR else '주의'}  [{finding.about}] {finding.message}")
    if not found:
        print("빠진 것이 없습니다.")
