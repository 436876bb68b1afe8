"""Which column is what: headings under any of the names that people use, in any order."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

_BRACKETS = re.compile(r"[(\[{<【〔].*?[)\]}>】〕]")
_SIGNS = re.compile(r"[^0-9a-z가-힣]+")
_NUMBERING = re.compile(r"(?<=[^0-9])\d{1,2}$")


class Meaning(StrEnum):
    """What a column can hold."""

    NAME = "name"
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
    ROUND = "round"
    OFFICER = "officer"
    REMARKS = "remarks"
    SERIAL = "serial"


BY_WORD = 1000
"""Rank of a heading that only has a known word in it: any alias is better."""
LONGEST_HEADING = 20
_OTHERS = frozenset({Meaning.PHONE_OF_ANOTHER, Meaning.NUMBER_SOURCE})
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

    def heading(self, place: int | None, otherwise: str = "") -> str:
        """How the file names this column."""
        return otherwise if place is None else self.headings.get(place, otherwise)

    @property
    def known(self) -> frozenset[int]:
        """Every column whose meaning is known."""
        return frozenset(place for places in self.places.values() for place in places)


@lru_cache(maxsize=4096)
def heading_forms(heading: str) -> tuple[str, ...]:
    """How a heading is compared: whole, without brackets, without a number behind it."""
    text = unicodedata.normalize("NFKC", heading).lower()
    whole = _SIGNS.sub("", text)
    bare = _SIGNS.sub("", _BRACKETS.sub("", text))
    forms = (whole, bare, _NUMBERING.sub("", whole), _NUMBERING.sub("", bare))
    return tuple(dict.fromkeys(form for form in forms if form))


@dataclass(frozen=True, slots=True)
class ColumnNames:
    """Alias → (meaning, rank: 0 is the best name). A local government's own mapping of headings goes before it."""

    aliases: Mapping[str, tuple[Meaning, int]]
    own: Mapping[str, Meaning]
    inside: tuple[tuple[str, Meaning], ...] = ()
    """Words inside a heading that tell its meaning, where no alias is the whole of it."""
    inside_not: tuple[str, ...] = ()

    @classmethod
    def of(
        cls,
        columns: Mapping[str, Sequence[str]],
        own: Mapping[str, str] | None = None,
        inside: Mapping[str, Sequence[str]] | None = None,
        inside_not: Sequence[str] = (),
    ) -> "ColumnNames":
        """From the table of `data/columns.toml` and a saved mapping of headings to meanings."""
        aliases: dict[str, tuple[Meaning, int]] = {}
        for code, names in columns.items():
            for rank, name in enumerate(names):
                aliases.setdefault(heading_forms(name)[0], (Meaning(code), rank))
        saved = {heading_forms(heading)[0]: Meaning(code) for heading, code in (own or {}).items()}
        words = tuple((word, Meaning(code)) for code, found in (inside or {}).items() for word in found)
        return cls(aliases, saved, words, tuple(inside_not))

    def meaning(self, heading: str) -> tuple[Meaning, int] | None:
        """What this heading means, and how good a name for it this is; None: not known."""
        for form in heading_forms(heading):
            if form in self.own:
                return self.own[form], -1
        for form in heading_forms(heading):
            if form in self.aliases:
                return self.aliases[form]
        return self._by_word(heading)

    def _by_word(self, heading: str) -> tuple[Meaning, int] | None:
        forms = heading_forms(heading)
        if not forms or len(forms[0]) > LONGEST_HEADING:
            return None
        for word, meaning in self.inside:
            if word in forms[0] and (meaning in _OTHERS or not any(other in forms[0] for other in self.inside_not)):
                return meaning, BY_WORD
        return None

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
        headings = {place: " ".join(cell.split()) for place, cell in enumerate(cells) if cell.strip()}
        return Columns(places, headings)
