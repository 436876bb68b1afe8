"""위기정보: Korean names in many spellings → stable codes. What no code stands for is kept as it is written."""

import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

_APART = re.compile(r"[,;/\n\r|、，]+")
_SIGNS = re.compile(r"[\s·ㆍ‧・.()\[\]\-_]+")
_NUMBERING = re.compile(r"^\s*(?:\d{1,2}\s*[.)]|[①-⑳○●\-*•▪])\s*")
_BRACKETS = re.compile(r"\(.*?\)|\[.*?\]")
_INNER = re.compile(r"[·ㆍ‧・]|\s+")
_MOST_KEPT = 1 << 16
_NOTHING = {"", "-", "없음", "해당없음", "미상"}


def comparable(name: str) -> str:
    """A name as names are compared: without blanks, dots and brackets."""
    return _SIGNS.sub("", unicodedata.normalize("NFKC", name)).lower()


@dataclass(frozen=True, slots=True)
class MarkWords:
    """What stands in a column that is itself an indicator, as `comparable` makes it."""

    marked: Collection[str]
    not_marked: Collection[str]

    @classmethod
    def of(cls, words: Mapping[str, Iterable[str]]) -> "MarkWords":
        """From the table `words` of `data/columns.toml`."""
        return cls(frozenset(map(comparable, words["marked"])), frozenset(map(comparable, words["not_marked"])))

    def says(self, cell: str) -> bool | None:
        """Whether a cell is a mark; None: it says something else."""
        words = [cell, *cell.replace("(", " ").split()[:1]]
        for word in words:
            written = comparable(word)
            if written in self.marked:
                return True
            if not written or written in self.not_marked or not written.strip("0"):
                return False
        return None


@dataclass(slots=True)
class IndicatorTable:
    """Names → codes, and for each code its category (which questions) and class (which calls go first)."""

    codes: Mapping[str, str]
    categories: Mapping[str, str]
    classes: Mapping[str, str]
    names: Mapping[str, str]
    """Code → the name that people are shown."""
    _read: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = field(init=False, default_factory=dict)

    @classmethod
    def of(cls, data: Mapping[str, Mapping[str, Any]]) -> "IndicatorTable":
        """From the table of `data/indicators.toml`."""
        codes = {comparable(name): code for code, entry in data.items() for name in entry["names"]}
        return cls(
            codes,
            {code: entry["category"] for code, entry in data.items()},
            {code: entry["class"] for code, entry in data.items()},
            {code: entry["names"][0] for code, entry in data.items()},
        )

    def read(self, cell: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The codes of a cell in order, each once, and the pieces that nobody knows."""
        known = self._read.get(cell)
        if known is None:
            known = self._pieces(cell)
            if not known[1] and len(self._read) < _MOST_KEPT:
                self._read[cell] = known
        return known

    def code(self, name: str) -> str | None:
        """The code of one name, also with a note in brackets or a number before it."""
        for written in (name, _NUMBERING.sub("", name), _BRACKETS.sub("", _NUMBERING.sub("", name))):
            found = self.codes.get(comparable(written))
            if found:
                return found
        return name if name in self.categories else None

    def _pieces(self, cell: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        codes: dict[str, None] = {}
        unknown: dict[str, None] = {}
        for piece in _APART.split(cell):
            text = piece.strip()
            if comparable(text) in _NOTHING:
                continue
            code = self.code(text)
            inner = [self.code(part) for part in _INNER.split(text) if part] if code is None else [code]
            if all(inner):
                codes.update(dict.fromkeys(part for part in inner if part))
            else:
                unknown[text] = None
        return tuple(codes), tuple(unknown)
