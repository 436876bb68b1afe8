"""Which of many patterns can fit a sentence at all, told by its letters before any of them is tried.

Hardly a pattern of the lexicons can be made of the few letters of a sentence. Of each it is known what a match cannot
do without: sets of letters and of pairs of letters, of each of which one must be there. That is a few look-ups a letter
for all patterns together, where trying them one by one was a third of a turn's work. Blanks count for nothing.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from re import _constants as code  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

Pieces = frozenset[str]
WIDEST = 64
"""So many letters in a range (가-힣) or pairs: more exclude nothing."""
CONDITIONS = 3
"""So many sets a pattern are looked at: those that exclude most."""
EVERYWHERE = frozenset("이가는은을를에요고다지아어해하서도")
"""Letters of endings and particles, in nearly every sentence."""
_NO_WIDTH = frozenset({code.AT, code.ASSERT, code.ASSERT_NOT})
_SPACE = [(code.IN, [(code.CATEGORY, code.CATEGORY_SPACE)])]
Parsed = Iterable[tuple[Any, Any]]


def needed(pattern: str) -> tuple[Pieces, ...]:
    """Sets of letters and pairs of letters, of each of which a match holds at least one; what excludes most first."""
    parsed = parser.parse(pattern)
    return () if parsed.state.flags & re.IGNORECASE else _best_first(_of(parsed))


class Sieve:
    """Groups of patterns that must all fit, by what they need."""

    def __init__(self, groups: Sequence[Iterable[re.Pattern[str]]]) -> None:
        """`groups`: what is looked for, each by the patterns of which every one must fit."""
        self._all = (1 << len(groups)) - 1
        self._with: list[dict[str, int]] = [{} for _ in range(CONDITIONS)]
        self._free = [0] * CONDITIONS
        for n, patterns in enumerate(groups):
            conditions = _best_first(one for pattern in patterns for one in needed(pattern.pattern))
            for level in range(CONDITIONS):
                self._sort(1 << n, level, conditions)

    def _sort(self, bit: int, level: int, conditions: tuple[Pieces, ...]) -> None:
        if level >= len(conditions):
            self._free[level] |= bit
            return
        for piece in conditions[level]:
            self._with[level][piece] = self._with[level].get(piece, 0) | bit

    def candidates(self, text: str) -> Iterator[int]:
        """The numbers of the groups that may fit this text, in order. Those left out fit nowhere in it."""
        letters = "".join(text.split())
        pieces = {*letters, *map("".join, pairwise(letters))}
        left = self._all
        for free, by_piece in zip(self._free, self._with, strict=True):
            found = free
            for piece in pieces & by_piece.keys():
                found |= by_piece[piece]
            left &= found
        while left:
            lowest = left & -left
            yield lowest.bit_length() - 1
            left ^= lowest


def _best_first(found: Iterable[Pieces]) -> tuple[Pieces, ...]:
    return tuple(sorted(set(found), key=lambda pieces: (_often(pieces), sorted(pieces))))


def _often(pieces: Pieces) -> int:
    """How often one of these may be expected, roughly."""
    return sum(1 if len(piece) > 1 else 30 if piece in EVERYWHERE else 10 for piece in pieces)


def _of(parsed: Parsed) -> Iterator[Pieces]:
    before: Pieces = frozenset()
    for kind, told in parsed:
        if kind in _NO_WIDTH or (kind in (code.MAX_REPEAT, code.MIN_REPEAT) and list(told[2]) == _SPACE):
            continue
        letters = _letters(kind, told)
        if letters:
            yield letters
            if 0 < len(before) * len(letters) <= WIDEST:
                yield frozenset(one + other for one in before for other in letters)
        else:
            yield from _inside(kind, told)
        before = letters


def _inside(kind: Any, told: Any) -> Iterator[Pieces]:
    if kind is code.SUBPATTERN and not told[1] & re.IGNORECASE:
        yield from _of(told[3])
    elif kind in (code.MAX_REPEAT, code.MIN_REPEAT) and told[0] > 0:
        yield from _of(told[2])
    elif kind is code.BRANCH:
        yield from _any_of(told[1])


def _letters(kind: Any, told: Any) -> Pieces:
    """The letters of which one stands here; none where it may be any, or a blank."""
    if kind is code.LITERAL:
        found = {chr(told)}
    elif kind is code.IN and all(one is code.LITERAL or one is code.RANGE for one, _ in told):
        ranges = [(which, which) if one is code.LITERAL else which for one, which in told]
        found = {chr(n) for low, high in ranges if high - low < WIDEST for n in range(low, high + 1)}
        if any(high - low >= WIDEST for low, high in ranges):
            return frozenset()
    else:
        return frozenset()
    return frozenset() if any(letter.isspace() for letter in found) else frozenset(found)


def _any_of(ways: Iterable[Parsed]) -> Iterator[Pieces]:
    """What one of several ways needs: of each way its own best set, together."""
    together: Pieces = frozenset()
    for way in ways:
        best = _best_first(_of(way))
        if not best:
            return
        together |= best[0]
    yield together
