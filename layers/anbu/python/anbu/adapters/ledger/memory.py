"""The ledger in memory: the same key table, the same conditions. For tests, `anbu talk` and the simulation."""

from collections import defaultdict
from collections.abc import Collection
from operator import attrgetter
from typing import Any, TypeVar

from sortedcontainers import SortedDict

from anbu.adapters.ledger import layouts as _layouts  # noqa: F401  registers the entities
from anbu.adapters.ledger.keys import LAYOUTS, IndexEntry
from anbu.domain.values import changer
from anbu.ports import Change, Check, Conflict, Create, Index, Page, Replace, Wanted

E = TypeVar("E")
_Key = tuple[Any, ...]


class MemoryLedger:
    """`Ledger` over dictionaries; index entries are kept sorted. Not safe for threads.

    `only` names the indexes that anybody will ask for: a nation's round in one process needs the room of the others.
    """

    def __init__(self, only: Collection[tuple[type, Index]] | None = None) -> None:
        self._entities: dict[_Key, Any] = {}
        self._own: defaultdict[tuple[type, str], list[_Key]] = defaultdict(list)
        self._entries: dict[_Key, list[IndexEntry | None]] = {}
        self._indexes: defaultdict[tuple[Index, str], SortedDict] = defaultdict(SortedDict)
        self._key_of = {kind: attrgetter("__class__", *layout.fields) for kind, layout in LAYOUTS.items()}
        self._listed = {kind for kind in LAYOUTS if only is None or (kind, Index.OWN) in only}
        self._kept = {
            kind: tuple((index, how) for index, how in layout.indexes if only is None or (kind, index) in only)
            for kind, layout in LAYOUTS.items()
        }

    def get(self, kind: type[E], *key: str | int) -> E | None:
        """The entity, or None."""
        found: E | None = self._entities.get((kind, *key))
        return found

    def get_together(self, *wanted: Wanted[Any]) -> tuple[Any, ...]:
        """Each as `get` gives it."""
        return tuple([self.get(one.kind, *one.key) for one in wanted])

    def write(self, *changes: Change) -> None:
        """All or none."""
        entities, keys = self._entities, []
        for change in changes:
            entity = change.entity
            key = self._key_of[type(entity)](entity)
            keys.append(key)
            stored = entities.get(key)
            if type(change) is Create:
                if stored is not None:
                    raise Conflict(f"{key[0].__name__} exists")
            elif stored is None or stored.version != entity.version:
                raise Conflict(f"{key[0].__name__} was changed meanwhile")
        for change, key in zip(changes, keys, strict=True):
            if type(change) is not Check:
                self._apply(change, key)

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
        if index is Index.OWN:
            entries = self._own_entries(kind, partition)
            prefix = LAYOUTS[kind].sort_prefix
            low, high = prefix + low, prefix + high
        else:
            entries = self._indexes.get((index, partition), _NO_ENTRIES)
            if not entries:
                return _NOTHING
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

    def _apply(self, change: Change, key: _Key) -> None:
        what, stored = type(change), None
        if what is Replace:
            stored = changer(key[0], "version")(change.entity, version=change.entity.version + 1)
            self._entities[key] = stored
        elif what is Create:
            stored = self._entities[key] = change.entity
            if key[0] in self._listed:
                self._own[key[0], self._partition(key)].append(key)
        else:
            del self._entities[key]
            if key[0] in self._listed:
                self._own[key[0], self._partition(key)].remove(key)
        if self._kept[key[0]]:
            self._index(key, stored)

    def _index(self, key: _Key, after: Any) -> None:
        kept = self._kept[key[0]]
        entries = self._entries.setdefault(key, [None] * len(kept))
        for n, (index, how) in enumerate(kept):
            was, is_now = entries[n], None if after is None else how(after)
            if was == is_now:
                continue
            if was is not None:
                del self._indexes[index, was[0]][was[1]]
            if is_now is not None:
                self._indexes[index, is_now[0]][is_now[1]] = key
            entries[n] = is_now
        if after is None:
            del self._entries[key]

    def _partition(self, key: _Key) -> str:
        """The values that name its partition, `#` between them."""
        width = LAYOUTS[key[0]].partition.count("{")
        return str(key[1]) if width == 1 else "#".join(map(str, key[1 : 1 + width]))

    def _own_entries(self, kind: type, first: str) -> SortedDict:
        """The entities of one partition, put in order only when somebody asks."""
        layout = LAYOUTS[kind]
        return SortedDict({layout.sort.format(*key[1:]): key for key in self._own.get((kind, first), ())})


_NO_ENTRIES = SortedDict()
_NOTHING: Page[Any] = Page(())
