"""Our attribute values are boto3's, and come back as they were."""

from decimal import Decimal
from typing import Any

import pytest
from boto3.dynamodb.types import TypeDeserializer, TypeSerializer
from hypothesis import given
from hypothesis import strategies as st

from anbu.adapters.ledger.attribute_values import attribute_of, value_of

leaves = (
    st.none() | st.booleans() | st.text() | st.integers(-(10**15), 10**15)
    | st.floats(-1e9, 1e9).filter(lambda number: number == 0 or abs(number) > 1e-9)
)  # fmt: skip
values = st.recursive(leaves, lambda inner: st.lists(inner) | st.dictionaries(st.text(min_size=1), inner), max_leaves=8)


def exact(value: Any) -> Any:
    if isinstance(value, float):
        return Decimal(str(value))
    if isinstance(value, dict):
        return {key: exact(inner) for key, inner in value.items()}
    return [exact(inner) for inner in value] if isinstance(value, list) else value


@given(values)
def test_what_is_written_comes_back(value: Any) -> None:
    assert value_of(attribute_of(value)) == value


@given(values)
def test_boto3_reads_what_we_write_and_we_read_what_it_writes(value: Any) -> None:
    assert TypeDeserializer().deserialize(attribute_of(value)) == exact(value)
    assert value_of(TypeSerializer().serialize(exact(value))) == value


def test_whole_numbers_come_back_whole() -> None:
    assert repr(value_of({"N": "3"})) == repr(value_of({"N": "3.0"})) == repr(value_of({"N": "3E+0"})) == "3"
    assert repr(value_of({"N": "-2"})) == "-2"
    assert repr(value_of({"N": "0.91"})) == "0.91"
    assert repr(value_of(attribute_of(True))) == "True"  # a truth value is no number


@pytest.mark.parametrize("value", [{1, 2}, b"bytes", object()])
def test_what_json_has_no_word_for_is_refused(value: Any) -> None:
    with pytest.raises(TypeError):
        attribute_of(value)


def test_sets_and_bytes_are_not_read() -> None:
    with pytest.raises(TypeError):
        value_of({"SS": ["a"]})
