"""The danger lexicons as values."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from anbu.domain.counselling.record import DangerKind
from anbu.domain.listening.pattern import compiled, expand
from anbu.domain.listening.places import Spots, Stretch, places
from anbu.domain.listening.plain_speech import words
from anbu.domain.listening.sieve import Sieve
from anbu.domain.listening.tables import table

FILES = (
    "danger_self_harm.toml",
    "danger_violence.toml",
    "danger_no_food.toml",
    "danger_medical.toml",
    "danger_utilities.toml",
    "danger_home.toml",
    "danger_child.toml",
    "meaning_self_harm.toml",
    "meaning_violence.toml",
    "meaning_no_food.toml",
    "meaning_medical.toml",
    "meaning_utilities.toml",
    "meaning_home.toml",
    "meaning_child.toml",
    "outright_self_harm.toml",
    "outright_violence.toml",
    "outright_medical.toml",
    "outright_utilities.toml",
    "outright_home.toml",
    "outright_child.toml",
)
"""`danger_*`: ways of saying it; `meaning_*`: what must come together, in whatever words; `outright_*`: a class of
statement that can mean nothing else, with its near misses."""
CONTEXT = "danger_context.toml"
NEAR = 14


@dataclass(frozen=True, slots=True)
class Excuse:
    """Words that excuse a sentence, unless `although` stands in it too. `wide`: those next to it as well."""

    words: re.Pattern[str]
    although: re.Pattern[str] | None
    wide: bool

    def holds(self, plain: str) -> bool:
        """Whether the sentence is excused."""
        return bool(self.words.search(plain)) and not (self.although and self.although.search(plain))


@dataclass(frozen=True, slots=True)
class DangerEntry:
    """One way of saying a danger: parts that must stand near each other in plain speech.

    `own`: nothing but the speaker may be what it is said of. `need`: stands in this or a neighbouring sentence too.
    `dreamt`: a dream of it is it ("the dead call me"); other dreams are nothing.
    `vague`: a cry that does not say what the danger is; it counts where nothing else does.
    `also`: what it may imply besides; `both`: what it says besides, in the same words.
    `explicit`: says it outright. `outright`: so plainly that it can hardly mean anything else.
    """

    id: str
    kind: DangerKind
    parts: tuple[re.Pattern[str], ...]
    near: int
    ordered: bool
    says: int
    own: bool
    dreamt: bool
    vague: bool
    explicit: bool
    outright: bool
    unless: tuple[Excuse, ...]
    veto: re.Pattern[str]
    need: re.Pattern[str] | None
    must_be_done: bool
    also: tuple[DangerKind, ...]
    also_if: re.Pattern[str] | None
    both: tuple[DangerKind, ...]
    example: str

    def places(self, spots: Spots) -> Iterator[Stretch]:
        """Where it is said in a sentence."""
        return places(self.parts, spots, near=self.near, ordered=self.ordered, says=self.says)


@dataclass(frozen=True, slots=True)
class Idiom:
    """Words that are blanked, unless `keep` stands in them."""

    pattern: re.Pattern[str]
    keep: re.Pattern[str] | None


def _compiled(pattern: str | None) -> re.Pattern[str] | None:
    return compiled(expand(pattern, words())) if pattern else None


def _excuse(where: dict[str, Any]) -> Excuse:
    return Excuse(
        re.compile(expand(where["unless"], words())), _compiled(where.get("although")), where.get("wide", False)
    )


def _entry(kind: DangerKind, data: dict[str, Any], entry: dict[str, Any]) -> DangerEntry:
    unless = tuple(_excuse(where) for where in (data, entry) if "unless" in where)
    parts = entry["all"] if "all" in entry else [entry["pattern"]]
    return DangerEntry(
        id=f"{kind}.{entry['id']}",
        kind=kind,
        parts=tuple(compiled(expand(part, words())) for part in parts),
        near=entry.get("near", NEAR),
        ordered=entry.get("ordered", False),
        says=entry.get("says", 0),
        own=entry.get("own", False),
        dreamt=entry.get("dreamt", False),
        vague=entry.get("vague", False),
        explicit=entry.get("explicit", data.get("outright", False)),
        outright=data.get("outright", False),
        unless=unless,
        veto=compiled(expand(table(CONTEXT)["veto"][kind.value], words())),
        need=_compiled(entry.get("need")),
        must_be_done=entry.get("done", data.get("done", False)),
        also=tuple(DangerKind(kind) for kind in entry.get("also", ())),
        also_if=_compiled(entry.get("also_if")),
        both=tuple(map(DangerKind, entry.get("both", ()))),
        example=entry["example"],
    )


@cache
def danger_entries() -> tuple[DangerEntry, ...]:
    """Every entry of the seven lexicons."""
    return tuple(
        _entry(DangerKind(table(name)["kind"]), table(name), entry)
        for name in FILES
        for entry in table(name).get("entry", ())
    )


@cache
def danger_sieve() -> Sieve:
    """Tells by the letters of a sentence which of the entries can be said in it."""
    return Sieve([entry.parts for entry in danger_entries()])


@cache
def vague_entries() -> frozenset[str]:
    """The ids of the entries that do not say what the danger is."""
    return frozenset(entry.id for entry in danger_entries() if entry.vague)


@cache
def explicit_entries() -> frozenset[str]:
    """The ids of the entries that say a danger outright."""
    return frozenset(entry.id for entry in danger_entries() if entry.explicit)


@cache
def told_beside() -> frozenset[tuple[str, DangerKind]]:
    """Entries, each with a danger that it says beside its own (`both`)."""
    return frozenset((entry.id, kind) for entry in danger_entries() for kind in entry.both)


@cache
def outright_entries() -> frozenset[str]:
    """The ids of the entries that can hardly mean anything else."""
    return frozenset(entry.id for entry in danger_entries() if entry.outright)


@cache
def idioms() -> tuple[Idiom, ...]:
    """The idioms of `danger_context.toml`."""
    found = []
    for idiom in table(CONTEXT)["idiom"]:
        pattern = _compiled(idiom["pattern"])
        if pattern is not None:
            found.append(Idiom(pattern, _compiled(idiom.get("keep"))))
    return tuple(found)
