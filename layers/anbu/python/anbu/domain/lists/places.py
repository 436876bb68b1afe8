"""Whose case it is: the 읍면동 of a row, from its columns, its address, and the area of the list."""

import re
from dataclasses import dataclass, field

from anbu.domain.areas import AreaTree, plain
from anbu.domain.ids import AreaCode

_BRACKETED = re.compile(r"\(([^()]*)\)")
_DONG = re.compile(r"[가-힣][가-힣\d.·]*(?:동|가|읍|면)")
_OFFICE = re.compile(r"\s*(?:주민센터|행정복지센터|사무소|사무소장)$")
_NAMED = re.compile(r"(?:[^\d\s(,][^\s,]*[\s,]+){0,5}(?:[^\d\s(,][^\s,]*)?")
"""Words up to the first that begins with a digit: the house."""
_WITH_VILLAGE = re.compile(r"[가-힣]+?[읍면](?=[가-힣]+리$)")
_POSTCODE = re.compile(r"^\s*[(\[〒우]*\s*\d{3}-?\d{2,3}\s*[)\]]*\s*(?=[가-힣])|^\s*대한민국\s*")
_NOT_DIGIT = re.compile(r"\D")
_LONGEST_NAME = 12


@dataclass(frozen=True, slots=True)
class Written:
    """What a row says about its place. `carried` is the 읍면동 of the row above, where this row's is blank."""

    sido: str = ""
    sigungu: str = ""
    emd: str = ""
    code: str = ""
    address: str = ""
    carried: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """The area found, and the code of a problem with it."""

    area: AreaCode | None
    problem: str | None = None


