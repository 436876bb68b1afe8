"""Finding the header: under title rows, in one row or two, and again where a printed list repeats it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest

from anbu.domain.lists.columns import BY_WORD, ColumnNames, Columns, Meaning
from anbu.domain.lists.headings import heading_forms

SEARCHED_ROWS = 100
"""So far down a header is looked for."""

Cells = Sequence[str]
_LONGEST_TITLE = 6
_DIGITS_OF_A_DAY = 6
_EVIDENCE = (Meaning.PHONE, Meaning.PHONE_OF_ANOTHER, Meaning.BIRTH, Meaning.RESIDENT_NUMBER)


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


def as_header_again(cells: Cells, names: ColumnNames) -> Columns | None:
    """The columns, if this row under the first header is another one: here only whole headings count, and no digits.

    Somebody of whom a list says "이름 미상, 연락처 모름" is a person.
    """
    meanings = [found for cell in cells if cell.strip() and (found := names.meaning(cell)) and found[1] < BY_WORD]
    whole = len(meanings) > 1 and any(meaning is Meaning.NAME for meaning, _ in meanings)
    bare = not any(letter.isdigit() for cell in cells if names.meaning(cell) is None for letter in cell)
    return as_header(cells, names) if whole and bare else None


def _is_bare(cell: str, names: ColumnNames) -> bool:
    """One word that is an alias by itself: the heading of a list of nothing but names."""
    found = names.meaning(cell)
    return found is not None and found[1] < BY_WORD and heading_forms(cell)[0] == cell.strip().lower()


def find_header(rows: Sequence[Cells], names: ColumnNames) -> Header | None:
    """The header among these rows, with the one above or below it that names groups or parts of its columns.

    It is the first, unless a fuller one follows so soon that nobody can stand between the two: then the first was a
    title (발굴대상자, 제출자 성명).
    """
    found: Header | None = None
    top = 0
    for index, cells in enumerate(rows):
        if found is not None and index < found.rows:
            continue
        if found is not None and (index - top > _LONGEST_TITLE or _holds_a_person(rows[index - 1], found)):
            break
        columns = as_header(cells, names)
        if columns and (found is None or _known(columns) > _known(found.columns)):
            found, top = _whole(rows, index, columns, names), index
    return found


def _known(columns: Columns) -> int:
    return sum(map(len, columns.places.values()))


def _holds_a_person(cells: Cells, header: Header) -> bool:
    """A row with a number or a day in its columns: it is under a header, not over one."""
    columns = header.columns
    places = columns.all(*_EVIDENCE)
    return any(at < len(cells) and sum(map(str.isdigit, cells[at])) >= _DIGITS_OF_A_DAY for at in places)


def _whole(rows: Sequence[Cells], index: int, columns: Columns, names: ColumnNames) -> Header:
    cells = rows[index]
    below = rows[index + 1] if index + 1 < len(rows) else ()
    above = rows[index - 1] if index else ()
    if (joined := _joined(cells, below, names)) is not None:
        return Header(names.recognise(joined), index + 2)
    groups = [at for at, cell in enumerate(above) if names.meaning(cell)]
    if len(groups) > 1 and all(not any(map(str.isdigit, cell)) for cell in above):
        return Header(names.recognise(_under_groups(above, cells, names)), index + 1)
    return Header(columns, index + 1)


def _under_groups(above: Cells, cells: Cells, names: ColumnNames) -> list[str]:
    """The headings with the groups above them: a group reaches over the blank cells on its right, as merged ones do."""
    whole, group = [], ""
    for upper, cell in zip_longest(above, cells, fillvalue=""):
        group = upper if upper.strip() else group
        blank = upper if names.meaning(upper) else cell
        whole.append(_part(group, cell, names) if cell.strip() else blank)
    return whole


def _part(group: str, part: str, names: ColumnNames) -> str:
    """The heading of a part of a group: 본인 under 연락처 is a number. What means something by itself is that."""
    own, whole = names.meaning(part), f"{group} {part}"
    if own is not None and own[0] is not Meaning.REMARKS:
        return part
    return whole if names.meaning(whole) else part


def _joined(cells: Cells, below: Cells, names: ColumnNames) -> list[str] | None:
    """The headings of both rows as one, if the lower has nothing but headings: parts of the upper ones."""
    filled = [(at, " ".join(cell.split())) for at, cell in enumerate(below) if cell.strip()]
    if not filled or [cell for _, cell in filled] == [" ".join(cell.split()) for cell in cells if cell.strip()]:
        return None
    whole, group, known = [], "", 0
    named: Counter[str] = Counter()
    for upper, lower in zip_longest(cells, below, fillvalue=""):
        group = upper if upper.strip() else group
        heading = upper
        if lower.strip():
            known += names.meaning(lower) is not None
            named[group] += names.indicator(lower) is not None
            if any(map(str.isdigit, lower)) and not names.meaning(lower):
                return None
            heading = lower if names.meaning(lower) else f"{group} {lower}"
            if not names.meaning(heading):
                return None
        whole.append(heading)
    if not known or 1 in named.values():
        return None  # one indicator under a heading is what a row says, several under one are headings
    return whole
