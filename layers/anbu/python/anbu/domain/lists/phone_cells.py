"""All telephone cells of a row → a person's numbers, in order, each once; and what is wrong with them."""

from anbu.domain.lists.columns import Columns, Meaning
from anbu.domain.lists.indicators import comparable
from anbu.domain.lists.making import maker
from anbu.domain.lists.numbers import Found, common_mobile, find_numbers, says_none
from anbu.domain.lists.rules import ListRules
from anbu.domain.lists.values import Problem
from anbu.domain.phones import NumberSource, Phone, PhoneKind

_phone = maker(Phone)
_PROBLEMS = {
    PhoneKind.INVALID: "phone_invalid",
    PhoneKind.CLOSED: "phone_closed",
    PhoneKind.REPRESENTATIVE: "phone_representative",
    PhoneKind.SHORT: "phone_short",
}
_SOMEBODYS = {PhoneKind.MOBILE, PhoneKind.LANDLINE, PhoneKind.INTERNET, PhoneKind.PERSONAL, PhoneKind.CLOSED}


class PhoneCells:
    """Reads them in rows of one table. `usable` and `tried` speak of the row read last."""

    def __init__(self, columns: Columns, rules: ListRules) -> None:
        self.places = columns.all(Meaning.PHONE, Meaning.PHONE_OF_ANOTHER)
        self._of_others = frozenset(columns.all(Meaning.PHONE_OF_ANOTHER))
        self._single = len(self.places) == 1
        self._source_at = columns.first(Meaning.NUMBER_SOURCE)
        self._columns, self._rules = columns, rules
        self._sources = dict(rules.sources)
        self.heading = columns.heading(self.places[0]) if self.places else ""
        self.usable = False
        """One of the numbers can be rung."""
        self.tried = False
        """Something that is no number stood in a telephone cell."""

    def read(self, cells: list[str], problems: list[Problem]) -> tuple[Phone, ...]:
        """The numbers, those that cannot be rung too: each of them is named in `problems`."""
        self.tried = self.usable = False
        source = self._source(cells)
        filled = self.places if self._single else [at for at in self.places if cells[at]]
        if len(filled) == 1 and not self._of_others:
            mobile = common_mobile(cells[filled[0]])
            if mobile:
                self.usable = True
                return (_phone(mobile, PhoneKind.MOBILE, source),)
        phones: dict[str, Phone] = {}
        wrong: list[tuple[int, Found]] = []
        for at in filled:
            if cells[at]:
                self._read_cell(at, cells[at], source, phones, wrong, problems)
        self.usable = any(phone.kind.can_be_rung for phone in phones.values())
        problems += dict.fromkeys(Problem(self._code(found), self._columns.heading(at)) for at, found in wrong)
        return tuple(phones.values())

    def is_somebodys(self, phone: Phone) -> bool:
        """A number that a person has or had; an office's, or 119, is nobody's."""
        return phone.kind in _SOMEBODYS

    def _read_cell(
        self,
        at: int,
        cell: str,
        source: NumberSource,
        phones: dict[str, Phone],
        wrong: list[tuple[int, Found]],
        problems: list[Problem],
    ) -> None:
        words = self._rules.number_words
        if not cell[0].isdigit() and says_none(cell, words):
            return
        for found in find_numbers(cell, words, self._rules.classify):
            if not found.kind.can_be_rung:
                self.tried = True
                wrong.append((at, found))
            if found.restored:
                problem = Problem("leading_zero_restored", self._columns.heading(at))
                problems += [] if problem in problems else [problem]
            if found.number:
                whose = found.whose or (self._columns.heading(at) if at in self._of_others else None)
                phones.setdefault(found.number, _phone(found.number, found.kind, source, whose))

    def _code(self, found: Found) -> str:
        if found.foreign:
            return "phone_foreign"
        if found.kind is PhoneKind.INVALID and self.usable:
            return "phone_unused"
        return _PROBLEMS[found.kind]

    def _source(self, cells: list[str]) -> NumberSource:
        text = cells[self._source_at] if self._source_at is not None else ""
        if not text:
            return NumberSource.REGISTERED
        known = self._sources.get(text)
        if known is None:
            written = comparable(text)
            inside = (source for name, source in self._rules.sources.items() if name in written)
            known = self._sources[text] = next(inside, NumberSource.OTHER)
        return known
