"""How deep and how many conditions may be, and where exactly a value becomes too much."""

from typing import Any

import pytest

from tests.unit.flow.blocks import (
    COMPARE,
    COND,
    ERR,
    FUNCTION,
    MENU,
    RULES,
    Flow,
    action,
    errors,
    flow,
    to,
    validate,
    warnings,
    when,
)

LEAF: Flow = {"Operator": "Equals", "Operands": ["x"]}


def nested(depth: int, leaf: Flow = LEAF, wide: int = 1) -> Flow:
    condition = leaf
    for _ in range(depth - 1):
        condition = {"Operator": "And", "Operands": [condition] * wide}
    return condition


def comparing(condition: Any) -> Flow:
    edge = {"NextAction": "bye", "Condition": condition}
    return flow(COMPARE | {"Transitions": COMPARE["Transitions"] | {"Conditions": [edge]}})


def changed(block: Flow, **parts: Any) -> Flow:
    return flow(block | {key: block[key] | value for key, value in parts.items()})


@pytest.mark.parametrize(("depth", "fits"), [(1, True), (2, True), (5, True), (6, False), (8, False)])
def test_conditions_nest_five_deep(depth: int, fits: bool) -> None:
    assert ("conditions_too_deep" not in errors(comparing(nested(depth)))) is fits


@pytest.mark.parametrize(("wide", "fits"), [(49, True), (50, True), (51, False), (60, False)])
def test_a_condition_has_fifty_sub_conditions(wide: int, fits: bool) -> None:
    assert ("too_many_sub_conditions" not in errors(comparing(nested(2, wide=wide)))) is fits


@pytest.mark.parametrize("wrong", [{"Operator": "Matches", "Operands": ["x"]}, {"Operator": "Equals", "Operands": []}])
def test_what_is_wrong_inside_is_found(wrong: Flow) -> None:
    assert errors(comparing(nested(3, wrong)))
    assert errors(comparing(wrong))


@pytest.mark.parametrize(
    ("operator", "hint"), [("NumberGreaterThanOrEqualTo", "use NumberGreaterOrEqualTo"), ("Matches", "it is one of")]
)
def test_the_right_operator_is_told(operator: str, hint: str) -> None:
    found = validate(comparing({"Operator": operator, "Operands": ["1"]}), RULES)
    assert any(hint in finding.message for finding in found if finding.code == "operator")


@pytest.mark.parametrize("kind", ["Errors", "Conditions"])
@pytest.mark.parametrize("shape", [{"a": 1}, ["bye"], "bye"])
def test_edges_are_a_list_of_objects(kind: str, shape: Any) -> None:
    assert "transitions_shape" in errors(changed(MENU, Transitions={kind: shape}))


def test_the_type_of_an_error_is_text() -> None:
    edges = [*to("bye", ERR, COND, "InputTimeLimitExceeded"), {"NextAction": "bye", "ErrorType": 5}]
    assert "error_type" in errors(changed(MENU, Transitions={"Errors": edges}))


def test_of_what_is_not_looked_at_nothing_is_asked() -> None:
    view = action("a", "ShowView", {"ViewResource": {"Id": "v"}}, NextAction="bye")
    assert errors(flow(view)) == set()


@pytest.mark.parametrize(
    ("seconds", "kind", "fits"),
    [
        ("1", "SYNCHRONOUS", True),
        ("8", "SYNCHRONOUS", True),
        ("9", "SYNCHRONOUS", False),
        ("0", "SYNCHRONOUS", False),
        ("1", "ASYNCHRONOUS", True),
        ("60", "ASYNCHRONOUS", True),
        ("61", "ASYNCHRONOUS", False),
    ],
)
def test_how_long_a_function_may_take(seconds: str, kind: str, fits: bool) -> None:
    limits = {"InvocationTimeLimitSeconds": seconds, "InvocationType": kind}
    assert ("whole_number" not in errors(changed(FUNCTION, Parameters=limits))) is fits


@pytest.mark.parametrize(
    ("shares", "fits"),
    [
        (("51", "101"), True),
        (("2", "101"), True),
        (("34", "67", "101"), True),
        (("101",), True),
        (("102",), False),
        (("1", "101"), False),
        (("67", "34"), False),
        (("51", "51"), False),
    ],
)
def test_shares_of_a_distribution_rise_to_a_hundred(shares: tuple[str, ...], fits: bool) -> None:
    block = action(
        "a", "DistributeByPercentage", NextAction="bye", Errors=to("bye", COND),
        Conditions=[when("NumberLessThan", share) for share in shares],
    )  # fmt: skip
    found = errors(flow(block)) | warnings(flow(block))
    assert (found == set()) is fits
