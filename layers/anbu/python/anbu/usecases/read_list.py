"""Read a candidate list: every row that is a person or tries to be, once, with what became of it (contract 2)."""

import gc
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from itertools import chain

from anbu.domain.lists.columns import Columns, Meaning
from anbu.domain.lists.duplicates import Duplicates, as_duplicate
from anbu.domain.lists.header import SEARCHED_ROWS, as_header_again, find_header
from anbu.domain.lists.laid_out import laid_out
from anbu.domain.lists.places import PlaceFinder
from anbu.domain.lists.read_row import NoRow, RowReader
from anbu.domain.lists.rules import ListRules
from anbu.domain.lists.tables import RowOfCells, Table
from anbu.domain.lists.values import Counts, ListRefused, ListRow, Problem, Status

_LIKE_PEOPLE = 0.5
_NUMBERLESS = frozenset({"no_phone", "no_usable_phone"})


@dataclass(slots=True)
class ListReading:
    """A list as read. `columns`: for each sheet, what each heading means; `skipped`: sheets without a table."""

    rows: list[ListRow] = field(default_factory=list)
    counts: Counts = field(default_factory=Counts)
    columns: dict[str, Columns] = field(default_factory=dict)
    skipped: list[str] = field(default_factory=list)


def read_list(tables: Iterable[Table], rules: ListRules) -> ListReading:
    """Everything that the tables hold.

    Raises:
        ListRefused: no table has a column of names, or there is nothing at all.
    """
    reading = ListReading()
    with _nothing_collected():
        anything = _read(tables, rules, reading)
    if not reading.columns:
        raise ListRefused("no_name_column" if anything or reading.skipped else "empty_file")
    for status, n in Counter(row.status for row in reading.rows).items():
        reading.counts.add(status, n)
    return reading


def _read(tables: Iterable[Table], rules: ListRules, reading: ListReading) -> bool:
    """Whether there was any row at all."""
    people = Duplicates()
    places = PlaceFinder(rules.areas, rules.home)
    anything = False
    for row in _all_rows(tables, rules, places, reading):
        anything = True
        if row is None:
            reading.counts.footer += 1
            continue
        known = people.add(row, len(reading.rows))
        if known is None:
            reading.rows.append(row)
            continue
        heading = reading.columns[row.sheet].heading(reading.columns[row.sheet].first(Meaning.NAME))
        reading.rows.append(as_duplicate(row, known, heading))
        reading.rows[known.at] = with_more(reading.rows[known.at], row)
    return anything


@contextmanager
def _nothing_collected() -> Iterator[None]:
    """Rows hold no cycles: the collector would walk hundreds of thousands of them again and again for nothing."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if was_on:
            gc.enable()


def with_more(first: ListRow, again: ListRow) -> ListRow:
    """The first row of a person with what a later row adds, as a corrected list would: numbers, indicators, blanks.

    Whichever of the two comes first, it is the same person in the same need. Who could not be rung before, now can.
    """
    known = {phone.number for phone in first.phones}
    new = tuple(phone for phone in again.phones if phone.number not in known)
    first = replace(
        first,
        phones=first.phones + new,
        birth_date=first.birth_date or again.birth_date,
        sex=first.sex or again.sex,
        address=first.address or again.address,
        household_size=first.household_size or again.household_size,
        unknown_indicators=tuple(dict.fromkeys(first.unknown_indicators + again.unknown_indicators)),
        officer=first.officer or again.officer,
        remarks=first.remarks or again.remarks,
        added=first.added + tuple(code for code in again.indicators if code not in first.every_indicator),
    )
    reachable = any(phone.kind.can_be_rung for phone in new)
    if first.status is Status.NEEDS_PERSON and first.name and reachable:
        left = tuple(problem for problem in first.problems if problem.code not in _NUMBERLESS)
        return replace(first, status=Status.ACCEPTED, problems=left)
    return first


def _all_rows(
    tables: Iterable[Table], rules: ListRules, places: PlaceFinder, reading: ListReading
) -> Iterator[ListRow | None]:
    """The rows of all sheets; None for a footer."""
    last: Columns | None = None
    for table in laid_out(tables, rules.names):
        rows = iter(table.rows)
        top = _top(rows)
        if not top:
            continue
        header = find_header(_spread(top, table), rules.names)
        if header:
            last, under = header.columns, top[header.rows :]
        elif last is not None and _goes_on(top, last, table.sheet, rules):
            under = top
        else:
            reading.skipped.append(table.sheet)
            continue
        reading.columns[table.sheet] = last
        reader = RowReader(table.sheet, last, rules, places)
        yield from _rows_under(reader, chain(under, rows), table.sheet, rules, places)


def _rows_under(
    reader: RowReader, rows: Iterable[RowOfCells], sheet: str, rules: ListRules, places: PlaceFinder
) -> Iterator[ListRow | None]:
    for number, cells in rows:
        row = reader.read(number, cells)
        if isinstance(row, ListRow):
            told = row.phones or row.birth_date or row.indicators
            if not told and (columns := as_header_again(cells, rules.names)):
                reader = RowReader(sheet, columns, rules, places)  # a second table under the first
                continue
            yield row
        elif row is NoRow.FOOTER:
            yield None


def _top(rows: Iterator[RowOfCells]) -> list[RowOfCells]:
    """The first rows that are not blank, as many as a header is looked for in."""
    top: list[RowOfCells] = []
    for number, cells in rows:
        if any(cell.strip() for cell in cells):
            top.append((number, cells))
        if len(top) >= SEARCHED_ROWS:
            break
    return top


def _spread(top: Sequence[RowOfCells], table: Table) -> list[list[str]]:
    """The rows with merged cells repeated from left to right: 연락처 over two columns names both."""
    spread = {number: list(cells) for number, cells in top}
    for number, first, last in table.spans:
        if number in spread and first < len(spread[number]):
            cells = spread[number]
            cells.extend([""] * (last + 1 - len(cells)))
            for place in range(first + 1, last + 1):
                cells[place] = cells[place] or cells[first]
    return list(spread.values())


def _goes_on(top: Sequence[RowOfCells], columns: Columns, sheet: str, rules: ListRules) -> bool:
    """Whether a sheet without a header carries on the table of the sheet before it."""
    reader = RowReader(sheet, columns, rules, PlaceFinder(rules.areas, rules.home))
    read = [reader.read(number, cells) for number, cells in top]
    people = [row for row in read if isinstance(row, ListRow) and row.name and (row.phones or row.birth_date)]
    return bool(people) and len(people) >= _LIKE_PEOPLE * len(read)


def problem_counts(reading: ListReading) -> dict[Problem, int]:
    """How often each problem stands in which column."""
    counts: dict[Problem, int] = {}
    for row in reading.rows:
        for problem in row.problems:
            counts[problem] = counts.get(problem, 0) + 1
    return counts
