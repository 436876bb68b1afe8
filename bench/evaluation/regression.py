"""Logistic regression by AdaGrad over pieces of words: each answer belongs to one of some classes, or to none."""

import random
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from importlib.resources import files
from math import exp, sqrt
from pathlib import Path
from statistics import fmean

from anbu.domain.listening.weighing import BIAS, SCALE

Row = tuple[list[str], float, int]
"""The pieces of an answer, how much each counts, and the class that it belongs to, or `NONE`."""
Weights = dict[str, list[float]]
NONE = -1
ORDERS = 6
"""How often it is learnt, each time in an order of its own: so that one more label moves a few weights and not all."""
STEP, DECAY = 1.0, 1e-4


def averaged(learn_once: Callable[[int], Weights], classes: int) -> Weights:
    """The mean of what is learnt in `ORDERS` orders, on as many processes as there are."""
    with ProcessPoolExecutor() as pool:
        learnt = list(pool.map(learn_once, range(ORDERS)))
    nothing = [0.0] * classes
    return {
        piece: [fmean(values) for values in zip(*(one.get(piece, nothing) for one in learnt), strict=True)]
        for piece in sorted(set().union(*learnt))
    }


def often_enough(answers: Sequence[frozenset[str]], least: int) -> list[tuple[list[str], float]]:
    """Of each answer the pieces that stand in so many answers, and how much each counts."""
    common = Counter(piece for found in answers for piece in found)
    return [
        ([piece for piece in sorted(found) if common[piece] >= least], 1 / sqrt(len(found) or 1)) for found in answers
    ]


def regression(classes: int, seed: int, rows: list[Row], rounds: int) -> Weights:
    """The weights of every piece and of `BIAS`, which stands in every answer. The same rows give the same weights."""
    weights: Weights = {BIAS: [0.0] * classes}
    spent: Weights = {}
    order = random.Random(seed)
    for _ in range(rounds):
        order.shuffle(rows)
        for row in rows:
            _step(weights, spent, classes, *row)
    return weights


def _step(
    weights: Weights,
    spent: Weights,
    classes: int,
    found: Iterable[str],
    share: float,
    right: int,
) -> None:
    signs = [(piece, share) for piece in found] + [(BIAS, 1.0)]
    none, little = [0.0] * classes, [1e-2] * classes
    mine = [(weights.setdefault(one, none[:]), spent.setdefault(one, little[:]), x) for one, x in signs]
    sums = [sum(weight[k] * x for weight, _, x in mine) for k in range(classes)]
    top = max(0.0, *sums)
    raised = [exp(one - top) for one in sums]
    whole = exp(-top) + sum(raised)
    for k in range(classes):
        error = raised[k] / whole - (k == right)
        if abs(error) < 1e-3:
            continue
        for weight, paid, x in mine:
            slope = error * x + DECAY * weight[k]
            paid[k] += slope * slope
            weight[k] -= STEP * slope / sqrt(paid[k])


def store(name: str, weights: Mapping[str, Sequence[float]], header: str) -> None:
    """Writes the file of the layer's data."""
    Path(str(files("anbu.data").joinpath(name))).write_text(written(weights, header), "utf-8")


def written(weights: Mapping[str, Sequence[float]], header: str) -> str:
    """The file, in hundredths. Pieces that weigh next to nothing are left out."""
    lines = [header]
    for piece, values in sorted(weights.items()):
        numbers = [round(value * SCALE) for value in values]
        if any(abs(number) >= SCALE // 3 for number in numbers):
            lines.append(f"{piece},{','.join(str(number or '') for number in numbers)}\n")
    return "".join(lines)
