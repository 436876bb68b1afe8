"""Blocks of contact flows written by the book, and what the validator says of a flow made of them."""

from typing import Any

from anbu.data import load
from anbu.domain.flow.finding import Level
from anbu.domain.flow.rules import rules_from
from anbu.domain.flow.validate import validate
from infra.contact_flow.flows import Arns

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
CHECKED_FUNCTION = FUNCTION | {
    "Parameters": FUNCTION["Parameters"]
    | {"ResponseValidation": {"ResponseType": "STRING_MAP"}, "LambdaInvocationAttributes": {"door": "open"}}
}


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
    CHECKED_FUNCTION,
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
