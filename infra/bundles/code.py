"""Our own code as zips: the program as a layer, each function's folder, and the settings as a tiny layer."""

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from anbu.settings import Settings
from infra.bundles.bytecode import compile_folder
from infra.bundles.target import BUILD, ROOT, Target
from infra.bundles.zipping import digest_of, files_under, write_zip

SETTINGS_IN_LAYER = "anbu-settings/settings.json"


def program_zip(target: Target) -> Path:
    """The package `anbu` as a layer."""
    return _zip("anbu", files_under(ROOT / "layers/anbu/python", "python/"), target)


def function_zip(name: str, target: Target) -> Path:
    """One function's folder under its own package name, so that it imports the same here and in a test."""
    files = files_under(ROOT / "functions" / name, f"functions/{name}/")
    return _zip(f"function-{name}", {"functions/__init__.py": ROOT / "functions/__init__.py", **files}, target)


def settings_file(settings: Settings) -> Path:
    """The settings as functions read them."""
    place = BUILD / "settings" / f"{settings.name}.json"
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(settings.as_json(), encoding="utf-8")
    return place


def settings_zip(settings: Settings) -> Path:
    """The settings as a layer: unpacked they stand at `/opt/anbu-settings/settings.json`."""
    content = settings_file(settings)
    place = BUILD / "code" / f"settings-{settings.name}-{digest_of({SETTINGS_IN_LAYER: content})}.zip"
    return place if place.exists() else write_zip(place, [(SETTINGS_IN_LAYER, content.read_bytes())], compress=True)


def _zip(name: str, files: dict[str, Path], target: Target) -> Path:
    digest = digest_of(files, target.name, target.version, str(bool(target.python)))
    place = BUILD / "code" / f"{name}-{target.name}-{digest}.zip"
    if not place.exists():
        with tempfile.TemporaryDirectory(prefix="anbu-code-") as folder:
            write_zip(place, _compiled(Path(folder), files, target), compress=target.compress)
    return place


def _compiled(folder: Path, files: dict[str, Path], target: Target) -> Iterator[tuple[str, bytes]]:
    for name, source in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, folder / name)
    compile_folder(folder, target)
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            yield path.relative_to(folder).as_posix(), path.read_bytes()
