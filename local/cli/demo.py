"""`anbu demo`: a whole round on the embedded cloud, from a list to the certificate, and where to look further."""

import argparse
import json
import signal
import sys
import tempfile
import time
from pathlib import Path

from anbu.domain.cases.certificate import Certificate
from anbu.domain.ids import AreaCode, RoundId
from local.cloud import Cloud
from local.drive import Stalled
from local.embedded.cdk import DeployFailed
from local.embedded.home import PortTaken
from local.embedded.processes import NotReady
from local.follow import follow
from local.present import print_certificate
from local.rounds import UploadedRound, as_json
from local.samples.invent import invent
from local.tour import tour
from local.up import ensure_up

SAMPLES = Path(__file__).parent.parent / "samples"
_AREAS = {"gokseong": "4672000000", "mokpo": "4611000000", "haenam": "4682000000"}


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Its arguments."""
    parser = subparsers.add_parser("demo", help="a whole round on the embedded cloud")
    parser.add_argument("--list", type=Path, default=SAMPLES / "gokseong_2024_3.xlsx", help="candidate list to run")
    parser.add_argument("--people", type=int, help="invent a list of so many people instead")
    parser.add_argument("--area", help="행정표준코드 of the 시군구 (told from a sample's name otherwise)")
    parser.add_argument("--once", action="store_true", help="end when the round is through")
    parser.add_argument("--json", action="store_true", help="print the certificate as JSON")


def run(args: argparse.Namespace) -> int:
    """0: through and balanced, nothing of the machine's overdue; 1: refused, or not."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # so that everything started is stopped
    try:
        with tempfile.TemporaryDirectory() as folder, ensure_up(say=_say) as cloud:
            return _round(args, cloud, Path(folder))
    except (PortTaken, NotReady, DeployFailed, Stalled) as refused:
        print(refused, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 0


def _round(args: argparse.Namespace, cloud: Cloud, folder: Path) -> int:
    file = invent(folder / "invented.csv", args.people) if args.people else args.list
    if not file.is_file():
        print(f"파일이 없습니다: {file}. 경로를 확인해 주세요.", file=sys.stderr)
        return 1
    began = time.monotonic()
    uploaded = UploadedRound(cloud, AreaCode(args.area or _area_of(file)), RoundId(f"demo-{int(time.time())}"))
    _say(f"명단을 올립니다: {file.name}")
    uploaded.upload(file)
    follow(uploaded)
    certificate = uploaded.certificate()
    _say(f"차수를 마쳤습니다 ({time.monotonic() - began:.0f}초)")
    if args.json:
        print(json.dumps(as_json(certificate), ensure_ascii=False))
    else:
        print_certificate(certificate)
        tour(uploaded)
    if not args.once:
        _say("계속 켜져 있습니다. 끝내려면 Ctrl-C를 누르세요.")
        signal.pause()
    return 0 if _is_good(certificate) else 1


def _is_good(certificate: Certificate) -> bool:
    return certificate.balanced and not certificate.missing and certificate.overdue["machine"] == 0


def _area_of(file: Path) -> str:
    return _AREAS.get(file.name.split("_")[0], _AREAS["gokseong"])


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)
