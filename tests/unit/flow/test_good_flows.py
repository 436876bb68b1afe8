"""What is written by the book, shipped by us or exported by a console passes; what is doubtful is a warning."""

import copy
import json
from dataclasses import replace
from pathlib import Path

import pytest

from anbu.domain.flow.validate import validate, validate_text
from infra.contact_flow.flows import agent_whisper, duty, goodbye, outbound, ring_back
from local.cli.main import main
from tests.unit.flow.blocks import (
    ARNS,
    ERR,
    GOOD,
    KEEP,
    LOOP,
    RULES,
    SAY,
    STORE,
    Flow,
    action,
    errors,
    flow,
    to,
    warnings,
)


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
