"""The player, block by block, beside what the shipped flow uses; and how loudly it says what it does not know."""

# ruff: noqa: ARG002 - a scripted line answers the same whatever it is asked with

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import pytest

from anbu.domain.times import KST
from local.telephone.contact import Contact
from local.telephone.effects import SILENCE, Event, FunctionFailed, Heard, Patience
from local.telephone.flow import FlowError, read_flow
from local.telephone.flow_player import Ending, drive, play_flow

ERR, COND = "NoMatchingError", "NoMatchingCondition"


@dataclass
class Line:
    """Keys in, words out, one function."""

    keys: list[str] = field(default_factory=list)
    answer: Any = field(default_factory=dict)
    takes: float = 0.0
    bridged: bool = False
    spoken: list[str] = field(default_factory=list)
    paused: float = 0.0
    asked: list[tuple[Event, float]] = field(default_factory=list)
    time: float = 0.0

    def speak(self, text: str, *, markup: bool = False) -> None:
        self.spoken.append(text)

    def hear(self, patience: Patience) -> Heard:
        return Heard(keys=self.keys.pop(0)) if self.keys else SILENCE

    def invoke(self, arn: str, event: Event, seconds: float) -> Event:
        self.asked.append((event, seconds))
        self.time += min(self.takes, seconds)
        if self.takes > seconds:
            raise FunctionFailed("late", timed_out=True)
        return dict(self.answer)

    def hook(self, alias_arn: str, event: Event, seconds: float) -> Event:
        raise FunctionFailed("no bot here")

    def pause(self, seconds: float) -> None:
        self.paused += seconds

    def is_open(self, hours: str, queue: str) -> bool:
        return False

    def metric(self, name: str, queue: str) -> float:
        return 7

    def join(self, queue: str) -> bool:
        return True

    def bridge(self, number: str, seconds: float) -> bool:
        return self.bridged


def action(name: str, kind: str, parameters: Event | None = None, then: str = "ok", **edges: Any) -> Event:
    errors = [{"ErrorType": error, "NextAction": to} for error, to in edges.get("errors", {}).items()]
    conditions = [
        {"NextAction": to, "Condition": {"Operator": operator, "Operands": [operand]}}
        for operator, operand, to in edges.get("conditions", ())
    ]
    transitions = {"NextAction": then, "Errors": errors, "Conditions": conditions}
    return {"Identifier": name, "Type": kind, "Parameters": parameters or {}, "Transitions": transitions}


def ends(*names: str) -> list[Event]:
    return [
        {"Identifier": name, "Type": "DisconnectParticipant", "Parameters": {}, "Transitions": {}} for name in names
    ]


def play(line: Line, *actions: Event, contact: Contact | None = None) -> Ending:
    document = {
        "Version": "2019-10-30",
        "StartAction": actions[0]["Identifier"],
        "Actions": [*actions, *ends("ok", "failed", "other", "timeout")],
    }
    someone = contact or Contact("c-1", "arn:instance", "+821000001234", "+827000000000")
    now = datetime(2026, 11, 23, 10, tzinfo=KST)
    return drive(play_flow(read_flow(document), someone, lambda: now, lambda: line.time), line)


MENU = action(
    "a", "GetParticipantInput", {"Text": "일 번을 눌러 주세요.", "InputTimeLimitSeconds": "5"},
    errors={ERR: "failed", COND: "other", "InputTimeLimitExceeded": "timeout"}, conditions=[("Equals", "1", "ok")],
)  # fmt: skip


@pytest.mark.parametrize(("keys", "end"), [(["1"], "ok"), (["2"], "other"), ([], "timeout")])
def test_a_menu_goes_by_the_key_that_was_pressed(keys: list[str], end: str):
    assert play(Line(keys=keys), MENU).path == ("a", end)


def test_digits_that_are_stored_can_be_read_by_the_next_block():
    store = action("a", "GetParticipantInput", {
        "Text": "번호요?", "InputTimeLimitSeconds": "5", "StoreInput": "True",
        "InputValidation": {"CustomValidation": {"MaximumLength": "6"}},
    }, then="b", errors={ERR: "failed"})  # fmt: skip
    say = action("b", "MessageParticipant", {"Text": "$.StoredCustomerInput 번이시군요. $.Attributes.nothing"})
    line = Line(keys=["123456"])
    play(line, store, say)
    assert line.spoken[-1] == "123456 번이시군요. "


@pytest.mark.parametrize(
    ("operator", "operand", "value", "end"),
    [
        ("Equals", "네", "네", "ok"),
        ("TextStartsWith", "전기", "전기요금", "ok"),
        ("TextEndsWith", "요금", "전기요금", "ok"),
        ("TextContains", "기요", "전기요금", "ok"),
        ("NumberGreaterThan", "2", "10", "ok"),
        ("NumberGreaterOrEqualTo", "10", "10", "ok"),
        ("NumberLessThan", "2", "10", "other"),
        ("NumberLessOrEqualTo", "10", "열", "other"),
        ("Equals", "네", "", "other"),
    ],
)
def test_a_comparison_branches_as_its_operator_says(operator: str, operand: str, value: str, end: str):
    compare = action(
        "a", "Compare", {"ComparisonValue": "$.Attributes.x"}, "other", errors={COND: "other"},
        conditions=[(operator, operand, "ok")],
    )  # fmt: skip
    contact = Contact("c", "i", "+8210", "+8270", attributes={"x": value})
    assert play(Line(), compare, contact=contact).path[-1] == end


