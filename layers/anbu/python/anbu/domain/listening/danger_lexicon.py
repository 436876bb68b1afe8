"""The danger lexicons as values."""

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from anbu.domain.counselling.record import DangerKind
from anbu.domain.listening.pattern import expand
from anbu.domain.listening.plain_speech import words
from anbu.domain.listening.tables import table

FILES = (
    "danger_self_harm.toml",
    "danger_violence.toml",
    "danger_no_food.toml",
    "danger_medical.toml",
    "danger_utilities.toml",
    "danger_home.toml",
    "danger_child.toml",
)


@dataclass(frozen=True, slots=True)
class Excuse:
    """Words that excuse a sentence, unless `although` stands in it too."""

    words: re.Pattern[str]
    although: re.Pattern[str] | None

    def holds(self, plain: str) -> bool:
        """Whether the sentence is excused."""
        return bool(self.words.search(plain)) and not (self.although and self.although.search(plain))


@dataclass(frozen=True, slots=True)
class DangerEntry:
    """One way of saying a danger. All patterns are looked for in plain speech."""

    id: str
    kind: DangerKind
    pattern: re.Pattern[str]
    unless: tuple[Excuse, ...]
    need: re.Pattern[str] | None
    by_date: bool
    must_be_done: bool
    also: tuple[DangerKind, ...]
    also_if: re.Pattern[str] | None
    example: str


@dataclass(frozen=True, slots=True)
class Idiom:
    """Words that are blanked, unless `keep` stands in them."""

    pattern: re.Pattern[str]
    keep: re.Pattern[str] | None


def _compiled(pattern: str | None) -> re.Pattern[str] | None:
    return re.compile(expand(pattern, words())) if pattern else None


def _excuse(where: dict[str, Any]) -> Excuse:
    return Excuse(re.compile(expand(where["unless"], words())), _compiled(where.get("although")))


def _entry(kind: DangerKind, data: dict[str, Any], entry: dict[str, Any]) -> DangerEntry:
    unless = tuple(_excuse(where) for where in (data, entry) if "unless" in where)
    pattern = _compiled(entry["pattern"])
    assert pattern is not None  # noqa: S101 an entry without a pattern has no meaning
    return DangerEntry(
        id=f"{kind}.{entry['id']}",
        kind=kind,
        pattern=pattern,
        unless=unless,
        need=_compiled(entry.get("need")),
        by_date=entry.get("date", False),
        must_be_done=entry.get("done", data.get("done", False)),
        also=tuple(DangerKind(kind) for kind in entry.get("also", ())),
        also_if=_compiled(entry.get("also_if")),
        example=entry["example"],
    )


@cache
def danger_entries() -> tuple[DangerEntry, ...]:
    """Every entry of the seven lexicons."""
    return tuple(
        _entry(DangerKind(table(name)["kind"]), table(name), entry) for name in FILES for entry in table(name)["entry"]
    )


@cache
def idioms() -> tuple[Idiom, ...]:
    """The idioms of `danger_context.toml`."""
    found = []
    for idiom in table("danger_context.toml")["idiom"]:
        pattern = _compiled(idiom["pattern"])
        if pattern is not None:
            found.append(Idiom(pattern, _compiled(idiom.get("keep"))))
    return tuple(found)
