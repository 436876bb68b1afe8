"""The desk at which people work: the ledger, the time, the areas and the rules as data."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from anbu.domain.cases.ladder import Ladder
from anbu.domain.casework.access import Areas
from anbu.domain.casework.closing import ClosingReason
from anbu.domain.ids import AreaCode
from anbu.domain.lists.keyed import Keyed
from anbu.ports import Clock, Eraser, Ledger, TranscriptStore


@dataclass(frozen=True, slots=True)
class CheckPolicy:
    """The double check of one deployment."""

    life: frozenset[str]
    """Indicator codes that say that life is at stake."""
    rate: Callable[[AreaCode], float]
    """Share of the other closings that a second person judges, per local government."""
    seed: str
    """Draws the sample; changed with every year, kept in the settings."""


@dataclass(frozen=True, slots=True)
class Desk:
    """What every use case of casework needs."""

    ledger: Ledger
    clock: Clock
    areas: Areas
    ladder: Callable[[AreaCode], Ladder]
    transcripts: TranscriptStore
    reasons: Mapping[str, ClosingReason]
    checks: CheckPolicy
    keyed: Keyed
    words: Mapping[str, str]
    """Codes of indicators and topics → Korean words."""
    eraser: Eraser
