"""Entities to DynamoDB items and back. Attributes carry the fields' own names: an item reads like its entity."""

from collections.abc import Mapping
from dataclasses import fields as fields_of
from decimal import Decimal
from functools import cache
from typing import Any, TypeVar

from boto3.dynamodb.types import TypeDeserializer, TypeSerializer
from pydantic import TypeAdapter, ValidationError

from anbu.adapters.ledger.keys import LAYOUTS

E = TypeVar("E")


class ItemUnreadable(Exception):
    """An item of the table does not fit its entity: a fault of ours, or an entity changed without migration."""


Item = dict[str, Any]
_serializer, _deserializer = TypeSerializer(), TypeDeserializer()


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
    return {name: _serializer.serialize(_exact(value)) for name, value in item.items()}


def from_item(kind: type[E], item: Mapping[str, Any]) -> E:
    """The entity of an item as DynamoDB returns it.

    Raises:
        ItemUnreadable: it does not fit the entity. The message names the fields, never their values.
    """
    plain = {name: _plain(_deserializer.deserialize(value)) for name, value in item.items()}
    try:
        entity: E = adapter(kind).validate_python(plain)
    except ValidationError as error:
        wrong = sorted({".".join(map(str, found["loc"])) for found in error.errors(include_input=False)})
        raise ItemUnreadable(f"{kind.__name__}: {', '.join(wrong)}") from None
    return entity


@cache
def _empty_by_default(kind: Any) -> frozenset[str]:
    return frozenset(field.name for field in fields_of(kind) if field.default is None)


def _exact(value: Any) -> Any:
    """DynamoDB numbers are decimals; binary floats are refused by boto3."""
    if isinstance(value, float):
        return Decimal(str(value))
    if isinstance(value, dict):
        return {key: _exact(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_exact(inner) for inner in value]
    return value


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, dict):
        return {key: _plain(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_plain(inner) for inner in value]
    return value
