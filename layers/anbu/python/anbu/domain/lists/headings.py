"""How headings are compared, and those of lists that go by households."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

_BRACKETS = re.compile(r"[(\[{<【〔].*?[)\]}>】〕]")
_SIGNS = re.compile(r"[^0-9a-z가-힣]+")
_NUMBERING = re.compile(r"(?<=[^0-9])\d{1,2}$")


@lru_cache(maxsize=4096)
def heading_forms(heading: str) -> tuple[str, ...]:
    """How a heading is compared: whole, without brackets, without a number behind it."""
    text = unicodedata.normalize("NFKC", heading).lower()
    whole = _SIGNS.sub("", text)
    bare = _SIGNS.sub("", _BRACKETS.sub("", text))
    forms = (whole, bare, _NUMBERING.sub("", whole), _NUMBERING.sub("", bare))
    return tuple(dict.fromkeys(form for form in forms if form))


@dataclass(frozen=True, slots=True)
class HouseholdWords:
    """Headings of a list that goes by households: its head beside each member."""

    heads: frozenset[str] = frozenset()
    relations: frozenset[str] = frozenset()
    members: frozenset[str] = frozenset()

    @classmethod
    def of(cls, data: Mapping[str, Sequence[str]]) -> "HouseholdWords":
        """From the table `households` of `data/columns.toml`."""
        return cls(frozenset(data["heads"]), frozenset(data["relations"]), frozenset(data["members"]))

    def member(self, headings: Mapping[int, str], name: int, member: int | None) -> int | None:
        """The column of the member whom a row is about; None where the list has no column of heads, or no member's.

        `세대원` alone may be how many they are: it is a name where the relation to the head stands beside it.
        """
        if not self._is(headings[name], self.heads):
            return None
        if member is None and any(self._is(heading, self.relations) for heading in headings.values()):
            return next((at for at, heading in headings.items() if self._is(heading, self.members)), None)
        return member

    @staticmethod
    def _is(heading: str, words: frozenset[str]) -> bool:
        return not words.isdisjoint(heading_forms(heading))
