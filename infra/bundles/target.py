"""The machine that a bundle is for: Lambda (arm64, Python 3.13), or this one (the embedded cloud)."""

import shutil
import subprocess
import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
BUILD = ROOT / "build"


@dataclass(frozen=True, slots=True)
class Target:
    """`platform` and `version` are uv's names; `python` compiles the bytecode, or None if it is not installed."""

    name: str
    version: str
    platform: str | None
    python: str | None
    compress: bool
    """For Lambda zips are small; for the emulator, which unpacks them once a worker, they are quick."""


def uv() -> str:
    """The uv of this environment.

    Raises:
        RuntimeError: there is none.
    """
    found = shutil.which("uv", path=str(Path(sys.executable).parent)) or shutil.which("uv")
    if not found:
        raise RuntimeError("uv is not installed: run `make setup`")
    return found


@cache
def lambda_target() -> Target:
    """What AWS runs."""
    found = subprocess.run(
        [uv(), "python", "find", "--no-python-downloads", "--no-project", "3.13"],
        capture_output=True,
        text=True,
        check=False,
    )
    python = found.stdout.strip() if found.returncode == 0 else None
    return Target("lambda", "3.13", "aarch64-manylinux_2_28", python, compress=True)


@cache
def host_target() -> Target:
    """What this machine runs."""
    return Target("host", f"{sys.version_info.major}.{sys.version_info.minor}", None, sys.executable, compress=False)
