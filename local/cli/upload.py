"""`anbu upload FILE --area CODE`: a list goes where a person would put it; with `--wait` its round is followed."""

import argparse
import json
import sys
from pathlib import Path

from anbu.domain.cases.round import ListKind
from anbu.domain.ids import AreaCode, RoundId
from local.cloud import NotRunning, running
from local.follow import follow
from local.present import print_certificate
from local.rounds import UploadedRound, as_json


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Its arguments."""
    parser = subparsers.add_parser("upload", help="upload a candidate list to the running deployment")
    parser.add_argument("file", type=Path)
    parser.add_argument("--area", required=True, help="행정표준코드 of the 시군구, ten digits")
    parser.add_argument("--round", default="2026-6", help="id of the round (default: %(default)s)")
    parser.add_argument(
        "--kind",
        type=ListKind,
        choices=list(ListKind),
        help="whose list it is: candidates whom the state found, or people looked after already (a new round only)",
    )
    parser.add_argument("--wait", action="store_true", help="follow the round to its end and print its certificate")
    parser.add_argument("--json", action="store_true")


def run(args: argparse.Namespace) -> int:
    """0: uploaded (and, with `--wait`, balanced); 1: refused."""
    if not args.file.is_file():
        print(f"파일이 없습니다: {args.file}. 경로를 확인해 주세요.", file=sys.stderr)
        return 1
    try:
        cloud = running()
    except NotRunning as missing:
        print(missing, file=sys.stderr)
        return 1
    uploaded = UploadedRound(cloud, AreaCode(args.area), RoundId(args.round))
    if args.kind and not uploaded.open(args.kind):
        print("같은 이름의 차수가 다른 종류로 이미 열려 있습니다. --round로 다른 이름을 정해 주세요.", file=sys.stderr)
        return 1
    key = uploaded.upload(args.file)
    if not args.wait:
        print(json.dumps({"key": key}) if args.json else f"올렸습니다: {key}")
        return 0
    follow(uploaded)
    certificate = uploaded.certificate()
    print(json.dumps(as_json(certificate), ensure_ascii=False)) if args.json else print_certificate(certificate)
    return 0 if certificate.balanced else 1