@dataclass(slots=True)
class PlaceFinder:
    """Finds areas of rows in one tree. `home`: the area whose list this is, if known."""

    tree: AreaTree
    home: AreaCode | None = None
    _found: dict[tuple[str, ...], Place] = field(init=False, default_factory=dict)

    def find(self, sido: str, sigungu: str, emd: str, code: str, address: str, carried: str = "") -> Place:
        """The 읍면동 where it can be told, else the 시군구 with a problem. Columns go before the address."""
        head, hint = _head(address)
        key = (sido, sigungu, emd, code, head, hint, carried)
        place = self._found.get(key)
        if place is None:
            place = self._checked(self._find(Written(sido, sigungu, emd, code, head + " " + hint, carried)))
            if len(self._found) < 1 << 17:
                self._found[key] = place
        return place

    def _checked(self, found: AreaCode | None) -> Place:
        if found is None:
            return Place(self.home, "area_unknown" if self.home else "area_missing")
        if self.home and not self.tree.is_within(found, self.home):
            if self.tree.is_within(self.home, found):
                return Place(self.home, None if self._is_emd(self.home) else "area_unknown")
            return Place(self.home, "area_outside_list")
        return Place(found, None if self._is_emd(found) else "area_unknown")

    def _is_emd(self, code: AreaCode) -> bool:
        return not self.tree.children(code)

    def _find(self, row: Written) -> AreaCode | None:
        coded = self.tree.by_code(_NOT_DIGIT.sub("", row.code.removesuffix(".0"))) if row.code else None
        if coded and self._is_emd(coded):
            return coded
        path, rest = self._walk(row.address)
        if not path and row.address.strip():
            taken_apart = self._walk(spaced(self.tree, row.address))
            path, rest = taken_apart if taken_apart[0] else (path, rest)
        known = {coded} if coded else set()
        outer = self._from_columns(row)
        if " " in row.sido or " " in row.emd:  # a whole path in one column
            outer = self._walk(f"{row.sido} {row.sigungu} {row.emd}")[0] or outer
        outer = outer or known or path or ({self.home} if self.home else set())
        if path and all(any(self.tree.is_within(inner, code) for code in outer) for inner in path):
            outer = path  # the address says more than the columns, and nothing else
        return (
            self._office(outer, row.emd or row.sido.rpartition(" ")[2])
            or next(filter(None, (self._dong(outer, word) for word in rest)), None)
            or self._office(outer, row.carried)
            or self._narrowest(outer)
            or (None if outer else self._only(self._offices(self._tops(), row.emd)))
        )

    def _from_columns(self, row: Written) -> set[AreaCode]:
        tree = self.tree
        if not row.sido and not row.sigungu:
            return set()
        code = tree.by_code(row.sigungu) or tree.by_code(row.sido)
        top = {code} if code else tree.top(row.sido)
        if not row.sigungu or tree.by_code(row.sigungu):
            return top
        words = row.sigungu.split()
        if not top:
            top = tree.top(words[0]) or ({self._root(self.home)} if self.home else set())
        inner = self._inner(top, row.sigungu, "시군구") or (self._inner(top, words[-1], "시군구") if top else set())
        return inner or top or self._anywhere(row.sigungu)

    def _root(self, code: AreaCode) -> AreaCode:
        parent = self.tree.parent(code)
        return code if parent is None else self._root(parent)

    def _inner(self, within: set[AreaCode], name: str, endings: str) -> set[AreaCode]:
        """Areas of that name, also where the list leaves 시, 군, 읍 … away."""
        found = self.tree.under(within, name)
        return found or {code for ending in endings for code in self.tree.under(within, name + ending)}

    def _tops(self) -> set[AreaCode]:
        return {code for code in self.tree.areas if self.tree.parent(code) is None}

    def _anywhere(self, name: str) -> set[AreaCode]:
        return self.tree.under(self._tops(), name)

    def _walk(self, address: str) -> tuple[set[AreaCode], list[str]]:
        """Down the address as far as its words name 시도 and 시군구; and the words that may name the 읍면동."""
        words = address.replace(",", " ").split()
        here: set[AreaCode] = set()
        rest: list[str] = []
        for index, word in enumerate(words):
            inner = self.tree.under(here, word) if here else self.tree.top(word)
            if not inner and index == 0:
                inner = (self.tree.under({self._root(self.home)}, word) if self.home else set()) or self._anywhere(word)
            outer = {code for code in inner if not self._is_emd(code)}
            if outer:
                here = outer
            elif (dong := _DONG.fullmatch(word)) or (dong := _WITH_VILLAGE.match(word)):
                rest.append(dong.group())
        return here, rest

    def _office(self, within: set[AreaCode], name: str) -> AreaCode | None:
        """The 읍면동 that a column names: by its 행정동 name, by a 법정동 that lies in one only, by code."""
        name = _OFFICE.sub("", _BRACKETED.sub("", name).strip())
        code = self.tree.by_code(name) if name else None
        if not name or (code and self._is_emd(code)):
            return code
        found = self._only(self._offices(within, name)) or self._only(self._legal(within, name))
        last = name.rsplit(maxsplit=1)[-1]
        return found or (self._office(within, last) if last != name else None)

    def _dong(self, within: set[AreaCode], name: str) -> AreaCode | None:
        """The 읍면동 of a word in an address, where 동 are 법정동: 산정동 is one of them, and a 행정동 besides."""
        if name.endswith(("읍", "면")):
            return self._only(self._offices(within, name))
        return self._only(self._legal(within, name) or self._offices(within, name))

    def _offices(self, within: set[AreaCode], name: str) -> set[AreaCode]:
        return {code for code in self._inner(within, name, "읍면동") if self._is_emd(code)}

    def _legal(self, within: set[AreaCode], name: str) -> set[AreaCode]:
        return {code for outer in within for code in self.tree.legal_dong(outer, name)}

    @staticmethod
    def _only(found: set[AreaCode]) -> AreaCode | None:
        return next(iter(found)) if len(found) == 1 else None

    def _narrowest(self, areas: set[AreaCode]) -> AreaCode | None:
        if len(areas) == 1:
            return next(iter(areas))
        parents = {self.tree.parent(code) for code in areas}
        return next(iter(parents)) if len(parents) == 1 else None


def _head(address: str) -> tuple[str, str]:
    """The words of an address that can name areas, and the 동 in its brackets: what does not change with the house."""
    if not address[:1].isalpha() or address[0] in "우대":
        address = _POSTCODE.sub("", address)
    named = _NAMED.match(address)
    hint = ""
    if "(" in address:
        hint = next((dong for inside in _BRACKETED.findall(address) for dong in _DONG.findall(inside)), "")
    return named.group() if named else "", hint


def spaced(tree: AreaTree, address: str) -> str:
    """An address written without blanks, with blanks behind the areas that it names."""
    left, here, words = plain(address), set[AreaCode](), list[str]()
    while left:
        cut = next((n for n in range(min(len(left), _LONGEST_NAME), 1, -1) if _named(tree, here, left[:n])), 0)
        if not cut:
            break
        here = _named(tree, here, left[:cut])
        words.append(left[:cut])
        left = left[cut:]
    return " ".join((*words, left))


def _named(tree: AreaTree, here: set[AreaCode], name: str) -> set[AreaCode]:
    return tree.under(here, name) if here else tree.top(name)
