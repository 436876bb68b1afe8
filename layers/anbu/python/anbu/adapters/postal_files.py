"""Files of checks as partners send them: any text or spreadsheet that lists are read from."""

import tempfile
from collections.abc import Sequence
from datetime import datetime
from functools import cache
from itertools import islice
from pathlib import Path

from anbu import data
from anbu.adapters.area_tables import area_tree
from anbu.adapters.list_files.load_rules import list_rules
from anbu.adapters.list_files.read_file import read_tables
from anbu.domain.casework.postal import Sign
from anbu.domain.casework.postal_file import PostalLine, PostalWords, bare, read_lines
from anbu.domain.ids import AreaCode
from anbu.domain.lists.places import PlaceFinder
from anbu.domain.times import KST

MOST_LINES = 300
"""Of one file: what is kept within one answer's time."""


@cache
def postal_words() -> PostalWords:
    """The words of `data/postal_columns.toml`, as they are compared."""
    told = data.load("postal_columns")
    return PostalWords(
        {meaning: [bare(name) for name in names] for meaning, names in told["columns"].items()},
        frozenset(map(bare, told["delivered"]["yes"])),
        frozenset(map(bare, told["delivered"]["no"])),
        frozenset(map(bare, told["checked"]["yes"])),
        {Sign(sign): [bare(name) for name in names] for sign, names in told["signs"].items()},
    )


def read_postal_file(raw: bytes) -> list[PostalLine]:
    """The lines of a file; one more than `MOST_LINES` where there are more.

    Raises:
        ListRefused: no table that can be read.
    """
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "checks")
        path.write_bytes(raw)
        names = list_rules(datetime.now(KST).date(), None, None).names
        lines: list[PostalLine] = []
        for table in read_tables(path, names):
            rows = list(islice(table.rows, MOST_LINES + 50))
            lines += islice(read_lines(rows, postal_words(), _town), MOST_LINES + 1 - len(lines))
        return lines


def _town(code: str, names: Sequence[str], address: str) -> AreaCode | None:
    sido, sigungu, emd = ([""] * 3 + list(names))[-3:]
    found = PlaceFinder(area_tree()).find(sido, sigungu, emd, code, address)
    return found.area
