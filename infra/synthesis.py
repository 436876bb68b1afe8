"""The app synthesised once for each state of its sources: checks, tests and the embedded cloud read the same assembly.

`python -O -m infra.synthesis [DEPLOYMENT]`: all deployments with cdk-nag, or one without (`make check` has checked it).
"""

import fcntl
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from infra.bundles.target import BUILD, ROOT, host_target, lambda_target
from infra.bundles.zipping import digest_of, files_under

_FOLDERS = ("infra", "functions", "layers/anbu/python", "portal/dist")
_FILES = ("cdk.json", "pyproject.toml", "uv.lock")
_STAMP = "sources"
"""In an assembly that was synthesised to its end: of which sources."""


def place_of(deployment: str | None = None) -> Path:
    """Where the assembly of one deployment lies, or that of all."""
    return BUILD / "assembly" / (deployment or "all")


def synthesise(deployment: str | None = None) -> Path:
    """Brings the assembly to the sources, if it is not: who asks at the same time waits. Returns where it lies."""
    place = place_of(deployment)
    with _alone(place):
        if not is_of(sources(), place):
            _anew(place, deployment)
    return place


def sources(root: Path = ROOT) -> str:
    """A hash of everything that the templates and their assets are made from."""
    folders = {name: file for folder in _FOLDERS for name, file in files_under(root / folder, f"{folder}/").items()}
    files = {name: root / name for name in _FILES}
    return digest_of(folders | files, *(str(target()) for target in (lambda_target, host_target)))


def is_of(state: str, place: Path) -> bool:
    """Whether what lies there was synthesised, to its end, from this state of the sources."""
    stamp = place / _STAMP
    return stamp.is_file() and stamp.read_text(encoding="utf-8") == state


def _anew(place: Path, deployment: str | None) -> None:
    from infra.app import synth  # noqa: PLC0415  starts a Node process: not for an assembly that is there already

    shutil.rmtree(place, ignore_errors=True)  # a stack that is gone must not be deployed from an old template
    state = sources()
    synth(deployment, outdir=place, nag=deployment is None)
    (place / _STAMP).write_text(state, encoding="utf-8")


@contextmanager
def _alone(place: Path) -> Iterator[None]:
    place.parent.mkdir(parents=True, exist_ok=True)
    with place.with_name(f"{place.name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


if __name__ == "__main__":
    synthesise(*sys.argv[1:2])
