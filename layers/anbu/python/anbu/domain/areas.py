"""The tree of areas: 시도 → 시군구 (→ 일반구) → 읍면동, by name and by code, old names and codes included."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from anbu.domain.ids import AreaCode

_SIGNS = re.compile(r"[\s.,·ㆍ‧]+")
_ORDINAL = re.compile(r"제(?=\d)")
_CODE = re.compile(r"\d{2}|\d{5}|\d{8}|\d{10}")


@dataclass(frozen=True, slots=True)
class Area:
    """One area as the official table names it. `path` is its full name, from the 시도 down."""

    code: AreaCode
    path: tuple[str, ...]
    since: date | None = None

    @property
    def name(self) -> str:
        """Its own name: 곡성읍."""
        return self.path[-1]


def plain(name: str) -> str:
    """A name without blanks, dots and commas, as names are compared: 종로1.2.3.4가동 is 종로1234가동."""
    return _SIGNS.sub("", name)


def loose(name: str) -> str:
    """A name also without 제 before a number: 홍제제1동 and 홍제1동 are the same."""
    return _ORDINAL.sub("", plain(name))


@dataclass(slots=True)
class AreaTree:
    """Areas at one date (`as_of`). Whoever is given an area is given all that lies in it."""

    as_of: date
    areas: Mapping[AreaCode, Area]
    parents: Mapping[AreaCode, AreaCode]
    legal: Mapping[tuple[AreaCode, str], tuple[AreaCode, ...]]
    """(시군구, 법정동) → the 행정동 that it lies in."""
    renamed: Mapping[str, tuple[AreaCode, ...]]
    """Another full name, without blanks → the areas of today that it stands for."""
    recoded: Mapping[str, str]
    """First digits of another code → first digits of ours."""
    _children: dict[AreaCode, list[AreaCode]] = field(init=False, default_factory=dict)
    _names: dict[AreaCode, dict[str, set[AreaCode]]] = field(init=False, default_factory=dict)
    _roots: dict[str, set[AreaCode]] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        """Indexes the tree by name."""
        for code, area in self.areas.items():
            parent = self.parents.get(code)
            if parent is None:
                self._roots.setdefault(plain(area.name), set()).add(code)
            else:
                self._children.setdefault(parent, []).append(code)
        for name, codes in self.renamed.items():
            if all(code not in self.parents for code in codes):
                self._roots.setdefault(name, set()).update(codes)

    def __contains__(self, code: str) -> bool:
        """Whether this is a code of the table."""
        return code in self.areas

    def by_code(self, code: str) -> AreaCode | None:
        """Our code for a code of any date and length (2, 5, 8, 10 digits); its 시군구 where the 읍면동 is not known."""
        if not _CODE.fullmatch(code):
            return None
        full = code.ljust(10, "0")
        for digits in (5, 2):
            if full[:digits] in self.recoded:
                full = self.recoded[full[:digits]] + full[digits:]
                break
        for candidate in (full, full[:8] + "00", full[:5] + "00000", full[:2] + "00000000"):
            if candidate in self.areas:
                return AreaCode(candidate)
        return None

    def name(self, code: AreaCode) -> str:
        """전라남도 곡성군 곡성읍, or the code where the table does not know it."""
        area = self.areas.get(code)
        return " ".join(area.path) if area else code

    def parent(self, code: AreaCode) -> AreaCode | None:
        """The area that it lies in, or None for a 시도."""
        return self.parents.get(code)

    def children(self, code: AreaCode) -> tuple[AreaCode, ...]:
        """What lies directly in it, in order of codes."""
        return tuple(self._children.get(code, ()))

    def descendants(self, code: AreaCode) -> Iterator[AreaCode]:
        """Everything that lies in it, at any depth, without itself."""
        for child in self._children.get(code, ()):
            yield child
            yield from self.descendants(child)

    def is_within(self, code: AreaCode, ancestor: AreaCode) -> bool:
        """Whether `code` is `ancestor` or lies in it: by the tree, not by digits (수원시 is 41110, 장안구 41111)."""
        here: AreaCode | None = code
        while here is not None and here != ancestor:
            here = self.parents.get(here)
        return here is not None

    def under(self, within: Iterable[AreaCode], name: str) -> set[AreaCode]:
        """The areas of that name (or an older one) inside any of `within`, at any depth."""
        found: set[AreaCode] = set()
        for code in within:
            names = self._names_in(code)
            moved = self.renamed.get(plain(self.areas[code].path[0] + name), ()) if code not in self.parents else ()
            found |= names.get(plain(name)) or names.get(loose(name)) or set(moved)
        return found

    def top(self, name: str) -> set[AreaCode]:
        """The 시도 of that name, short, old or new: 전남, 강원도. A merged one is several."""
        return set(self._roots.get(plain(name), ()))

    def resolve(self, names: Iterable[str], within: AreaCode | None = None) -> AreaCode | None:
        """The area at the end of a path of names or codes, or None when a name is unknown or leaves it open."""
        here = {within} if within else set()
        for name in names:
            code = self.by_code(name)
            here = {code} if code else (self.under(here, name) if here else set()) or self.top(name)
            if not here:
                return None
        return next(iter(here)) if len(here) == 1 else None

    def legal_dong(self, sigungu: AreaCode, name: str) -> tuple[AreaCode, ...]:
        """The 행정동 in which a 법정동 of this 시군구 (or of its 일반구) lies; several: open."""
        found = self.legal.get((sigungu, plain(name)), ())
        for child in self._children.get(sigungu, ()):
            found += self.legal.get((child, plain(name)), ())
        return found

    def _names_in(self, code: AreaCode) -> dict[str, set[AreaCode]]:
        names = self._names.get(code)
        if names is None:
            names = self._names[code] = {}
            for inner in self.descendants(code):
                for written in self._ways_to_write(inner, code):
                    names.setdefault(written, set()).add(inner)
        return names

    def _ways_to_write(self, code: AreaCode, within: AreaCode) -> set[str]:
        """수원시 장안구 inside 경기도 is 장안구 and 수원시장안구."""
        area = self.areas[code]
        ways = {plain(area.name), loose(area.name)}
        depth = len(self.areas[within].path)
        ways.add(plain("".join(area.path[depth:])))
        return ways - {""}
