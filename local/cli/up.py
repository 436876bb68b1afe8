"""`anbu up`, `anbu down`, `anbu status`: the embedded cloud, by hand."""

import argparse
import json
import sys
from dataclasses import asdict

from local.cloud import NotRunning, running
from local.embedded.cdk import DeployFailed
from local.embedded.home import PortTaken, default_home
from local.embedded.processes import NotReady
from local.up import deploy_again, down, is_up, up


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """The three verbs."""
    for verb, does in (
        ("up", "start the embedded cloud and deploy onto it (again: deploy what has changed)"),
        ("down", "stop the embedded cloud"),
        ("status", "what is running, and where"),
    ):
        parser = subparsers.add_parser(verb, help=does, description=does)
        parser.add_argument("--json", action="store_true", help="print JSON")


def run(args: argparse.Namespace) -> int:
    """Does it. 1: it could not be done, with the reason on standard error."""
    try:
        return {"up": _up, "down": _down, "status": _status}[args.verb](as_json=args.json)
    except (PortTaken, NotReady, DeployFailed) as refused:
        print(refused, file=sys.stderr)
        return 1


def _up(*, as_json: bool) -> int:
    home = default_home()
    if is_up(home):
        deploy_again(home)
    else:
        down(home)
        up(home, say=lambda line: print(line, file=sys.stderr))
    return _status(as_json=as_json)


def _down(*, as_json: bool) -> int:
    stopped = down(default_home())
    print(json.dumps({"stopped": stopped}) if as_json else ("껐습니다." if stopped else "떠 있는 것이 없습니다."))
    return 0


def _status(*, as_json: bool) -> int:
    home = default_home()
    if not is_up(home):
        print(json.dumps({"running": False}) if as_json else "떠 있지 않습니다. 시작: uv run anbu up")
        return 0
    try:
        cloud = running()
    except NotRunning as missing:
        print(missing, file=sys.stderr)
        return 1
    if as_json:
        print(json.dumps({"running": True, **asdict(cloud)}, ensure_ascii=False))
        return 0
    print(f"에뮬레이터  {cloud.endpoint}\n전화망      {cloud.telephone}/phone\nAPI         {cloud.api or '-'}")
    print(f"함수        {', '.join(sorted(cloud.functions or {}))}")
    return 0
