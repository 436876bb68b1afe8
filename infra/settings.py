"""The deployments: one settings file each (their shape: `anbu/settings.py`)."""

import tomllib
from pathlib import Path

from anbu.settings import Settings

DEPLOYMENTS = Path(__file__).parent / "deployments"


def read(path: Path) -> Settings:
    """One deployment's settings.

    Raises:
        pydantic.ValidationError: a key is unknown, missing, or has a value that cannot be.
    """
    return Settings.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))


def read_all() -> dict[str, Settings]:
    """Every deployment by name, in the order of the names.

    Raises:
        ValueError: a file and the name in it differ.
    """
    found = {path.stem: read(path) for path in sorted(DEPLOYMENTS.glob("*.toml"))}
    for stem, settings in found.items():
        if stem != settings.name:
            raise ValueError(f"{stem}.toml names itself {settings.name!r}: the two must agree")
    return found
