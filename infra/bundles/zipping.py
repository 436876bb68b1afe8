"""Zips that have the same bytes for the same files: fixed times, sorted names."""

import hashlib
import os
import zipfile
from collections.abc import Iterable, Mapping
from pathlib import Path

_MOMENT = (2020, 1, 1, 0, 0, 0)
_READABLE = 0o100644 << 16


def files_under(root: Path, prefix: str = "") -> dict[str, Path]:
    """Name in the zip → file, for every file under a folder, caches and stubs left out."""
    return {
        f"{prefix}{path.relative_to(root).as_posix()}": path
        for path in sorted(root.rglob("*"))
        if path.is_file() and "__pycache__" not in path.parts and path.suffix != ".pyi"
    }


def digest_of(files: Mapping[str, Path], *extra: str) -> str:
    """A short hash of names, contents and whatever else decides the result."""
    total = hashlib.sha256("\0".join(extra).encode())
    for name in sorted(files):
        total.update(f"\0{name}\0".encode() + files[name].read_bytes())
    return total.hexdigest()[:16]


def write_zip(target: Path, files: Iterable[tuple[str, bytes]], *, compress: bool) -> Path:
    """Writes the zip beside its place and moves it there whole, so that a stopped build leaves nothing half."""
    target.parent.mkdir(parents=True, exist_ok=True)
    part = target.with_suffix(f".{os.getpid()}.part")
    how = zipfile.ZIP_DEFLATED if compress else zipfile.ZIP_STORED
    with zipfile.ZipFile(part, "w", how, compresslevel=6 if compress else None) as archive:
        for name, content in files:
            entry = zipfile.ZipInfo(name, _MOMENT)
            entry.external_attr = _READABLE
            entry.compress_type = how
            archive.writestr(entry, content)
    part.replace(target)
    return target
