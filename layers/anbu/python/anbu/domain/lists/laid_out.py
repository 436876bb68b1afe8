"""Tables as they are laid out on a sheet: two lists side by side under the same headings are two tables."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice

from anbu.domain.lists.columns import ColumnNames, Meaning
from anbu.domain.lists.header import SEARCHED_ROWS, find_header
from anbu.domain.lists.headings import heading_forms
from anbu.domain.lists.resident_numbers import reduce_numbers
from anbu.domain.lists.tables import RowOfCells, Table

_LEAST = 2
"""Headings that must come again, 성명 among them."""


def laid_out(tables: Iterable[Table], names: ColumnNames) -> Iterator[Table]:
    """Each table under a name without a 주민등록번호; the second of two that stand side by side is `name (2)`."""
    for table in tables:
        rows = iter(table.rows)
        top = list(islice(rows, SEARCHED_ROWS))
        sheet = reduce_numbers(table.sheet)[0]
        starts = _starts([cells for _, cells in top if any(cells)], names)
        if len(starts) < _LEAST:
            yield Table(sheet, chain(top, rows), table.spans)
            continue
        whole = [*top, *rows]
        for n, (start, end) in enumerate(zip(starts, [*starts[1:], None], strict=True), 1):
            name = sheet if n == 1 else f"{sheet} ({n})".strip()
            yield Table(name, _between(whole, start if n > 1 else 0, end))


def _between(rows: Sequence[RowOfCells], start: int, end: int | None) -> list[RowOfCells]:
    return [(number, cells[start:end]) for number, cells in rows]


def _starts(top: Sequence[Sequence[str]], names: ColumnNames) -> list[int]:
    """The columns at which the tables begin; none where there is but one."""
    header = find_header(top, names)
    name_at = header.columns.first(Meaning.NAME) if header else None
    if header is None or name_at is None or _has_groups(top[: header.rows]):
        return []
    forms = {place: heading_forms(heading)[:1] for place, heading in header.columns.headings.items()}
    found = [place for place, form in forms.items() if form == forms[name_at]]
    if len(found) < _LEAST:
        return []
    shift = found[1] - found[0]
    again = [place for place in range(found[1]) if forms.get(place) and forms[place] == forms.get(place + shift)]
    if len(again) < _LEAST:
        return []
    before = found[0] - min(again)
    return [place - before for place in found]


def _has_groups(rows: Sequence[Sequence[str]]) -> bool:
    """Whether the row over the headings names groups: 대상자 and 보호자 may each have a 성명."""
    above = rows[-2] if len(rows) >= _LEAST else ()
    return len({cell.strip() for cell in above if cell.strip()}) >= _LEAST
