"""How much the letters of what was said weigh for each danger: what no single entry of the lexicons says.

A lexicon hears a danger in the words that somebody thought of. The weights (`data/danger_weights.csv`) are learnt from
every labelled answer of the project: each group of one to three letters weighs for or against danger as such, and
for or against each of the seven, so that many faint signs together count where no entry speaks, and the whole tone of
an answer ("손주가 장난으로") counts against one that does. Two logistic regressions, whether and which, and nothing
else: the same words weigh the same every time, and it can be read from the file why.
"""

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from math import exp, sqrt

from anbu.domain.counselling.record import DangerKind

KINDS = tuple(DangerKind)
SIZES = (1, 2, 3)
"""How many letters a piece has. A space counts as one, so that the beginnings and ends of words weigh too."""
SCALE = 100
"""The file holds hundredths."""
BIAS = "*"
_NOISE = re.compile(r"[^가-힣0-9]+")


@dataclass(frozen=True, slots=True)
class Weight:
    """The chances, from 0 to 1, that words state any danger, and each: those of the seven add up to that of any."""

    any: float
    each: dict[DangerKind, float]


def pieces(plain: str) -> frozenset[str]:
    """The groups of letters of a sentence in plain speech, each once."""
    text = f" {_NOISE.sub(' ', plain).strip()} "
    return frozenset(text[at : at + size] for size in SIZES for at in range(len(text) - size + 1))


@lru_cache(maxsize=64)  # sentences are weighed alone and with their neighbours
def weight(plain: str) -> Weight:
    """What a sentence or a few, in plain speech, weigh. Pure; some hundred microseconds."""
    found = pieces(plain)
    sums = [0] * (1 + len(KINDS))
    for piece in found:
        for n, value in enumerate(_of_piece(piece)):
            sums[n] += value
    share = SCALE * sqrt(len(found) or 1)
    whether, *which = [
        exp(max(min(total / share + bias / SCALE, 50), -50)) for total, bias in zip(sums, _of_piece(BIAS), strict=False)
    ]
    any_danger, whole = whether / (1 + whether), sum(which)
    return Weight(any_danger, {kind: any_danger * one / whole for kind, one in zip(KINDS, which, strict=True)})


@cache
def _lines() -> dict[str, str]:
    """Piece → its numbers, not read yet: few of the many pieces are ever said."""
    text = files("anbu.data").joinpath("danger_weights.csv").read_text("utf-8")
    return dict(line.split(",", 1) for line in text.splitlines() if line and line[0] != "#")


@lru_cache(maxsize=4096)
def _of_piece(piece: str) -> tuple[int, ...]:
    line = _lines().get(piece)
    return tuple(int(number or 0) for number in line.split(",")) if line else ()
