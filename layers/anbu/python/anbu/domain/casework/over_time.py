"""Small figures summed over months: a period must not give away what its months hide."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from anbu.domain.casework.suppression import FEWEST


@dataclass(frozen=True, slots=True)
class Part:
    """One cell of one part of a period: of a month, of a round."""

    year: int
    value: int
    hidden: bool
    """Its own table does not show it."""
    wanted: bool
    """Whether it lies in the period. Earlier ones of the year count too, so that no block depends on the question."""


def gives_away(parts: Sequence[Part]) -> bool:
    """Whether the sum of the parts wanted, beside other such sums, would tell a hidden part.

    `parts` are in order, from the beginning of a year. The hidden ones are gathered into blocks of at least two that
    make more than `FEWEST` together, anew in each year. A sum that holds each block whole or not at all tells blocks,
    and never a single part, whatever periods are compared.
    """
    covered = groupby((part for part in parts if part.hidden), key=lambda part: part.year)
    return any(not whole for _, year in covered for whole in _blocks(list(year)))


def _blocks(covered: Sequence[Part]) -> list[bool]:
    """Of each block of a year, whether it is wanted whole or not at all; what is left over is no block."""
    fits, block = [], list[Part]()
    for part in covered:
        block.append(part)
        if len(block) > 1 and sum(one.value for one in block) > FEWEST:
            fits.append(len({one.wanted for one in block}) == 1)
            block = []
    return [*fits, not any(part.wanted for part in block)]
