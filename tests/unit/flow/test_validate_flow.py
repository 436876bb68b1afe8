"""`anbu validate-flow`: good flows pass, and each way of breaking one is told by its own code."""

import copy
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anbu.data import load
from anbu.domain.flow.finding import Level
from anbu.domain.flow.rules import rules_from
from anbu.domain.flow.validate import validate, validate_text
from infra.contact_flow.flows import Arns, agent_whisper, duty, goodbye, outbound, ring_back
from local.cli.main import main

RULES = rules_from(load("flow_rules"))
ARNS = Arns("arn:fn", "arn:aws:lex:ap-northeast-2:000000000000:bot-alias/BOT/live", "arn:q", "arn:w", "arn:g")
Flow = dict[str, Any]


def errors(flow: Any) -> set[str]:
    return {finding.code for finding in validate(flow, RULES) if finding.level is Level.ERROR}


def warnings(flow: Any) -> set[str]:
    return {finding.code for finding in validate(flow, RULES) if finding.level is Level.WARNING}


def action(name: str, kind: str, parameters: Flow | None = None, **transitions: Any) -> Flow:
    return {"Identifier": name, "Type": kind, "Parameters": parameters or {}, "Transitions": transitions}


def to(target: str, *kinds: str) -> list[Flow]:
    return [{"ErrorType": kind, "NextAction": target} for kind in kinds]


def when(operator: str, *operands: Any, then: str = "bye") -> Flow:
    return {"NextAction": then, "Condition": {"Operator": operator, "Operands": list(operands)}}


def flow(*actions: Flow) -> Flow:
    """These actions, then a goodbye: the first of them is the start."""
    ends = (action("bye", "DisconnectParticipant"),)
    return {"Version": "2019-10-30", "StartAction": actions[0]["Identifier"], "Actions": [*actions, *ends]}


ERR = "NoMatchingError"
COND = "NoMatchingCondition"
MENU = action(
    "a", "GetParticipantInput", {"Text": "일 번을 눌러 주세요.", "InputTimeLimitSeconds": "5"}, NextAction="bye",
    Errors=to("bye", ERR, COND, "InputTimeLimitExceeded"), Conditions=[when("Equals", "1")],
)  # fmt: skip
STORE = action(
    "a", "GetParticipantInput",
    {"Text": "번호를 눌러 주세요.", "InputTimeLimitSeconds": "5", "StoreInput": "True",
     "InputValidation": {"CustomValidation": {"MaximumLength": "6"}}},
    NextAction="bye", Errors=to("bye", ERR),
)  # fmt: skip
BOT = action(
    "a", "ConnectParticipantWithLexBot", {"Text": "네", "LexV2Bot": {"AliasArn": "arn"}}, NextAction="bye",
    Errors=to("bye", ERR, COND), Conditions=[when("Equals", "FallbackIntent")],
)  # fmt: skip
FUNCTION = action(
    "a", "InvokeLambdaFunction", {"LambdaFunctionARN": "arn", "InvocationTimeLimitSeconds": "8"}, NextAction="bye",
    Errors=to("bye", ERR),
)  # fmt: skip
COMPARE = action(
    "a", "Compare", {"ComparisonValue": "$.External.next"}, NextAction="bye", Errors=to("bye", COND),
    Conditions=[when("Equals", "x")],
)  # fmt: skip
LOOP = action(
    "a", "Loop", {"LoopCount": "2"}, NextAction="bye",
    Conditions=[when("Equals", "ContinueLooping"), when("Equals", "DoneLooping")],
)  # fmt: skip
HOURS = action(
    "a", "CheckHoursOfOperation", NextAction="bye", Errors=to("bye", ERR),
    Conditions=[when("Equals", "True"), when("Equals", "False")],
)  # fmt: skip
STAFF = action(
    "a", "CheckMetricData", {"MetricType": "NumberOfAgentsAvailable"}, NextAction="bye",
    Errors=to("bye", COND, ERR), Conditions=[when("NumberGreaterThan", "0")],
)  # fmt: skip
QUEUE = action("a", "TransferContactToQueue", NextAction="bye", Errors=to("bye", ERR, "QueueAtCapacity"))
SAY = action("a", "MessageParticipant", {"Text": "안녕히 계세요."}, NextAction="bye")
HOOKS = action(
    "a", "UpdateContactEventHooks", {"EventHooks": {"AgentWhisper": "arn"}}, NextAction="bye", Errors=to("bye", ERR)
)
KEEP = action(
    "a", "UpdateContactAttributes", {"Attributes": {"attemptId": "x"}, "TargetContact": "Current"},
    NextAction="bye", Errors=to("bye", ERR),
)  # fmt: skip
RECORD = action(
    "a", "UpdateContactRecordingAndAnalyticsBehavior", {"VoiceBehavior": {}}, NextAction="bye",
    Errors=to("bye", ERR, "ChannelMismatch"),
)  # fmt: skip
WAIT = action(
    "a",
    "Wait",
    {"TimeLimitSeconds": "9"},
    NextAction="bye",
    Errors=to("bye", ERR),
    Conditions=[when("Equals", "WaitCompleted")],
)
BACK = action(
    "a", "UpdateContactCallbackNumber", {"CallbackNumber": "$.CustomerEndpoint.Address"}, NextAction="bye",
    Errors=to("bye", "InvalidCallbackNumber", "CallbackNumberNotDialable"),
)  # fmt: skip
BARE_QUEUE = {key: value for key, value in QUEUE.items() if key != "Parameters"}
GOOD = [
    MENU,
    STORE,
    BOT,
    FUNCTION,
    COMPARE,
    LOOP,
    HOURS,
    STAFF,
    QUEUE,
    SAY,
    HOOKS,
    KEEP,
    RECORD,
    WAIT,
    BACK,
    BARE_QUEUE,
]


