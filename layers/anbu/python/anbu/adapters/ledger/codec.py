"""Entities to DynamoDB items and back. Attributes carry the fields' own names: an item reads like its entity."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, TypeVar

from boto3.dynamodb.types import TypeDeserializer, TypeSerializer
from pydantic import TypeAdapter

from anbu.adapters.ledger.keys import LAYOUTS

E = TypeVar("E")
Item = dict[str, Any]
_serializer, _deserializer = TypeSerializer(), TypeDeserializer()


_adapters: dict[type, TypeAdapter[Any]] = {}


def adapter(kind: type) -> TypeAdapter[Any]:
    """Reads and writes one kind of entity; built once, because building is slow."""
    if kind not in _adapters:
        _adapters[kind] = TypeAdapter(kind)
    return _adapters[kind]


def to_item(entity: Any, version: int) -> Item:
    """The item to store: keys, index keys and the fields; empty fields are left out."""
    layout = LAYOUTS[type(entity)]
    fields = adapter(type(entity)).dump_python(entity, mode="json", exclude_none=True)
    item = {**fields, "version": version, "kind": type(entity).__name__}
    item["pk"], item["sk"] = layout.key_of(entity)
    for index, how in layout.indexes:
        entry = how(entity)
        if entry is not None:
            item[f"{index}_pk"], item[f"{index}_sk"] = entry
    return {name: _serializer.serialize(_exact(value)) for name, value in item.items()}


def from_item(kind: type[E], item: Mapping[str, Any]) -> E:
    """The entity of an item as DynamoDB returns it."""
    plain = {name: _plain(_deserializer.deserialize(value)) for name, value in item.items()}
    entity: E = adapter(kind).validate_python(plain)
    return entity


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
