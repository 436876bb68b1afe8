"""Rules as data: lexicons, texts, ladders, tables. Versioned, each with its source."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def load(name: str) -> dict[str, Any]:
    """The TOML file of that name (without its ending), read once a process.

    Raises:
        FileNotFoundError: there is no such file: a fault of the build, not of anybody's input.
    """
    return tomllib.loads(files(__name__).joinpath(f"{name}.toml").read_text("utf-8"))
