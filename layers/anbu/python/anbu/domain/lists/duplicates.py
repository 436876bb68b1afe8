"""The same person twice in one round: name and birth date, or name and a number where a birth date is missing."""

from dataclasses import dataclass, field, replace
from datetime import date

from anbu.domain.lists.values import ListRow, Problem, RowRef, Status
from anbu.domain.phones import Phone


def same_name(name: str) -> str:
    """A name as people are compared: without blanks, whatever the case."""
    return "".join(name.split()).casefold()


@dataclass(slots=True)
class Known:
    """A person who stands in the list already, and their numbers so far."""

    ref: RowRef
    birth_date: date | None
    phones: dict[str, Phone]


@dataclass(slots=True)
class Duplicates:
    """Everyone of a round so far, in the order of the list. Two people who share a number are two."""

    _by_birth: dict[tuple[str, date], Known] = field(default_factory=dict)
    _by_phone: dict[tuple[str, str], list[Known]] = field(default_factory=dict)

    def find(self, row: ListRow) -> Known | None:
        """The person of this row, if they stand in the list already."""
        if not row.name:
            return None
        name = same_name(row.name)
        if row.birth_date is not None:
            known = self._by_birth.get((name, row.birth_date))
            if known:
                return known
        for phone in row.phones:
            for known in self._by_phone.get((name, phone.number), ()):
                if row.birth_date is None or known.birth_date is None:
                    return known
        return None

    def add(self, row: ListRow, file: str | None = None) -> Known | None:
        """Enters the row: the person whom it repeats, with this row's new numbers added to theirs, or None."""
        if not row.name:
            return None
        known = self.find(row)
        name = same_name(row.name)
        entered = known or Known(RowRef(row.sheet, row.row, file), row.birth_date, {})
        for phone in row.phones:
            if entered.phones.setdefault(phone.number, phone) is phone:
                self._by_phone.setdefault((name, phone.number), []).append(entered)
        if row.birth_date is not None:
            self._by_birth.setdefault((name, row.birth_date), entered)
            entered.birth_date = entered.birth_date or row.birth_date
        return known


def as_duplicate(row: ListRow, known: Known, column: str) -> ListRow:
    """The row as one that repeats another."""
    problems = (*row.problems, Problem("same_person", column))
    return replace(row, status=Status.DUPLICATE, duplicate_of=known.ref, problems=problems)
