"""`python -m bench.evaluation.weigh_danger`: learns `data/danger_weights.csv` from all that is labelled.

Two logistic regressions: whether an answer states a danger, learnt from all of them, and which, learnt from those that
do; each time amid other small talk, and averaged. The same answers give the same file. Some minutes.
"""

import random
from collections.abc import Sequence
from functools import partial

from anbu.adapters.morphology import analyse
from anbu.domain.listening.danger_lexicon import FILES
from anbu.domain.listening.listen import listen_for_danger
from anbu.domain.listening.plain_speech import plain
from anbu.domain.listening.tables import table
from anbu.domain.listening.weighing import DANGERS, KINDS, pieces
from bench.evaluation.labelled import all_labelled, everyday
from bench.evaluation.regression import NONE, Weights, averaged, often_enough, regression, store
from bench.evaluation.topic_answers import LEARNT, topic_answers

Told = tuple[str, frozenset[str]]
"""What was said, and the kinds of danger that it states."""
BY_CLASS = ("dangers_by_class/", "hard_negatives_by_class/")
LEAST = 3
"""In how many answers a piece must stand to be weighed."""
ROUNDS = 14
HEADER = """\
# Learnt by `python -m bench.evaluation.weigh_danger`; do not edit. Hundredths; * is what every answer starts with.
# Source: {answers} answers labelled by hand for this project (bench/evaluation/transcripts; the lexicons).
# piece,any,{kinds}
"""


def told() -> list[Told]:
    """Every labelled answer, every example and trap of a lexicon, and what is said in calls without danger.

    Ordinary trouble too, of the answers about topics: so that it weighs as what it is. Not where a danger is heard in
    them, which the weights of before have a part in.

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
    for one in (answer for lot in LEARNT for answer in topic_answers(lot)):
        if not listen_for_danger(one.answer, question=one.question, asked=one.topic, analyse=analyse):
            found.setdefault(one.answer, frozenset())
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


def learn(answers: Sequence[Told], lines: Sequence[str]) -> Weights:
    """The weights of every piece: any, then each."""
    return averaged(partial(_learn_once, answers, lines), 1 + len(KINDS))


def _learn_once(answers: Sequence[Told], lines: Sequence[str], seed: int) -> Weights:
    answers = [*answers, *amid_small_talk(answers, lines, seed)]
    kinds_of = [kinds for _, kinds in answers]
    rows = list(zip(often_enough([pieces(plain(text)) for text, _ in answers], LEAST), kinds_of, strict=True))
    whether = regression(1, seed, [(*row, 0 if kinds else NONE) for row, kinds in rows], ROUNDS)
    which = regression(
        len(KINDS),
        seed,
        [(*row, right) for row, kinds in rows for right in sorted(map(KINDS.index, kinds))],
        ROUNDS,
    )
    nothing = [0.0] * len(KINDS)
    return {piece: [*whether[piece], *which.get(piece, nothing)] for piece in whether}


if __name__ == "__main__":
    answers = told()
    header = HEADER.format(answers=len(answers), kinds=",".join(KINDS))
    store(DANGERS, learn(answers, everyday()), header)