def test_a_loop_goes_round_as_often_as_it_says_and_then_starts_anew():
    loop = action(
        "a",
        "Loop",
        {"LoopCount": "2"},
        "ok",
        conditions=[("Equals", "ContinueLooping", "b"), ("Equals", "DoneLooping", "ok")],
    )
    line = Line()
    play(line, loop, action("b", "MessageParticipant", {"Text": "다시"}, "a"))
    assert line.spoken == ["다시", "다시"]


def test_the_same_contact_always_goes_the_same_way_of_a_split():
    split = action(
        "a", "DistributeByPercentage", {}, "other", errors={COND: "other"}, conditions=[("NumberLessThan", "51", "ok")]
    )
    ways = {n: play(Line(), split, contact=Contact(f"c{n}", "i", "+8210", "+8270")).path[-1] for n in range(60)}
    assert set(ways.values()) == {"ok", "other"}
    assert ways == {n: play(Line(), split, contact=Contact(f"c{n}", "i", "+8210", "+8270")).path[-1] for n in range(60)}


def test_waiting_and_ringing_somebody_else():
    wait = action(
        "a",
        "Wait",
        {"TimeLimitSeconds": "10"},
        "b",
        errors={ERR: "failed"},
        conditions=[("Equals", "WaitCompleted", "b")],
    )
    other = action(
        "b", "TransferParticipantToThirdParty", {"ThirdPartyPhoneNumber": "+8261", "ContinueFlowExecution": "True"},
        errors={"CallFailed": "failed", "ConnectionTimeLimitExceeded": "timeout", ERR: "failed"},
    )  # fmt: skip
    line = Line(bridged=True)
    assert play(line, wait, other).path == ("a", "b", "ok")
    assert line.paused == 10
    assert play(Line(), wait, other).path[-1] == "timeout"


FUNCTION = action(
    "a", "InvokeLambdaFunction", {"LambdaFunctionARN": "arn:f", "InvocationTimeLimitSeconds": "8"},
    errors={ERR: "failed"},
)  # fmt: skip


@pytest.mark.parametrize(
    ("answer", "end"),
    [({"a": "text"}, "ok"), ({"a": 1}, "failed"), ({"a": {}}, "failed"), ({"a": "x" * 33_000}, "failed")],
)
def test_a_function_answers_with_flat_text_of_at_most_32_kilobytes(answer: Event, end: str):
    assert play(Line(answer=answer), FUNCTION).path[-1] == end


def test_a_function_that_is_late_takes_the_error_edge_and_is_not_asked_again():
    line = Line(takes=9)
    assert play(line, FUNCTION).path[-1] == "failed"
    assert [seconds for _, seconds in line.asked] == [8]


def test_a_chain_of_functions_without_a_prompt_has_twenty_seconds_in_all():
    chain = [
        FUNCTION | {"Identifier": f"f{n}", "Transitions": FUNCTION["Transitions"] | {"NextAction": f"f{n + 1}"}}
        for n in range(3)
    ]
    last = FUNCTION | {"Identifier": "f3"}
    line = Line(takes=7)
    assert play(line, *chain, last).path == ("f0", "f1", "f2", "failed")
    say = action("say", "MessageParticipant", {"Text": "잠시만요."}, "f3")
    chain[2] = chain[2] | {"Transitions": FUNCTION["Transitions"] | {"NextAction": "ok"}}
    chain[1] = chain[1] | {"Transitions": FUNCTION["Transitions"] | {"NextAction": "say"}}
    assert play(Line(takes=7), *chain[:2], say, last).path[-1] == "ok"


def test_attributes_are_kept_up_to_their_limit():
    keep = action(
        "a",
        "UpdateContactAttributes",
        {"Attributes": {"x": "$.ContactId"}, "TargetContact": "Current"},
        errors={ERR: "failed"},
    )
    assert play(Line(), keep).contact.attributes == {"x": "c-1"}
    full = Contact("c" * 40_000, "i", "+8210", "+8270")
    assert play(Line(), keep, contact=full).path[-1] == "failed"


@pytest.mark.parametrize(
    ("broken", "sentence"),
    [
        (action("a", "ShowView"), "does not know"),
        (action("a", "MessageParticipant", {"Text": "네"}, "nowhere"), "no block is called 'nowhere'"),
        (action("a", "MessageParticipant", {"PromptId": "arn"}), "recorded prompt"),
        (action("a", "MessageParticipant", {"Text": "또"}, "a"), "goes in circles"),
        (action("a", "Compare", {"ComparisonValue": "$.ContactId"}), "no edge leads on"),
        (
            action("a", "ConnectParticipantWithLexBot", {"Text": "네", "LexV2Bot": {"AliasArn": "x"}}),
            "no edge leads on",
        ),
    ],
)
def test_what_cannot_be_played_is_said_loudly(broken: Event, sentence: str):
    with pytest.raises(FlowError, match=sentence):
        play(Line(), broken)


@pytest.mark.parametrize(
    "document", [{}, {"Version": "2019-10-30"}, {"Version": "2019-10-30", "StartAction": "x", "Actions": []}]
)
def test_what_is_no_flow_is_refused(document: Event):
    with pytest.raises(FlowError):
        read_flow(document)
