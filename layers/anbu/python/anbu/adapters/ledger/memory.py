"""The ledger in memory: the same key table, the same conditions. For tests, `anbu talk` and the simulation."""

from collections import defaultdict
from dataclasses import replace
from typing import Any, TypeVar

from sortedcontainers import SortedDict

from anbu.adapters.ledger import layouts as _layouts  # noqa: F401  registers the entities
from anbu.adapters.ledger.keys import LAYOUTS
from anbu.ports import Change, Conflict, Create, Delete, Index, Page, Replace

E = TypeVar("E")
_Key = tuple[Any, ...]


class MemoryLedger:
    """`Ledger` over dictionaries; index entries are kept sorted. Not safe for threads."""

    def __init__(self) -> None:
        self._entities: dict[_Key, Any] = {}
        self._indexes: defaultdict[tuple[Index, str], SortedDict] = defaultdict(SortedDict)

    def get(self, kind: type[E], *key: str | int) -> E | None:
        """The entity, or None."""
        found: E | None = self._entities.get((kind, *key))
        return found

    def write(self, *changes: Change) -> None:
        """All or none."""
        for change in changes:
            self._verify(change)
        for change in changes:
            self._apply(change)

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
        """Entities in order of their sort keys."""
        layout = LAYOUTS[kind]
        if index is Index.OWN:
            partition = layout.partition.format(partition)
            low, high = layout.sort_prefix + low, layout.sort_prefix + high
        entries = self._indexes.get((index, partition))
        if not entries:
            return Page(())
        if cursor is not None:
            low, high = (low, cursor) if newest_first else (cursor, high)
        inclusive = (True, cursor is None) if newest_first else (cursor is None, True)
        found: list[E] = []
        last = None
        for sort in entries.irange(low, high, inclusive, reverse=newest_first):
            if len(found) == limit:
                return Page(tuple(found), last)
            found.append(self._entities[entries[sort]])
            last = sort
        return Page(tuple(found))

    def _verify(self, change: Change) -> None:
        entity = change.entity
        stored = self._entities.get(_key(entity))
        if isinstance(change, Create):
            if stored is not None:
                raise Conflict(f"{type(entity).__name__} exists")
        elif stored is None or stored.version != entity.version:
            raise Conflict(f"{type(entity).__name__} was changed meanwhile")

    def _apply(self, change: Change) -> None:
        entity = change.entity
        key = _key(entity)
        if isinstance(change, Create | Replace):
            stored = entity if isinstance(change, Create) else replace(entity, version=entity.version + 1)
            before = self._entities.get(key)
            self._entities[key] = stored
            self._index(key, before, stored)
        elif isinstance(change, Delete):
            self._index(key, self._entities.pop(key), None)

    def _index(self, key: _Key, before: Any, after: Any) -> None:
        layout = LAYOUTS[key[0]]
        if before is None or after is None:
            partition, sort = layout.key_of(after if before is None else before)
            own = self._indexes[(Index.OWN, partition)]
            if before is None:
                own[sort] = key
            else:
                del own[sort]
        for index, how in layout.indexes:
            old = how(before) if before is not None else None
            new = how(after) if after is not None else None
            if old == new:
                continue
            if old is not None:
                del self._indexes[(index, old[0])][old[1]]
            if new is not None:
                self._indexes[(index, new[0])][new[1]] = key


def _key(entity: Any) -> _Key:
    return (type(entity), *LAYOUTS[type(entity)].values_of(entity))
