"""Finding the header: under title rows, in one row or two, and again where a printed list repeats it."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest

from anbu.domain.lists.columns import BY_WORD, ColumnNames, Columns, Meaning, heading_forms

SEARCHED_ROWS = 100
"""So far down a header is looked for."""

Cells = Sequence[str]


@dataclass(frozen=True, slots=True)
class Header:
    """The columns, and how many of the rows given belong to titles and header together."""

    columns: Columns
    rows: int


def as_header(cells: Cells, names: ColumnNames) -> Columns | None:
    """The columns, if this row is a header: it names 성명, and nearly all that it says are headings."""
    columns = names.recognise(cells)
    if Meaning.NAME not in columns.places:
        return None
    filled = len(columns.headings)
    known = sum(len(places) for places in columns.places.values())
    # one known word in a row of text is a title
    alone = filled == 1 and any(cell and _is_bare(cell, names) for cell in cells)
    return columns if known >= 2 or alone else None  # noqa: PLR2004


def _is_bare(cell: str, names: ColumnNames) -> bool:
    """One word that is an alias by itself: the heading of a list of nothing but names."""
    found = names.meaning(cell)
    return found is not None and found[1] < BY_WORD and heading_forms(cell)[0] == cell.strip().lower()


def find_header(rows: Sequence[Cells], names: ColumnNames) -> Header | None:
    """The first header among these rows; a second header row under it (휴대전화 | 집전화 under 연락처) too."""
    for index, cells in enumerate(rows):
        columns = as_header(cells, names)
        if columns:
            below = rows[index + 1] if index + 1 < len(rows) else ()
            if _continues(below, columns, names):
                joined = [_heading(upper, lower) for upper, lower in zip_longest(cells, below, fillvalue="")]
                return Header(names.recognise(joined), index + 2)
            return Header(columns, index + 1)
    return None


def _heading(upper: str, lower: str) -> str:
    return lower if lower.strip() else upper


def _continues(below: Cells, columns: Columns, names: ColumnNames) -> bool:
    """A row of nothing but headings, with none where the row above names the person."""
    filled = [(place, cell) for place, cell in enumerate(below) if cell.strip()]
    name_at = columns.first(Meaning.NAME)
    if not filled:
        return False
    repeated = [place for place, cell in filled if columns.headings.get(place) == " ".join(cell.split())]
    known = [place for place, cell in filled if names.meaning(cell)]
    own = [place for place, _ in filled if place == name_at and place not in repeated]
    return len(known) == len(filled) and len(repeated) < len(filled) and not own
