"""The same person twice in one round: name and birth date, or name and a number where a birth date is missing."""

import re
from dataclasses import dataclass, field, replace
from datetime import date

from anbu.domain.lists.values import ListRow, Problem, RowRef, Status


def same_name(name: str) -> str:
    """A name as people are compared: without blanks, whatever the case."""
    return name if name.isalpha() and not name.isascii() else "".join(name.split()).casefold()


_TOLD_APART = re.compile(r"([가-힣]{2,})(?:-?\d{1,2}|-?[a-zA-Z]|님)")
"""김안부A, 김안부-1: a name with what tells people of one name apart; 서숙님: a name, or one with 님 behind it."""


def _unmarked(name: str) -> str | None:
    """The name without such a mark, or None where it has none."""
    match = _TOLD_APART.fullmatch(name)
    return match[1] if match else None


@dataclass(slots=True)
class Known:
    """Where a person stands in the list first, and their birth date as soon as a row tells it."""

    sheet: str
    row: int
    at: int
    """Which of the list's rows that is, counted from 0."""
    birth_date: date | None

    @property
    def ref(self) -> RowRef:
        """That row."""
        return RowRef(self.sheet, self.row)


@dataclass(slots=True)
class Duplicates:
    """Everyone so far, in the order of the list. Two people who share a number are two."""

    _by_birth: dict[tuple[str, date], Known] = field(default_factory=dict)
    _by_phone: dict[tuple[str, str], Known] = field(default_factory=dict)
    _more: dict[tuple[str, str], list[Known]] = field(default_factory=dict)
    """Others of that name and number: born on other days."""
    _marked: dict[tuple[str, date], Known] = field(default_factory=dict)
    """By the name without its mark: the first whose name has one."""

    def add(self, row: ListRow, at: int) -> Known | None:
        """Enters the list's row of that number: the person whom it repeats, or None for somebody new."""
        if not row.name:
            return None
        name, birth_date = same_name(row.name), row.birth_date
        bare = _unmarked(name) if name[-1] < "가" or name[-1] == "님" else None
        known = self._find(name, bare, row)
        entered = known or Known(row.sheet, row.row, at, birth_date)
        for phone in row.phones:
            here = self._by_phone.setdefault((name, phone.number), entered)
            if here is not entered:
                self._more.setdefault((name, phone.number), []).append(entered)
        if birth_date is not None:
            self._by_birth.setdefault((name, birth_date), entered)
            if bare:
                self._marked.setdefault((bare, birth_date), entered)
            entered.birth_date = entered.birth_date or birth_date
        return known

    def _but_for_a_mark(self, name: str, bare: str | None, birth_date: date) -> Known | None:
        """김안부A and 김안부 born on one day are one person; 김안부A and 김안부B are two, as the list says."""
        marked = self._marked.get((bare or name, birth_date))
        plain = self._by_birth.get((bare, birth_date)) if bare else marked
        return None if bare and plain is marked else plain

    def _find(self, name: str, bare: str | None, row: ListRow) -> Known | None:
        if row.birth_date is not None:
            known = self._by_birth.get((name, row.birth_date))
            if known is None and (bare or self._marked):
                known = self._but_for_a_mark(name, bare, row.birth_date)
            if known:
                return known
        for phone in row.phones:
            first = self._by_phone.get((name, phone.number))
            if first is None:
                continue
            others: list[Known] = [first, *self._more.get((name, phone.number), [])]
            for other in others:
                if row.birth_date is None or other.birth_date is None:
                    return other
        return None


def as_duplicate(row: ListRow, known: Known, column: str) -> ListRow:
    """The row as one that repeats another."""
    problems = (*row.problems, Problem("same_person", column))
    return replace(row, status=Status.DUPLICATE, duplicate_of=known.ref, problems=problems)
