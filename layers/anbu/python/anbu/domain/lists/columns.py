"""Which column is what: headings under any of the names that people use, in any order."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from anbu.domain.lists.headings import HouseholdWords, heading_forms
from anbu.domain.lists.indicators import IndicatorTable
from anbu.domain.lists.resident_numbers import reduce_numbers

_INSIDE = re.compile(r"[(\[]([^)\]]+)[)\]]")


class Meaning(StrEnum):
    """What a column can hold."""

    NAME = "name"
    SURNAME = "surname"
    BIRTH = "birth"
    RESIDENT_NUMBER = "resident_number"
    RESIDENT_BACK = "resident_back"
    SEX = "sex"
    SIDO = "sido"
    SIGUNGU = "sigungu"
    EMD = "emd"
    AREA_CODE = "area_code"
    ADDRESS = "address"
    ADDRESS_DETAIL = "address_detail"
    PHONE = "phone"
    PHONE_OF_ANOTHER = "phone_of_another"
    NUMBER_SOURCE = "number_source"
    INDICATORS = "indicators"
    HOUSEHOLD_SIZE = "household_size"
    MEMBER = "member"
    ROUND = "round"
    OFFICER = "officer"
    REMARKS = "remarks"
    SERIAL = "serial"


OF_ITS_OWN = 999
"""Rank of a heading that is an indicator by name."""
BY_WORD = 1000
"""Rank of a heading that only has a known word in it: any alias is better."""
LONGEST_HEADING = 20
LONGEST_NAMED = 40
"""A group and the name of an indicator, with brackets."""
SEVERAL = frozenset(
    {Meaning.PHONE, Meaning.PHONE_OF_ANOTHER, Meaning.INDICATORS, Meaning.ADDRESS, Meaning.ADDRESS_DETAIL}
    | {Meaning.REMARKS, Meaning.AREA_CODE, Meaning.SERIAL}
)
"""Meanings that more than one column may have; of the others the best-named column counts."""


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of one table: for each meaning its column numbers (from 0), and each column's heading."""

    places: Mapping[Meaning, tuple[int, ...]]
    headings: Mapping[int, str]

    def first(self, meaning: Meaning) -> int | None:
        """The column of this meaning, or None."""
        found = self.places.get(meaning, ())
        return found[0] if found else None

    def all(self, *meanings: Meaning) -> tuple[int, ...]:
        """All columns of these meanings, from left to right."""
        return tuple(sorted(place for meaning in meanings for place in self.places.get(meaning, ())))

    def named(self, *meanings: Meaning) -> tuple[int, ...]:
        """All columns of the first meaning, then those of the next, by their headings: wherever each of them stands."""
        return tuple(at for meaning in meanings for at in sorted(self.places.get(meaning, ()), key=self._by_heading))

    def _by_heading(self, place: int) -> tuple[str, int]:
        return self.headings.get(place, ""), place

    def heading(self, place: int | None, otherwise: str = "") -> str:
        """How the file names this column."""
        return otherwise if place is None else self.headings.get(place, otherwise)

    @property
    def known(self) -> frozenset[int]:
        """Every column whose meaning is known."""
        return frozenset(place for places in self.places.values() for place in places)


@dataclass(frozen=True, slots=True)
class HeadingWords:
    """Words inside a heading that tell its meaning, where no alias is the whole of it."""

    inside: tuple[tuple[str, Meaning], ...] = ()
    never: tuple[str, ...] = ()
    """With one of these it is about a column, not the column: 연락처 변경 여부."""
    others: tuple[str, ...] = ()
    """People and offices whose columns are none of the person's."""
    people: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    """A word of `people` with one of `numbers`: the number of somebody near the person."""
    beside: tuple[str, ...] = ()
    """What stands behind the name of an indicator that has a column of its own: 단전 여부."""

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> "HeadingWords":
        """From the tables `inside`, `inside_not` and `of_others` of `data/columns.toml`."""
        return cls(
            tuple((word, Meaning(code)) for code, found in data["inside"].items() for word in found),
            tuple(data["inside_not"]["never"]),
            tuple(data["inside_not"]["words"]),
            tuple(data["of_others"]["people"]),
            tuple(data["of_others"]["numbers"]),
            tuple(data["words"]["beside_indicator"]),
        )

    def meaning(self, form: str) -> Meaning | None:
        """What a heading in the form of `heading_forms` means by its words."""
        if len(form) > LONGEST_HEADING or any(word in form for word in self.never):
            return None
        if any(word in form for word in self.people):
            return Meaning.PHONE_OF_ANOTHER if any(word in form for word in self.numbers) else None
        for word, meaning in self.inside:
            if word in form:
                foreign = meaning is not Meaning.NUMBER_SOURCE and any(other in form for other in self.others)
                return None if foreign else meaning
        return None


