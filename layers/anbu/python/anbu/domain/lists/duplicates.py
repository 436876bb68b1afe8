"""The same person twice in one round: name and birth date, or name and a number where a birth date is missing."""

from dataclasses import dataclass, field, replace
from datetime import date

from anbu.domain.lists.values import ListRow, Problem, RowRef, Status


def same_name(name: str) -> str:
    """A name as people are compared: without blanks, whatever the case."""
    return name if name.isalpha() and not name.isascii() else "".join(name.split()).casefold()


@dataclass(slots=True)
class Known:
    """Where a person stands in the list first, and their birth date as soon as a row tells it."""

    sheet: str
    row: int
    file: str | None
    birth_date: date | None

    @property
    def ref(self) -> RowRef:
        """That row."""
        return RowRef(self.sheet, self.row, self.file)


@dataclass(slots=True)
class Duplicates:
    """Everyone of a round so far, in the order of the list. Two people who share a number are two."""

    _by_birth: dict[tuple[str, date], Known] = field(default_factory=dict)
    _by_phone: dict[tuple[str, str], Known] = field(default_factory=dict)
    _more: dict[tuple[str, str], list[Known]] = field(default_factory=dict)
    """Others of that name and number: born on other days."""

    def add(self, row: ListRow, file: str | None = None) -> Known | None:
        """Enters the row: the person whom it repeats, or None for somebody new."""
        if not row.name:
            return None
        name = same_name(row.name)
        known = self._find(name, row)
        entered = known or Known(row.sheet, row.row, file, row.birth_date)
        for phone in row.phones:
            here = self._by_phone.setdefault((name, phone.number), entered)
            if here is not entered:
                self._more.setdefault((name, phone.number), []).append(entered)
        if row.birth_date is not None:
            self._by_birth.setdefault((name, row.birth_date), entered)
            entered.birth_date = entered.birth_date or row.birth_date
        return known

    def _find(self, name: str, row: ListRow) -> Known | None:
        if row.birth_date is not None:
            known = self._by_birth.get((name, row.birth_date))
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
