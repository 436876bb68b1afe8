"""`anbu simulate`: a whole round against simulated time (contracts 1 and 7)."""

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from local.simulate.faults import Faults
from local.simulate.round import Setting
from local.simulate.simulate import simulate


def add_parser(subparsers: Any) -> None:
    """The verb's words."""
    parser = subparsers.add_parser("simulate", help="a whole round against simulated time")
    parser.add_argument("--people", type=int, required=True, help="how many stand on the list")
    parser.add_argument("--lines", type=int, default=120, help="lines that outbound calls may use (default 120)")
    parser.add_argument("--rps", type=float, default=2.0, help="call starts a second (default 2, Connect's quota)")
    parser.add_argument("--days", type=int, default=366, help="stop after so many days of the calendar")
    parser.add_argument("--seed", type=int, default=1, help="another seed, other residents and other faults")
    parser.add_argument("--faults", default="", help="such as drop=0.05,duplicate=0.05,reorder=0.1,crash=0.01")
    parser.add_argument("--out", type=Path, default=Path(".anbu/simulate"), help="where event logs and picture go")
    parser.add_argument("--json", action="store_true", help="the report as JSON (contract 7)")


def run(args: argparse.Namespace) -> int:
    """Runs it. 0: everybody is accounted for; 1: the input was refused, or a promise was broken."""
    try:
        setting = _setting(args)
        args.out.mkdir(parents=True, exist_ok=True)
    except (ValueError, OSError) as refused:
        print(f"simulate: {refused}", file=sys.stderr)
        return 1
    report = simulate(setting, args.out).as_json()
    if args.json:
        print(json.dumps(report, ensure_ascii=False))
    else:
        _tell(report)
    kept = report["balanced"] and not any(report[name] for name in _NEVER)
    return 0 if kept else 1


_NEVER = ("unaccounted", "double_calls", "double_notices", "outside_window")


_LEAST = {"people": 0, "lines": 1, "days": 1}
_SLOWEST, _FASTEST = 0.001, 1000.0
"""Call starts a second: a start in a quarter of an hour, and more than any account of Connect has ever had."""


def _setting(args: argparse.Namespace) -> Setting:
    for name, least in _LEAST.items():
        if getattr(args, name) < least:
            raise ValueError(f"--{name} must be {least} or more; it is {getattr(args, name)}")
    if not _SLOWEST <= args.rps <= _FASTEST:
        raise ValueError(f"--rps must be from {_SLOWEST} to {_FASTEST:g} call starts a second; it is {args.rps}")
    return Setting(args.people, args.lines, args.rps, args.seed, args.days, Faults.parse(args.faults))


def _tell(report: dict[str, Any]) -> None:
    others = report.pop("others")
    for name, value in report.items():
        print(f"{name:>24}  {value}")
    print("what others do with the same people and lines:")
    for name, other in others.items():
        hours, use, times = other["hours_inside_windows"], other["line_utilisation"], other["times_ours"]
        print(f"{name:>24}  {hours:.1f} h inside windows ({times} x ours), utilisation {use}")
