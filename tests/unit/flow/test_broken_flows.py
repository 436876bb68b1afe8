"""Each way of breaking a flow is told."""

import copy
from collections.abc import Callable
from typing import Any

import pytest

from anbu.domain.flow.validate import validate
from tests.unit.flow.blocks import (
    BACK,
    BOT,
    COMPARE,
    COND,
    ERR,
    FUNCTION,
    HOOKS,
    HOURS,
    KEEP,
    LOOP,
    MENU,
    QUEUE,
    RECORD,
    RULES,
    SAY,
    STAFF,
    STORE,
    WAIT,
    Flow,
    errors,
    flow,
    to,
    when,
)


def put(path: str, value: Any) -> Callable[[Flow], None]:
    """Changes one place of the first action, `Parameters.Text` for example; None takes it away."""

    def change(good: Flow) -> None:
        *way, last = path.split(".")
        place: Any = good["Actions"][0]
        for step in way:
            place = place[int(step) if step.isdigit() else step]
        if value is None:
            del place[last]
        else:
            place[int(last) if last.isdigit() else last] = value

    return change


def only(*kinds: str) -> Callable[[Flow], None]:
    return put("Transitions.Errors", to("bye", *kinds))


BROKEN: list[tuple[Flow, Callable[[Flow], None], str]] = [
    (SAY, put("Identifier", "bye"), "identifier_twice"),
    (SAY, put("Identifier", "가" * 51), "identifier_too_long"),
    (SAY, put("Identifier", "a:b"), "identifier_characters"),
    (SAY, put("Identifier", "constructor"), "identifier_reserved"),
    (SAY, put("Type", "PlayPrompt"), "wrong_type_name"),
    (SAY, put("Type", "MessageParticpant"), "unknown_type"),
    (SAY, put("Transitions.NextAction", "nowhere"), "unknown_target"),
    (SAY, put("Transitions.NextAction", ""), "unknown_target"),
    (SAY, put("Transitions.NextAction", None), "next_action_missing"),
    (SAY, put("Parameters.SSML", "<speak>네</speak>"), "exactly_one"),
    (SAY, put("Parameters", {}), "exactly_one"),
    (SAY, put("Parameters.Text", "가" * 3001), "text_too_long"),
    (SAY, put("Parameters.Text", "$.Nowhere.name"), "reference_root"),
    (SAY, put("Transitions.Conditions", [when("Equals", "1")]), "conditions_not_allowed"),
    (MENU, only(ERR, COND), "error_missing"),
    (MENU, only(COND, "InputTimeLimitExceeded"), "error_missing"),
    (MENU, only(ERR, COND, "InputTimeLimitExceeded", "InvalidPhoneNumber"), "error_not_allowed"),
    (MENU, put("Parameters.InputTimeLimitSeconds", None), "parameter_missing"),
    (MENU, put("Parameters.InputTimeLimitSeconds", "0"), "whole_number"),
    (MENU, put("Parameters.StoreInput", False), "boolean"),
    (MENU, put("Transitions.Conditions", [when("Equals", "12")]), "operand"),
    (MENU, put("Transitions.Conditions", [when("TextContains", "1")]), "operator"),
    (MENU, put("Parameters.DTMFConfiguration", {"DisableCancelKey": False}), "boolean"),
    (STORE, put("Transitions.Conditions", [when("Equals", "1")]), "conditions_not_allowed"),
    (STORE, put("Parameters.InputValidation", None), "input_validation"),
    (BOT, only(ERR), "error_missing"),
    (BOT, only(COND), "error_missing"),
    (BOT, only(ERR, COND, "InputTimeLimitExceeded"), "error_not_allowed"),
    (BOT, only(ERR, COND, "AgentError"), "error_not_allowed"),
    (BOT, put("Parameters.Text", None), "exactly_one"),
    (BOT, put("Parameters.LexTimeoutSeconds", {"Text": "300"}), "lex_timeout"),
    (FUNCTION, only(), "error_missing"),
    (FUNCTION, put("Parameters.InvocationTimeLimitSeconds", "9"), "whole_number"),
    (FUNCTION, put("Parameters.ResponseValidation", {"ResponseType": "XML"}), "value"),
    (FUNCTION, put("Parameters.LambdaInvocationAttributes", {"n": 1}), "text"),
    (COMPARE, only(COND, ERR), "error_not_allowed"),
    (COMPARE, only(), "error_missing"),
    (COMPARE, put("Parameters.ComparisonValue", "attempt"), "reference_root"),
    (COMPARE, put("Parameters.ComparisonValue", "$.Attributes"), "reference_root"),
    (COMPARE, put("Parameters.ComparisonValue", ""), "parameter_missing"),
    (COMPARE, put("Transitions.Conditions", []), "condition_missing"),
    (COMPARE, put("Transitions.Conditions", [when("NumberGreaterThan", 1)]), "operand_text"),
    (COMPARE, put("Transitions.Conditions", [when("Is", "x")]), "operator"),
    (LOOP, put("Transitions.Conditions", [when("Equals", "Looping"), when("Equals", "Complete")]), "wrong_operand"),
    (LOOP, put("Transitions.Conditions", [when("Equals", "ContinueLooping")]), "operands"),
    (LOOP, put("Parameters.LoopCount", "101"), "whole_number"),
    (LOOP, put("Transitions.NextAction", None), "next_action_missing"),
    (HOURS, only(ERR, COND), "error_not_allowed"),
    (HOURS, put("Transitions.Conditions", [when("Equals", "True")]), "operands"),
    (STAFF, put("Parameters.Queue", "arn"), "wrong_parameter_name"),
    (STAFF, only(ERR), "error_missing"),
    (STAFF, put("Transitions.Conditions", [when("NumberGreaterThan", "1")]), "operand"),
    (QUEUE, put("Parameters", {"QueueId": "arn"}), "parameters_not_allowed"),
    (QUEUE, only(ERR), "error_missing"),
    (HOOKS, put("Parameters.EventHooks", {}), "parameter_missing"),
    (HOOKS, put("Parameters.EventHooks", {"AgentWhisper": ""}), "event_hooks"),
    (HOOKS, put("Parameters.EventHooks", {"AgentWhisper": "a", "AgentHold": "b"}), "event_hooks"),
    (KEEP, put("Parameters.TargetContact", "Other"), "value"),
    (RECORD, only(ERR), "error_missing"),
    (WAIT, put("Parameters", {"WaitTime": "9"}), "wrong_parameter_name"),
    (BACK, only("InvalidCallbackNumber", "CallbackNumberNotDialable", ERR), "error_not_allowed"),
    (BACK, put("Parameters.CallbackNumber", "+8210"), "reference_root"),
]  # fmt: skip


