"""Nothing that can stand in a file makes the validator fall over."""

from collections.abc import Iterator
from copy import deepcopy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anbu.domain.flow.validate import validate, validate_text
from tests.unit.flow.blocks import GOOD, RULES, SAY, Flow, flow

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)

ODD: list[Any] = [None, "", 0, 1.5, True, [], {}, [None], [[]], {"a": None}, "$.", "x" * 5000, -1, "\0"]


@given(st.sampled_from(GOOD), st.sampled_from(["Identifier", "Type", "Parameters", "Transitions"]), JSON)
def test_nothing_that_stands_in_a_file_makes_the_validator_fall_over(good: Flow, key: str, value: Any):
    validate(flow(SAY | {"Identifier": "first"}, good | {key: value}), RULES)


@given(st.sampled_from(GOOD), st.sampled_from(["NextAction", "Errors", "Conditions"]), JSON)
def test_nor_anything_in_its_edges(good: Flow, key: str, value: Any):
    validate(flow(good | {"Transitions": good["Transitions"] | {key: value}}), RULES)


@given(st.sampled_from([g for g in GOOD if g.get("Parameters")]), st.data(), JSON)
def test_nor_anything_in_its_parameters(good: Flow, data: st.DataObject, value: Any):
    key = data.draw(st.sampled_from(sorted(good["Parameters"])))
    validate(flow(good | {"Parameters": good["Parameters"] | {key: value}}), RULES)


def places(value: Any, *above: str | int) -> Iterator[tuple[str | int, ...]]:
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, held in inner:
        yield (*above, key)
        yield from places(held, *above, key)


@pytest.mark.parametrize("good", GOOD, ids=lambda good: good["Type"])
def test_nor_anything_however_deep(good: Flow):
    for *way, last in places(good):
        for value in ODD:
            within = deepcopy(good)
            holder: Any = within
            for key in way:
                holder = holder[key]
            holder[last] = value
            validate(flow(within), RULES)


def test_what_is_no_json_is_told():
    assert [finding.code for finding in validate_text("{", RULES)] == ["json"]
    assert [finding.code for finding in validate_text('{"a": 1, "a": 2}', RULES)] == ["json"]
