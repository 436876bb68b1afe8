"""The app is synthesised once for all tests, as `make check` does it, every deployment with cdk-nag."""

import subprocess
import sys
from pathlib import Path

import pytest

from infra.bundles.target import ROOT
from infra.synthesis import place_of
from local.embedded.cdk import environment
from tests.infra.synthesised import Deployed, read


@pytest.fixture(scope="session")
def assembly() -> Path:
    """The cloud assembly of these sources. A finding of cdk-nag without a reason fails it."""
    command = [sys.executable, "-O", "-m", "infra.synthesis"]
    done = subprocess.run(command, cwd=ROOT, env=environment({}), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-3000:] + done.stdout[-3000:]
    return place_of()


@pytest.fixture(scope="session")
def aws(assembly: Path) -> Deployed:
    """The deployment for AWS."""
    return read(assembly, "jeonnam")


@pytest.fixture(scope="session")
def local(assembly: Path) -> Deployed:
    """The embedded one."""
    return read(assembly, "local")