@pytest.mark.parametrize(("good", "breaks", "code"), BROKEN, ids=lambda part: part if isinstance(part, str) else "")
def test_each_way_of_breaking_a_flow_is_told(good: Flow, breaks: Callable[[Flow], None], code: str):
    broken = copy.deepcopy(flow(good))
    breaks(broken)
    assert code in errors(broken)


def test_the_right_name_is_told_for_a_wrong_one():
    told = validate(flow(SAY | {"Type": "SetWorkingQueue"}), RULES)
    assert "UpdateContactTargetQueue" in told[0].message
    assert told[0].path == "Actions[0].Type"


@pytest.mark.parametrize(
    ("broken", "code"),
    [
        ([], "json"),
        ({}, "version"),
        (flow(SAY) | {"Version": "2020-01-01"}, "version"),
        (flow(SAY) | {"StartAction": "x"}, "start_action"),
        (flow(SAY) | {"Actions": []}, "actions"),
        (flow(*(SAY | {"Identifier": f"s{n}"} for n in range(250))), "too_many_actions"),
        ({"modules": [], "version": "1", "start": "x"}, "old_export_format"),
        (flow(SAY | {"Transitions": {"NextAction": "a"}}), "no_way_out"),
    ],
)
def test_a_broken_envelope_is_told(broken: Any, code: str):
    assert code in errors(broken)
