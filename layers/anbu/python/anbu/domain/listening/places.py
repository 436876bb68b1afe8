"""Where in a sentence the parts of a danger stand together."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise, product

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Stretch:
    """Where all parts stand: from `start`; the part that says it stands from `says` to `end`.

    `first`: where the earliest part ends; `last`: where the latest begins.
    """

    start: int
    says: int
    end: int
    first: int = 0
    last: int = 0


MOST = 6
"""Of one part only so many places are tried: speech repeats itself, and six decide as well as sixty."""


@dataclass(slots=True)
class Spots:
    """A sentence, with what has been looked for in it; each concept is looked for once."""

    plain: str
    found: dict[int, list[Span]] = field(default_factory=dict)

    def of(self, pattern: re.Pattern[str]) -> list[Span]:
        """Every place of the pattern."""
        spans = self.found.get(id(pattern))  # the hash of a pattern is as slow as a search
        if spans is None:
            spans = self.found[id(pattern)] = [match.span() for match in pattern.finditer(self.plain)]
        return spans


def places(
    parts: tuple[re.Pattern[str], ...], spots: Spots, *, near: int, ordered: bool, says: int = 0
) -> Iterator[Stretch]:
    """The stretches in which all parts stand, no two further apart than `near` letters, the shortest first.

    `says`: which part is the predicate (1 the first, 0 the last): what is denied, over or feared is that.
    """
    if len(parts) == 1:
        yield from (Stretch(start, start, end) for start, end in spots.of(parts[0]))
        return
    found = []
    for part in parts:
        spans = spots.of(part)
        if not spans:
            return
        found.append(spans[:MOST])
    together = [chosen for chosen in product(*found) if _together(chosen, near, ordered=ordered)]
    for chosen in sorted(together, key=lambda spans: max(spans)[1] - min(spans)[0]):
        start, end = chosen[says - 1]
        first, last = min(chosen), max(chosen)
        yield Stretch(first[0], start, end, first[1], last[0])


def _together(chosen: tuple[Span, ...], near: int, *, ordered: bool) -> bool:
    line = chosen if ordered else sorted(chosen)
    return all(0 <= after[0] - before[1] <= near for before, after in pairwise(line))
