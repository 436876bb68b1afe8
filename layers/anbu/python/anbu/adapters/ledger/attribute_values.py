"""What JSON holds as DynamoDB's attribute values, and back: boto3's own way, without its detour over decimals.

boto3's TypeSerializer asks of each value eleven times what it is, which was a tenth of a turn's work.
"""

from collections.abc import Mapping
from typing import Any

Attribute = dict[str, Any]


def attribute_of(value: Any) -> Attribute:
    """A string, number, truth value, nothing, list or mapping as DynamoDB takes it.

    Raises:
        TypeError: JSON has no such value.
    """
    if isinstance(value, str):
        return {"S": value}
    if value is None:
        return {"NULL": True}
    if isinstance(value, bool):
        return {"BOOL": value}
    if isinstance(value, int | float):
        return {"N": str(value)}
    if isinstance(value, dict):
        return {"M": {key: attribute_of(inner) for key, inner in value.items()}}
    if isinstance(value, list | tuple):
        return {"L": [attribute_of(inner) for inner in value]}
    raise TypeError(f"no attribute value: {type(value).__name__}")


def value_of(attribute: Mapping[str, Any]) -> Any:
    """What `attribute_of` was given. Numbers without a fraction are whole.

    Raises:
        TypeError: sets and bytes, which we never write.
    """
    ((kind, held),) = attribute.items()
    match kind:
        case "S" | "BOOL":
            return held
        case "NULL":
            return None
        case "N":
            return _number(held)
        case "M":
            return {key: value_of(inner) for key, inner in held.items()}
        case "L":
            return [value_of(inner) for inner in held]
    raise TypeError(f"never written by us: {kind}")


def _number(text: str) -> int | float:
    if text.lstrip("-").isdigit():
        return int(text)
    number = float(text)
    return int(number) if number.is_integer() else number
