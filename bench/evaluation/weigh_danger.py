"""`python -m bench.evaluation.weigh_danger`: learns `data/danger_weights.csv` from all that is labelled.

Two logistic regressions by AdaGrad: whether an answer states a danger, learnt from all of them, and which, learnt from
those that do. Learnt `ORDERS` times, each in an order of its own and amid other small talk, and averaged: so that one
more label moves a few weights and not all of them. The same answers give the same file. Some minutes.
"""

import random
from collections import Counter
from collections.abc import Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from importlib.resources import files
from math import exp, sqrt
from pathlib import Path
from statistics import fmean

from anbu.domain.listening.danger_lexicon import FILES
from anbu.domain.listening.plain_speech import plain
from anbu.domain.listening.tables import table
from anbu.domain.listening.weighing import BIAS, KINDS, SCALE, pieces
from bench.evaluation.labelled import all_labelled, everyday

Told = tuple[str, frozenset[str]]
"""What was said, and the kinds of danger that it states."""
Row = tuple[list[str], float, int]
"""The pieces of an answer, how much each counts, and the class that it belongs to, or `NONE`."""
NONE = -1
LEAST = 3
"""In how many answers a piece must stand to be weighed."""
BY_CLASS = ("dangers_by_class/", "hard_negatives_by_class/")
ROUNDS = 14
ORDERS = 6
STEP, DECAY = 1.0, 1e-4
HEADER = """\
# Learnt by `python -m bench.evaluation.weigh_danger`; do not edit. Hundredths; * is what every answer starts with.
# Source: {answers} answers labelled by hand for this project (bench/evaluation/transcripts; the lexicons).
# piece,any,{kinds}
"""


def told() -> list[Told]:
    """Every labelled answer, every example and trap of a lexicon, and what is said in calls without danger.

    Not what was made by class, from a few words put together in many ways: with those, lots left out are told worse
    (2026-11-27: area under the curve 0.924 instead of 0.935, 0.944 instead of 0.951).
    """
    found: dict[str, frozenset[str]] = {}
    for case in all_labelled():
        if case.id.startswith(BY_CLASS):
            continue
        if not case.id.startswith("calls/"):
            found.setdefault(case.transcript.turns[-1].text, frozenset(case.danger))
        elif not case.danger and not case.maybe:
            found |= {turn.text: frozenset() for turn in case.transcript.turns if turn.speaker == "resident"}
    for name in FILES:
        for entry in table(name)["entry"]:
            found |= {said: frozenset({table(name)["kind"]}) for said in _all(entry, "example", "also_examples")}
            found |= {said: frozenset() for said in _all(entry, "traps", "counter")}
    found |= {line: frozenset() for line in everyday()}
    return sorted(found.items())


def amid_small_talk(answers: Sequence[Told], lines: Sequence[str], seed: int) -> list[Told]:
    """More to learn from: small talk by twos and threes, and every third danger between two lines of it."""
    pick = random.Random(seed)
    found: list[Told] = [
        (". ".join(pick.sample(lines, pick.choice((2, 3)))), frozenset()) for _ in range(len(lines) // 2)
    ]
    for text, kinds in [one for one in answers if one[1]][seed % 3 :: 3]:
        before, after = pick.sample(lines, 2)
        found.append((f"{before}. {text}. {after}", kinds))
    return found


def _all(entry: dict[str, str | list[str]], *keys: str) -> list[str]:
    found: list[str] = []
    for key in keys:
        said = entry.get(key, [])
        found += [said] if isinstance(said, str) else said
    return found


def learn(answers: Sequence[Told], lines: Sequence[str]) -> dict[str, list[float]]:
    """The weights of every piece that stands in `LEAST` answers, and of `BIAS`, which stands in all: any, then each."""
    with ProcessPoolExecutor() as pool:
        learnt = list(pool.map(partial(_learn_once, answers, lines), range(ORDERS)))
    nothing = [0.0] * (1 + len(KINDS))
    return {
        piece: [fmean(values) for values in zip(*(one.get(piece, nothing) for one in learnt), strict=True)]
        for piece in sorted(set().union(*learnt))
    }


def _learn_once(answers: Sequence[Told], lines: Sequence[str], seed: int) -> dict[str, list[float]]:
    answers = [*answers, *amid_small_talk(answers, lines, seed)]
    seen = [(pieces(plain(text)), kinds) for text, kinds in answers]
    common = Counter(piece for found, _ in seen for piece in found)
    rows = [
        ([piece for piece in sorted(found) if common[piece] >= LEAST], 1 / sqrt(len(found) or 1), kinds)
        for found, kinds in seen
    ]
    whether = _regression(1, seed, [(found, share, 0 if kinds else NONE) for found, share, kinds in rows])
    which = _regression(
        len(KINDS),
        seed,
        [(found, share, right) for found, share, kinds in rows for right in sorted(map(KINDS.index, kinds))],
    )
    nothing = [0.0] * len(KINDS)
    return {piece: [*whether[piece], *which.get(piece, nothing)] for piece in whether}


def _regression(classes: int, seed: int, rows: list[Row]) -> dict[str, list[float]]:
    weights: dict[str, list[float]] = {BIAS: [0.0] * classes}
    spent: dict[str, list[float]] = {}
    order = random.Random(seed)
    for _ in range(ROUNDS):
        order.shuffle(rows)
        for row in rows:
            _step(weights, spent, classes, *row)
    return weights


def _step(
    weights: dict[str, list[float]],
    spent: dict[str, list[float]],
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


def written(weights: dict[str, list[float]], answers: int) -> str:
    """The file. Pieces that weigh next to nothing are left out."""
    lines = [HEADER.format(answers=answers, kinds=",".join(KINDS))]
    for piece, values in sorted(weights.items()):
        numbers = [round(value * SCALE) for value in values]
        if any(abs(number) >= SCALE // 3 for number in numbers):
            lines.append(f"{piece},{','.join(str(number or '') for number in numbers)}\n")
    return "".join(lines)


if __name__ == "__main__":
    answers = told()
    file = Path(str(files("anbu.data").joinpath("danger_weights.csv")))
    file.write_text(written(learn(answers, everyday()), len(answers)), "utf-8")