@dataclass(frozen=True, slots=True)
class ColumnNames:
    """Alias → (meaning, rank: 0 is the best name). A local government's own mapping of headings goes before it."""

    aliases: Mapping[str, tuple[Meaning, int]]
    own: Mapping[str, Meaning]
    words: HeadingWords = HeadingWords()
    indicators: IndicatorTable | None = None
    """An indicator may be the heading of a column of its own."""
    households: HouseholdWords = field(default_factory=HouseholdWords)

    @classmethod
    def of(
        cls,
        columns: Mapping[str, Sequence[str]],
        own: Mapping[str, str] | None = None,
        words: HeadingWords | None = None,
        indicators: IndicatorTable | None = None,
        households: HouseholdWords | None = None,
    ) -> "ColumnNames":
        """From the table of `data/columns.toml` and a saved mapping of headings to meanings."""
        aliases: dict[str, tuple[Meaning, int]] = {}
        for code, names in columns.items():
            for rank, name in enumerate(names):
                aliases.setdefault(heading_forms(name)[0], (Meaning(code), rank))
        saved = {heading_forms(heading)[0]: Meaning(code) for heading, code in (own or {}).items()}
        return cls(aliases, saved, words or HeadingWords(), indicators, households or HouseholdWords())

    def meaning(self, heading: str) -> tuple[Meaning, int] | None:
        """What this heading means, and how good a name for it this is; None: not known."""
        for form in heading_forms(heading):
            if form in self.own:
                return self.own[form], -1
        for form in heading_forms(heading):
            if form in self.aliases:
                return self.aliases[form]
        return (Meaning.INDICATORS, OF_ITS_OWN) if self.indicator(heading) else self._by_word(heading)

    def indicator(self, heading: str) -> str | None:
        """The code of the indicator in a heading: 단전, 건보료 체납(개월), 위기정보(단수), 위기정보 단수 여부."""
        if self.indicators is None or len(heading) > LONGEST_NAMED:
            return None
        group, _, rest = heading.partition(" ")
        named = [heading]
        named += [rest] if self._is_group(group) else []
        named += _INSIDE.findall(heading) if self._is_group(heading) else []
        return next((code for written in named if (code := self._named(written))), None)

    def _named(self, written: str) -> str | None:
        """The code of a name, if need be without what stands behind it."""
        while written and self.indicators is not None:
            if code := self.indicators.code(written):
                return code
            written = next(
                (written.removesuffix(end) for end in self.words.beside if written.endswith(end)), ""
            ).strip()
        return None

    def _is_group(self, heading: str) -> bool:
        """위기정보, over a column or before its name."""
        return any(self.aliases.get(form, (None,))[0] is Meaning.INDICATORS for form in heading_forms(heading))

    def _by_word(self, heading: str) -> tuple[Meaning, int] | None:
        forms = heading_forms(heading)
        meaning = self.words.meaning(forms[0]) if forms else None
        return (meaning, BY_WORD) if meaning else None

    def recognise(self, cells: Sequence[str]) -> Columns:
        """The columns of a header row; cells that nobody knows are left out."""
        ranked: dict[Meaning, list[tuple[int, int]]] = {}
        for place, cell in enumerate(cells):
            found = self.meaning(cell) if cell and len(cell) < 60 else None  # noqa: PLR2004 — a heading, not a text
            if found:
                ranked.setdefault(found[0], []).append((found[1], place))
        places = {
            meaning: tuple(sorted(place for _, place in found)) if meaning in SEVERAL else (min(found)[1],)
            for meaning, found in ranked.items()
        }
        written = {place: " ".join(cell.split()) for place, cell in enumerate(cells) if cell.strip()}
        self._place_member(places, written)
        headings = {place: reduce_numbers(heading)[0] for place, heading in written.items()}
        return Columns(places, headings)

    def _place_member(self, places: dict[Meaning, tuple[int, ...]], written: Mapping[int, str]) -> None:
        """Without a column of heads the member's name is the name; beside one, the member is whom a row is about."""
        named, (member,) = places.get(Meaning.NAME), places.pop(Meaning.MEMBER, (None,))
        if named is None:
            if member is not None:
                places[Meaning.NAME] = (member,)
            return
        found = self.households.member(written, named[0], member)
        if found is not None:
            places[Meaning.MEMBER] = (found,)
