"""Entities to DynamoDB items and back. Attributes carry the fields' own names: an item reads like its entity."""

from collections.abc import Mapping
from dataclasses import fields as fields_of
from functools import cache
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from anbu.adapters.ledger.attribute_values import attribute_of, value_of
from anbu.adapters.ledger.keys import LAYOUTS

E = TypeVar("E")


class ItemUnreadable(Exception):
    """An item of the table does not fit its entity: a fault of ours, or an entity changed without migration."""


Item = dict[str, Any]
_adapters: dict[type, TypeAdapter[Any]] = {}


def adapter(kind: type) -> TypeAdapter[Any]:
    """Reads and writes one kind of entity; built once, because building is slow."""
    if kind not in _adapters:
        _adapters[kind] = TypeAdapter(kind)
    return _adapters[kind]


def to_item(entity: Any, version: int) -> Item:
    """The item to store: keys, index keys and the fields. Fields that are empty as by default are left out."""
    kind: Any = type(entity)
    layout, empty = LAYOUTS[kind], _empty_by_default(kind)
    fields = adapter(kind).dump_python(entity, mode="json", exclude_defaults=layout.lean)
    item = {name: value for name, value in fields.items() if value is not None or name not in empty}
    item |= {"version": version, "entity": kind.__name__}
    item["pk"], item["sk"] = layout.key_of(entity)
    for index, how in layout.indexes:
        entry = how(entity)
        if entry is not None:
            item[f"{index}_pk"], item[f"{index}_sk"] = entry
    return {name: attribute_of(value) for name, value in item.items()}


def from_item(kind: type[E], item: Mapping[str, Any]) -> E:
    """The entity of an item as DynamoDB returns it.

    Raises:
        ItemUnreadable: it does not fit the entity. The message names the fields, never their values.
    """
    plain = {name: value_of(attribute) for name, attribute in item.items()}
    try:
        entity: E = adapter(kind).validate_python(plain)
    except ValidationError as error:
        wrong = sorted({".".join(map(str, found["loc"])) for found in error.errors(include_input=False)})
        raise ItemUnreadable(f"{kind.__name__}: {', '.join(wrong)}") from None
    return entity


@cache
def _empty_by_default(kind: Any) -> frozenset[str]:
    return frozenset(field.name for field in fields_of(kind) if field.default is None)
