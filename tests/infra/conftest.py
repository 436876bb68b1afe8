"""The app is synthesised once for all tests, as `make check` does it, every deployment with cdk-nag."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from local.embedded.cdk import environment
from tests.infra.synthesised import Deployed, read

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def assembly(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The cloud assembly. A finding of cdk-nag without a reason fails it."""
    place = tmp_path_factory.mktemp("assembly")
    extra = {"CDK_OUTDIR": str(place), "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "layers/anbu/python")])}
    done = subprocess.run(
        [sys.executable, "-O", "-m", "infra.app"],
        cwd=ROOT,
        env=environment(extra),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3000:] + done.stdout[-3000:]
    return place


@pytest.fixture(scope="session")
def aws(assembly: Path) -> Deployed:
    """The deployment for AWS."""
    return read(assembly, "jeonnam")


@pytest.fixture(scope="session")
def local(assembly: Path) -> Deployed:
    """The embedded one."""
    return read(assembly, "local")
