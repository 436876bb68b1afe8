"""Scales of isolation: a local government chooses; items and points are data (`data/isolation_scales.toml`)."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from anbu.domain.dialogue.numbers import value_of
from anbu.domain.dialogue.signals import compact

NOT_UNDERSTOOD = -1
_NOBODY = re.compile(r"없|아무도|하나도|한명도|(?:^|[^가-힣])영명|업(어|다|습)")
_MANY = re.compile(r"많|여러|수두룩|다들|열댓|여남은")
_COUNT = re.compile(
    r"(한두|두세|두서너|서너|너댓|네댓|대여섯|예닐곱|일고여덟|열|아홉|여덟|일곱|여섯|다섯|네|넷|세|셋|두|둘|한|하나"
    r"|\d+|[일이삼사오육칠팔구십]+)(?=명|분|사람|이요|이에요|이$|요$|$|은|이나|밖에|정도|쯤|입니다)"
)
_ABOUT = {
    "한두": 2, "두세": 3, "두서너": 3, "서너": 4, "너댓": 5, "네댓": 5, "대여섯": 6, "예닐곱": 7, "일고여덟": 8,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Scale:
    """A scale with its items. Points come from a number of people, or from a yes."""

    code: str
    name: str
    items: tuple[str, ...]
    per_count: tuple[int, ...] = ()
    """Points by number of people; more people than entries: the last."""
    per_yes: int = 0
    at_risk_below: int | None = None
    at_risk_from: int | None = None


@dataclass(frozen=True, slots=True)
class Score:
    """What the answers come to. `at_risk` is None while missing answers could change it: unknown is never safe."""

    points: int
    answered: int
    of: int
    at_risk: bool | None


def scale_from(code: str, table: Mapping[str, Any]) -> Scale:
    """One scale of the data."""
    return Scale(
        code,
        table["name"],
        tuple(table["items"]),
        tuple(table.get("per_count", ())),
        table.get("per_yes", 0),
        table.get("at_risk_below"),
        table.get("at_risk_from"),
    )


def count_in(text: str) -> int:
    """How many people these words name; `NOT_UNDERSTOOD` if they name no number."""
    words = compact(text)
    if found := _COUNT.search(words):
        return _ABOUT.get(found[1]) or value_of(found[1]) or NOT_UNDERSTOOD
    if _NOBODY.search(words):
        return 0
    return 9 if _MANY.search(words) else NOT_UNDERSTOOD


def score(scale: Scale, answers: Sequence[int]) -> Score:
    """Adds up the points of the answers given so far (counts of people, or 1 for yes and 0 for no)."""
    given = [answer for answer in answers if answer != NOT_UNDERSTOOD]
    points = sum(_points(scale, answer) for answer in given)
    missing = len(scale.items) - len(given)
    best = points + missing * (max(scale.per_count) if scale.per_count else scale.per_yes)
    return Score(points, len(given), len(scale.items), _risk(scale, points, best))


def _points(scale: Scale, answer: int) -> int:
    return scale.per_count[min(answer, len(scale.per_count) - 1)] if scale.per_count else scale.per_yes * min(answer, 1)


def _risk(scale: Scale, least: int, most: int) -> bool | None:
    """Between what is certain and what is possible."""
    if scale.at_risk_below is not None:
        return True if most < scale.at_risk_below else False if least >= scale.at_risk_below else None
    assert scale.at_risk_from is not None  # noqa: S101 - a scale of the data has one of the two
    return True if least >= scale.at_risk_from else False if most < scale.at_risk_from else None
