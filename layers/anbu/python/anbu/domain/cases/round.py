"""A round: one list of one local government, to be decided by a date; sealed once it balances."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from anbu.domain.ids import AreaCode, RoundId


class RoundState(StrEnum):
    """What a round may do. A paused round acts towards nobody; a stopped one never again; people go on in both."""

    OPEN = "open"
    PAUSED = "paused"
    STOPPED = "stopped"
    SEALED = "sealed"


class ListKind(StrEnum):
    """Whose list it is. It is the origin of the round's cases: what they are told, and which campaigns mean them."""

    LIST = "list"
    """Candidates whom the state has found."""
    MONITORING = "monitoring"
    """People whom the local government looks after already, asked after again."""


@dataclass(frozen=True, slots=True)
class Round:
    """One round of one area. Its cases stand in the round index under `{area}#{id}`."""

    area: AreaCode
    id: RoundId
    decide_by: date
    opened_at: datetime
    state: RoundState = RoundState.OPEN
    kind: ListKind = ListKind.LIST
    uploads: tuple[str, ...] = ()
    """Ids of the uploads that belong to it, in order."""
    seal: str | None = None
    """SHA-256 over the row hashes and counts, once sealed: the proof that outlives the personal data."""
    sealed_at: datetime | None = None
    erased_at: datetime | None = None
    """When its people and its lists were erased, their time being over."""
    version: int = 0
