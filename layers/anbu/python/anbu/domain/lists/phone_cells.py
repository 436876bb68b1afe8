"""All telephone cells of a row → a person's numbers, in order, each once; and what is wrong with them."""

from anbu.domain.lists.columns import Columns, Meaning
from anbu.domain.lists.indicators import comparable
from anbu.domain.lists.making import maker
from anbu.domain.lists.numbers import Found, look_closer, says_none
from anbu.domain.lists.plain_numbers import common_mobile, plain_numbers
from anbu.domain.lists.rules import ListRules
from anbu.domain.lists.values import Problem
from anbu.domain.phones import NumberSource, Phone, PhoneKind, PhoneNumber

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
        self.places = (*columns.all(Meaning.PHONE), *columns.all(Meaning.PHONE_OF_ANOTHER))
        self._of_others = {at: columns.heading(at) for at in columns.all(Meaning.PHONE_OF_ANOTHER)}
        self._only_at = self.places[0] if len(self.places) == 1 and not self._of_others else None
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
        if self._only_at is not None and (mobile := common_mobile(cells[self._only_at])):
            self.usable = True
            return (_phone(mobile, PhoneKind.MOBILE, source),)
        phones: dict[PhoneNumber, Phone] = {}
        wrong: list[tuple[int, Found]] = []
        for at in self.places:
            cell = cells[at]
            plain = plain_numbers(cell) if cell else ()
            if plain is None:
                self._look_closer(at, cell, source, phones, wrong, problems)
                continue
            for number, kind in plain:
                self.usable = True
                if number not in phones:
                    phones[number] = _phone(number, kind, source, self._of_others.get(at))
        if wrong:
            problems += dict.fromkeys(Problem(self._code(found), self._columns.heading(at)) for at, found in wrong)
        return tuple(phones.values())

    def is_somebodys(self, phone: Phone) -> bool:
        """A number that a person has or had; an office's, or 119, is nobody's."""
        return phone.kind in _SOMEBODYS

    def _look_closer(
        self,
        at: int,
        cell: str,
        source: NumberSource,
        phones: dict[PhoneNumber, Phone],
        wrong: list[tuple[int, Found]],
        problems: list[Problem],
    ) -> None:
        words = self._rules.number_words
        if not cell[0].isdigit() and says_none(cell, words):
            return
        for found in look_closer(cell, words, self._rules.classify):
            if found.kind.can_be_rung:
                self.usable = True
            else:
                self.tried = True
                wrong.append((at, found))
            if found.restored:
                problem = Problem("leading_zero_restored", self._columns.heading(at))
                problems += [] if problem in problems else [problem]
            if found.number and found.number not in phones:
                whose = found.whose or self._of_others.get(at)
                phones[found.number] = _phone(found.number, found.kind, source, whose)

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
