"""`python -m bench.evaluation.weigh_danger`: learns `data/danger_weights.csv` from all that is labelled.

Multinomial logistic regression by AdaGrad, in a fixed order: the same answers give the same file. Ten seconds.
"""

import random
from collections import Counter
from collections.abc import Iterable, Sequence
from importlib.resources import files
from math import exp, sqrt
from pathlib import Path

from anbu.domain.listening.danger_lexicon import FILES
from anbu.domain.listening.plain_speech import plain
from anbu.domain.listening.tables import table
from anbu.domain.listening.weighing import BIAS, KINDS, SCALE, pieces
from bench.evaluation.labelled import all_labelled, everyday

Told = tuple[str, frozenset[str]]
"""What was said, and the kinds of danger that it states."""
LEAST = 3
"""In how many answers a piece must stand to be weighed."""
ROUNDS = 8
STEP, DECAY = 1.0, 2e-6
HEADER = """\
# Learnt by `python -m bench.evaluation.weigh_danger`; do not edit. Hundredths; * is what every answer starts with.
# Source: {answers} answers labelled by hand for this project (bench/evaluation/transcripts; the lexicons).
# piece,{kinds}
"""


def told() -> list[Told]:
    """Every labelled answer, every example and trap of a lexicon, and what is said in calls without danger."""
    found: dict[str, frozenset[str]] = {}
    for case in all_labelled():
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


def _all(entry: dict[str, str | list[str]], *keys: str) -> list[str]:
    found: list[str] = []
    for key in keys:
        said = entry.get(key, [])
        found += [said] if isinstance(said, str) else said
    return found


def learn(answers: Sequence[Told]) -> dict[str, list[float]]:
    """The weights of every piece that stands in `LEAST` answers, and of `BIAS`, which stands in all."""
    seen = [(pieces(plain(text)), kinds) for text, kinds in answers]
    common = Counter(piece for found, _ in seen for piece in found)
    rows = [
        ([piece for piece in sorted(found) if common[piece] >= LEAST], 1 / sqrt(len(found) or 1), kind)
        for found, kinds in seen
        for kind in (sorted(KINDS.index(kind) for kind in kinds) or [-1])
    ]
    weights: dict[str, list[float]] = {BIAS: [0.0] * len(KINDS)}
    spent: dict[str, list[float]] = {}
    order = random.Random(1)
    for _ in range(ROUNDS):
        order.shuffle(rows)
        for row in rows:
            _step(weights, spent, *row)
    return weights


def _step(
    weights: dict[str, list[float]], spent: dict[str, list[float]], found: Iterable[str], share: float, right: int
) -> None:
    signs = [(piece, share) for piece in found] + [(BIAS, 1.0)]
    none, little = [0.0] * len(KINDS), [1e-2] * len(KINDS)
    mine = [(weights.setdefault(one, none[:]), spent.setdefault(one, little[:]), x) for one, x in signs]
    sums = [sum(weight[k] * x for weight, _, x in mine) for k in range(len(KINDS))]
    top = max(0.0, *sums)
    raised = [exp(one - top) for one in sums]
    whole = exp(-top) + sum(raised)
    for k in range(len(KINDS)):
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
    file.write_text(written(learn(answers), len(answers)), "utf-8")
