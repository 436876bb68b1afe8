"""How much the letters of what was said weigh: what no single entry of the lexicons says.

A lexicon hears a danger in the words that somebody thought of. The weights (`data/danger_weights.csv`) are learnt from
every labelled answer of the project: each group of one to three letters weighs for or against danger as such, and
for or against each of the seven, so that many faint signs together count where no entry speaks, and the whole tone of
an answer ("손주가 장난으로") counts against one that does. Two logistic regressions, whether and which, and nothing
else: the same words weigh the same every time, and it can be read from the file why. Another one
(`data/topic_weights.csv`) tells what an answer says of the topic that was asked about.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from math import exp, sqrt

from anbu.domain.counselling.record import DangerKind, Topic, TopicState
from anbu.domain.listening.question import Question

KINDS = tuple(DangerKind)
DANGERS, TOPICS = "danger_weights.csv", "topic_weights.csv"
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


@dataclass(frozen=True, slots=True)
class TopicWeight:
    """The chances, from 0 to 1, that an answer tells of trouble with what was asked, and that there is none."""

    problem: float
    ok: float

    def of(self, state: TopicState) -> float:
        """The chance of this state."""
        return {"problem": self.problem, "ok": self.ok}.get(state, 1 - self.problem - self.ok)


def pieces(plain: str) -> frozenset[str]:
    """The groups of letters of a sentence in plain speech, each once."""
    text = f" {_NOISE.sub(' ', plain).strip()} "
    return frozenset(text[at : at + size] for size in SIZES for at in range(len(text) - size + 1))


def pieces_of_answer(plain: str, topic: Topic, question: Question) -> frozenset[str]:
    """Those of the words, of the words about this topic, and of the words after this kind of question."""
    asked = f"{question.expects[0]}{'-' if question.lacks else ''}"
    found = pieces(plain)
    about = (f"{of}|{piece}" for of in (topic.value, asked) for piece in found)
    return found | {*about, f"{asked}|", f"{topic.value}|{asked}|"}


@lru_cache(maxsize=64)  # sentences are weighed alone and with their neighbours
def weight(plain: str) -> Weight:
    """What a sentence or a few, in plain speech, weigh. Pure; some hundred microseconds."""
    whether, *which = _raised(DANGERS, 1 + len(KINDS), pieces(plain))
    any_danger, whole = whether / (1 + whether), sum(which)
    return Weight(any_danger, {kind: any_danger * one / whole for kind, one in zip(KINDS, which, strict=True)})


@lru_cache(maxsize=64)
def weight_of_answer(plain: str, topic: Topic, question: Question) -> TopicWeight:
    """What an answer, in plain speech, weighs for the topic asked about. What is left to one: it does not tell."""
    problem, ok = _raised(TOPICS, 2, pieces_of_answer(plain, topic, question))
    return TopicWeight(problem / (1 + problem + ok), ok / (1 + problem + ok))


def _raised(file: str, classes: int, found: Iterable[str]) -> list[float]:
    found = tuple(found)
    sums = [0] * classes
    for piece in found:
        for n, value in enumerate(_of_piece(file, piece)):
            sums[n] += value
    share, bias = SCALE * sqrt(len(found) or 1), _of_piece(file, BIAS) or (0,) * classes
    return [exp(max(min(total / share + start / SCALE, 50), -50)) for total, start in zip(sums, bias, strict=True)]


@cache
def _lines(file: str) -> dict[str, str]:
    """Piece → its numbers, not read yet: few of the many pieces are ever said."""
    text = files("anbu.data").joinpath(file).read_text("utf-8")
    return dict(line.split(",", 1) for line in text.splitlines() if line and line[0] != "#")


@lru_cache(maxsize=8192)
def _of_piece(file: str, piece: str) -> tuple[int, ...]:
    line = _lines(file).get(piece)
    return tuple(int(number or 0) for number in line.split(",")) if line else ()
