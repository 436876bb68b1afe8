"""How each entity is found: its partition, its sort key, and the indexes it stands in. Every store uses this table."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from anbu.ports import Index

IndexEntry = tuple[str, str]
"""Partition and sort key in one index."""
Indexer = Callable[[Any], IndexEntry | None]


@dataclass(frozen=True, slots=True)
class Layout:
    """Where an entity stands. `partition` and `sort` are filled from the values of `fields`, in order."""

    partition: str
    sort: str
    fields: tuple[str, ...]
    indexes: tuple[tuple[Index, Indexer], ...] = ()
    lean: bool = False
    """Fields at their default are left out: for entities that are read and written while somebody waits."""

    def key(self, *values: str | int) -> IndexEntry:
        """The item key of the entity with these values of `fields`."""
        return self.partition.format(*values), self.sort.format(*values)

    def own_partition(self, values: str) -> str:
        """The partition of these values, `#` between them where it is made of several fields."""
        return self.partition.format(*values.split("#", self.partition.count("{") - 1))

    def key_of(self, entity: Any) -> IndexEntry:
        """The item key of this entity."""
        return self.key(*self.values_of(entity))

    def values_of(self, entity: Any) -> tuple[Any, ...]:
        """The values of `fields`: the entity's own key."""
        return tuple([getattr(entity, field) for field in self.fields])

    @property
    def sort_prefix(self) -> str:
        """What all sort keys of this kind begin with: it tells the kinds of one partition apart."""
        return self.sort.split("{", 1)[0]


LAYOUTS: dict[type, Layout] = {}
"""Filled by `register`; one row an entity (see `layouts.py`)."""


def register(kind: type, partition: str, sort: str, fields: str, *, lean: bool = False, **indexes: Indexer) -> None:
    """Adds one entity. `indexes` names an index and how an entity stands in it; None leaves it out."""
    LAYOUTS[kind] = Layout(
        partition, sort, tuple(fields.split()), tuple((Index(name), how) for name, how in indexes.items()), lean
    )