@pytest.mark.parametrize("good", GOOD, ids=lambda good: good["Type"])
def test_each_action_written_by_the_book_passes(good: Flow):
    assert validate(flow(good), RULES) == []


@pytest.mark.parametrize(
    "ours",
    [
        outbound(ARNS),
        outbound(replace(ARNS, office_number="+8261")),
        ring_back(ARNS),
        duty("arn"),
        agent_whisper("arn"),
        goodbye(),
    ],
)
def test_the_flows_that_we_ship_pass_without_a_word(ours: Flow):
    assert validate(ours, RULES) == []


def test_what_consoles_export_is_tolerated():
    exported = flow(
        SAY | {"Transitions": {"NextAction": "b", "Errors": [], "Conditions": []}},
        LOOP | {"Identifier": "b", "Transitions": LOOP["Transitions"] | {"Errors": to("bye", ERR)}},
    )
    exported["Actions"][0]["Parameters"]["SkipWhenDTMFBufferEnabled"] = "false"
    exported["Metadata"] = {
        "entryPointPosition": {"x": 1.5, "y": 2},
        "snapToGrid": False,
        "type": "contactFlow",
        "hash": {},
    }
    assert validate(exported, RULES) == []


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


def test_an_end_has_no_edges():
    broken = flow(SAY)
    broken["Actions"][1]["Transitions"] = {"NextAction": "a"}
    assert "terminal_with_transitions" in errors(broken)


def test_what_sources_disagree_about_is_a_warning_and_no_error():
    callback = action(
        "a", "CreateCallbackContact",
        {"InitialCallDelaySeconds": "60", "MaximumConnectionAttempts": "3", "RetryDelaySeconds": "600"},
        NextAction="bye", Errors=to("bye", ERR),
    )  # fmt: skip
    ended = copy.deepcopy(flow(STORE))
    ended["Actions"][0]["Parameters"]["DTMFConfiguration"] = {
        "InputTerminationSequence": "#",
        "DisableCancelKey": "False",
    }
    for disputed in (flow(callback), ended):
        assert errors(disputed) == set()
        assert warnings(disputed) == {"disputed"}


def test_an_unreached_block_is_a_warning():
    assert warnings(flow(SAY, SAY | {"Identifier": "lost"})) == {"unreachable"}


def test_music_without_end_is_meant_and_a_spinning_flow_is_not():
    music = action("a", "MessageParticipantIteratively", {"Messages": [{"Text": "잠시만요."}]}, NextAction="a")
    assert errors(flow(music)) == set()
    spin = copy.deepcopy(KEEP)
    spin["Transitions"] = {"NextAction": "a", "Errors": to("a", ERR)}
    assert errors(flow(spin)) == {"no_way_out"}


def test_the_ends_of_whisper_flows_do_not_belong_into_a_contact_flow():
    wrong = agent_whisper("arn")
    wrong["Metadata"]["type"] = "contactFlow"
    assert errors(wrong) == {"flow_type"}


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)


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


def test_what_is_no_json_is_told():
    assert [finding.code for finding in validate_text("{", RULES)] == ["json"]
    assert [finding.code for finding in validate_text('{"a": 1, "a": 2}', RULES)] == ["json"]


def test_the_command_prints_findings_and_exits_by_them(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    good, bad = tmp_path / "good.json", tmp_path / "bad.json"
    good.write_text(json.dumps(outbound(ARNS)), encoding="utf-8-sig")
    bad.write_text(json.dumps(flow(SAY | {"Type": "Trigger"})), encoding="utf-8")
    assert main(["validate-flow", str(good), "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"valid": True, "errors": 0, "warnings": 0, "findings": []}
    assert main(["validate-flow", str(bad), "--json"]) == 1
    found = json.loads(capsys.readouterr().out)["findings"][0]
    assert (found["level"], found["code"], found["path"]) == ("error", "wrong_type_name", "Actions[0].Type")
    assert main(["validate-flow", str(tmp_path / "none.json")]) == 1


def test_what_describe_contact_flow_answers_is_looked_into():
    content = json.dumps(outbound(ARNS))
    for wrapped in ({"ContactFlow": {"Type": "CONTACT_FLOW", "Content": content}}, {"Name": "x", "Content": content}):
        assert not validate_text(json.dumps(wrapped), RULES)
    assert [f.code for f in validate_text(json.dumps({"Name": "x", "Content": "{"}), RULES)] == ["json"]


def test_a_finding_names_its_block():
    found = validate(flow(SAY | {"Parameters": {}}), RULES)
    assert [(finding.code, finding.block) for finding in found] == [("exactly_one", SAY["Identifier"])]


def test_numbers_where_the_language_has_text_are_a_warning():
    looped = {"NextAction": "bye", "Conditions": []}
    block = {"Identifier": "a", "Type": "Loop", "Parameters": {"LoopCount": 2}, "Transitions": looped}
    assert ("warning", "number") in {(finding.level, finding.code) for finding in validate(flow(block), RULES)}
