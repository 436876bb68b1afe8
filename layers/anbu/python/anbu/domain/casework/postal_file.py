"""A partner's file of checks: columns under any of their names, signs as words; a line that cannot be read says why."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from anbu.domain.casework.postal import Sign
from anbu.domain.ids import AreaCode

_SIGNS = re.compile(r"[\s()\[\]·.,:/_-]+")
_DATE = re.compile(r"(20\d\d)\D{0,2}(\d{1,2})\D{0,2}(\d{1,2})")
_SEARCHED = 20
FindTown = Callable[[str, Sequence[str], str], AreaCode | None]
"""Code, names from the 시도 down, address → 읍면동; None: it cannot be told."""


@dataclass(frozen=True, slots=True)
class PostalWords:
    """`data/postal_columns.toml`: column → headings, and the words of cells."""

    columns: Mapping[str, Sequence[str]]
    delivered: frozenset[str]
    not_delivered: frozenset[str]
    checked: frozenset[str]
    signs: Mapping[Sign, Sequence[str]]


@dataclass(frozen=True, slots=True)
class PostalLine:
    """One line of the file. `problem` names what cannot be read, or is empty: then the line is whole."""

    row: int
    area: AreaCode | None = None
    address: str = ""
    on: date | None = None
    delivered: bool = False
    signs: tuple[Sign, ...] = ()
    name: str = ""
    note: str = ""
    problem: str = ""


def bare(text: str) -> str:
    """As headings and words are compared."""
    return _SIGNS.sub("", text).casefold()


def read_lines(table: Sequence[tuple[int, Sequence[str]]], words: PostalWords, town: FindTown) -> Iterator[PostalLine]:
    """The lines under the header; nothing if no header with 주소 and a date is found."""
    for index, (_, cells) in enumerate(table[:_SEARCHED]):
        headings = [bare(cell) for cell in cells]
        if _column(headings, words, "address") is not None and _column(headings, words, "on") is not None:
            for row, line in table[index + 1 :]:
                if any(cell.strip() for cell in line):
                    yield _read(row, [*line, *[""] * len(headings)], headings, words, town)
            return


def _read(row: int, cells: Sequence[str], headings: Sequence[str], words: PostalWords, town: FindTown) -> PostalLine:
    def cell(meaning: str) -> str:
        at = _column(headings, words, meaning)
        return cells[at].strip() if at is not None else ""

    places = [cells[at].strip() for at, heading in enumerate(headings) if heading in words.columns["place"]]
    area = town(cell("area"), [place for place in places if place], cell("address"))
    said, on = bare(cell("delivered")), _date(cell("on"))
    problem = ""
    if area is None:
        problem = "area"
    elif len(cell("address")) < 5:  # noqa: PLR2004  as the API takes it
        problem = "address"
    elif on is None:
        problem = "on"
    elif said not in words.delivered | words.not_delivered:
        problem = "delivered"
    signs = tuple(_seen(cells, headings, words, cell("signs") + cell("note")))
    name, note = cell("name")[:40], cell("note")[:500]
    return PostalLine(row, area, cell("address")[:200], on, said in words.delivered, signs, name, note, problem)


def _seen(cells: Sequence[str], headings: Sequence[str], words: PostalWords, told: str) -> Iterator[Sign]:
    """Signs told in words, or ticked in a column of their own."""
    for sign, names in words.signs.items():
        ticked = (
            bare(cell) in words.checked and any(name in heading for name in names)
            for cell, heading in zip(cells, headings, strict=False)
        )
        if any(name in bare(told) for name in names) or any(ticked):
            yield sign


def _column(headings: Sequence[str], words: PostalWords, meaning: str) -> int | None:
    return next((at for at, heading in enumerate(headings) if heading in words.columns[meaning]), None)


def _date(text: str) -> date | None:
    found = _DATE.search(text)
    try:
        return date(*map(int, found.groups())) if found else None
    except ValueError:
        return None
