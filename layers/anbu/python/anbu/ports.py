"""What use cases need from outside. Adapters keep these promises; tests and the local cloud use the same ones."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, Generic, Protocol, TypeVar

E = TypeVar("E")


class Conflict(Exception):
    """A condition of a write did not hold: someone else was faster, or this was done already. Read again and decide."""


class Index(StrEnum):
    """Ways to find entities. `OWN` is the entity's own partition and exact; the others lag in AWS: hints only."""

    OWN = "own"
    DUE = "due"
    ROUND = "round"
    LIST = "list"


@dataclass(frozen=True, slots=True)
class Create:
    """Must not exist yet."""

    entity: Any


@dataclass(frozen=True, slots=True)
class Replace:
    """The stored version must be `entity.version`; it is stored one higher."""

    entity: Any


@dataclass(frozen=True, slots=True)
class Delete:
    """The stored version must be `entity.version`."""

    entity: Any


@dataclass(frozen=True, slots=True)
class Check:
    """Changes nothing, but the stored version must be `entity.version`."""

    entity: Any


Change = Create | Replace | Delete | Check


@dataclass(frozen=True, slots=True)
class Page(Generic[E]):
    """One page of a query. `cursor` is None at the end."""

    items: tuple[E, ...]
    cursor: str | None = None


class Ledger(Protocol):
    """The truth: a store of typed entities with optimistic versions and transactions."""

    def get(self, kind: type[E], *key: str | int) -> E | None:
        """The entity as it is now (strongly consistent), or None."""
        ...

    def write(self, *changes: Change) -> None:
        """All of the changes or none (at most 100).

        Raises:
            Conflict: a condition of one of them did not hold.
        """
        ...

    def query(
        self,
        kind: type[E],
        index: Index,
        partition: str,
        *,
        low: str = "",
        high: str = "\uffff",
        limit: int = 100,
        cursor: str | None = None,
        newest_first: bool = False,
    ) -> Page[E]:
        """Entities of one partition with `low` ≤ sort key ≤ `high`, in order."""
        ...


class Clock(Protocol):
    """The one source of time (design §2.9)."""

    def now(self) -> datetime:
        """This moment, aware, in KST."""
        ...

    def lease(self, seconds: float) -> timedelta:
        """How far this clock moves while a run works for so many real seconds: leases on runs are made of it."""
        ...


class Outbox(Protocol):
    """A queue's sending end."""

    def send(self, messages: Sequence[Mapping[str, Any]]) -> None:
        """Puts every message on the queue; raises if one could not be put."""
        ...
