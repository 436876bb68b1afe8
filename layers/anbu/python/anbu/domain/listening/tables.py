"""The lexicons of `anbu/data`, read once a process."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def table(name: str) -> dict[str, Any]:
    """The TOML file `name` of `anbu/data`. Raises FileNotFoundError if the package lacks it."""
    return tomllib.loads(files("anbu.data").joinpath(name).read_text("utf-8"))
