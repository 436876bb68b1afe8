"""Rules of single actions that no table can say."""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from anbu.domain.flow.action import Action
from anbu.domain.flow.finding import Finding, error, warning
from anbu.domain.flow.parameters import check_whole
from anbu.domain.flow.references import is_reference
from anbu.domain.flow.rules import Rules
from anbu.domain.flow.transitions import operands_of

SYNCHRONOUS_SECONDS, ASYNCHRONOUS_SECONDS = 8, 60
Check = Callable[[Action, Rules], Iterator[Finding]]


def _compare(action: Action, _rules: Rules) -> Iterator[Finding]:
    value = action.parameters.get("ComparisonValue")
    if value and not is_reference(value):
        path = f"{action.at}.Parameters.ComparisonValue"
        yield error("reference_root", path, f"{action.here}: ComparisonValue must be a reference, not {value!r}")


def _input(action: Action, _rules: Rules) -> Iterator[Finding]:
    """GetParticipantInput is a menu unless StoreInput is "True"."""
    validation = action.parameters.get("InputValidation")
    stores = action.parameters.get("StoreInput") == "True"
    yield from (_stored if stores else _menu)(action, validation)
    phone = isinstance(validation, Mapping) and "PhoneNumberValidation" in validation
    if "InvalidPhoneNumber" in action.error_types and not phone:
        path = f"{action.at}.Transitions.Errors"
        yield error("error_not_allowed", path, "InvalidPhoneNumber only with PhoneNumberValidation")
    yield from _keys(action)


def _stored(action: Action, validation: Any) -> Iterator[Finding]:
    at = action.at
    if action.conditions:
        yield error("conditions_not_allowed", f"{at}.Transitions.Conditions", f"{action.here} stores: no conditions")
    if "NoMatchingCondition" in action.error_types:
        path = f"{at}.Transitions.Errors"
        yield error("error_not_allowed", path, f"{action.here} stores: NoMatchingCondition cannot happen")
    if not isinstance(validation, Mapping) or len(validation) != 1:
        yield error("input_validation", f"{at}.Parameters.InputValidation", f"{action.here} stores: it needs one")


def _menu(action: Action, validation: Any) -> Iterator[Finding]:
    at = action.at
    for name in ("NoMatchingCondition", "InputTimeLimitExceeded"):
        if name not in action.error_types:
            path = f"{at}.Transitions.Errors"
            yield error("error_missing", path, f"{action.here} is a menu: it needs an edge for {name}")
    if validation is not None:
        yield error("input_validation", f"{at}.Parameters.InputValidation", 'only where StoreInput is "True"')
    for operand in operands_of(action):
        if not re.fullmatch(r"[0-9*#]", operand):
            yield error("operand", f"{at}.Transitions.Conditions", f"'{operand}' is no single key (0-9 * #)")


def _keys(action: Action) -> Iterator[Finding]:
    settings = action.parameters.get("DTMFConfiguration")
    if not isinstance(settings, Mapping):
        return
    path = f"{action.at}.Parameters.DTMFConfiguration"
    for name in ("InputTerminationSequence", "InterdigitTimeLimitSeconds"):
        if name in settings:
            yield warning("disputed", f"{path}.{name}", f"sources disagree whether the service takes {name}")
    if "InputTimeLimitSeconds" in settings:
        yield error("misplaced_parameter", path, "InputTimeLimitSeconds belongs directly into Parameters")


def _bot(action: Action, _rules: Rules) -> Iterator[Finding]:
    timeout = action.parameters.get("LexTimeoutSeconds")
    if "InputTimeLimitExceeded" in action.error_types and timeout is None:
        path = f"{action.at}.Transitions.Errors"
        yield error("error_not_allowed", path, f"{action.here}: InputTimeLimitExceeded only with LexTimeoutSeconds")


def _function(action: Action, _rules: Rules) -> Iterator[Finding]:
    given, path = action.parameters, f"{action.at}.Parameters"
    limit = given.get("InvocationTimeLimitSeconds")
    if limit is None:
        yield warning("time_limit", path, f"{action.here} should say InvocationTimeLimitSeconds")
    else:
        most = ASYNCHRONOUS_SECONDS if given.get("InvocationType") == "ASYNCHRONOUS" else SYNCHRONOUS_SECONDS
        yield from check_whole(limit, 1, most, f"{path}.InvocationTimeLimitSeconds")
    validation = given.get("ResponseValidation")
    if validation is not None:
        kind = validation.get("ResponseType") if isinstance(validation, Mapping) else None
        if kind not in ("STRING_MAP", "JSON"):  # a tuple: anything may stand in a file
            yield error("value", f"{path}.ResponseValidation", "ResponseType must be STRING_MAP or JSON")
    yield from _texts_only(given.get("LambdaInvocationAttributes", {}), f"{path}.LambdaInvocationAttributes")


def _attributes(action: Action, _rules: Rules) -> Iterator[Finding]:
    path = f"{action.at}.Parameters"
    if "TargetContact" not in action.parameters:
        yield warning("target_contact", path, 'TargetContact should be said: "Current" or "Related"')
    yield from _texts_only(action.parameters.get("Attributes", {}), f"{path}.Attributes")


def _texts_only(values: Any, path: str) -> Iterator[Finding]:
    if not isinstance(values, Mapping):
        yield error("text", path, "must be an object of texts")
        return
    for key, value in values.items():
        if not isinstance(value, (str, Mapping)) and not isinstance(value, bool):
            yield error("text", f"{path}.{key}", f"values are text: {value!r}")


def _hooks(action: Action, rules: Rules) -> Iterator[Finding]:
    hooks, path = action.parameters.get("EventHooks"), f"{action.at}.Parameters.EventHooks"
    if not isinstance(hooks, Mapping) or not hooks:
        return  # already told: it is needed
    if len(hooks) > 1:
        yield error("event_hooks", path, "one event hook an action")
    for name, target in hooks.items():
        if name not in rules.hooks:
            yield error("event_hooks", f"{path}.{name}", f"'{name}' is none of {', '.join(rules.hooks)}")
        if not target:
            yield error("event_hooks", f"{path}.{name}", "an event hook needs a flow")


def _recording(action: Action, _rules: Rules) -> Iterator[Finding]:
    failed, chat = "InFlightRedactionConfigurationFailed", "ChatBehavior" in action.parameters
    path = f"{action.at}.Transitions.Errors"
    if failed in action.error_types and not chat:
        yield error("error_not_allowed", path, f"{failed} only with ChatBehavior")
    if chat and failed not in action.error_types:
        yield error("error_missing", path, f"{action.here} with ChatBehavior needs an edge for {failed}")


def _metric(action: Action, _rules: Rules) -> Iterator[Finding]:
    if not str(action.parameters.get("MetricType", "")).startswith("NumberOfAgents"):
        return
    for n, edge in enumerate(action.conditions):
        if edge.get("Condition") != {"Operator": "NumberGreaterThan", "Operands": ["0"]}:
            path = f"{action.at}.Transitions.Conditions[{n}].Condition"
            yield error("operand", path, "metrics of agents can only be compared by NumberGreaterThan 0")


def _callback_number(action: Action, _rules: Rules) -> Iterator[Finding]:
    number = action.parameters.get("CallbackNumber")
    if number and not is_reference(number):
        path = f"{action.at}.Parameters.CallbackNumber"
        yield error("reference_root", path, "CallbackNumber must be a reference, never a number")


def _shares(action: Action, _rules: Rules) -> Iterator[Finding]:
    numbers = [int(operand) for operand in operands_of(action) if operand.isdigit()]
    if numbers != sorted(set(numbers)) or any(not 1 < number <= 101 for number in numbers):  # noqa: PLR2004
        path = f"{action.at}.Transitions.Conditions"
        yield error("operand", path, "each NumberLessThan must be higher than the one before, up to 101")


def _wait(action: Action, _rules: Rules) -> Iterator[Finding]:
    events = action.parameters.get("Events", [])
    wanted = {"WaitCompleted", *(event for event in events if isinstance(event, str))}
    if action.conditions and set(operands_of(action)) != wanted:
        path = f"{action.at}.Transitions.Conditions"
        yield error("operands", path, f"{action.here} needs exactly the conditions {', '.join(sorted(wanted))}")


PARTICULAR: Mapping[str, Check] = {
    "Compare": _compare,
    "GetParticipantInput": _input,
    "ConnectParticipantWithLexBot": _bot,
    "InvokeLambdaFunction": _function,
    "UpdateContactAttributes": _attributes,
    "UpdateContactEventHooks": _hooks,
    "UpdateContactRecordingAndAnalyticsBehavior": _recording,
    "CheckMetricData": _metric,
    "UpdateContactCallbackNumber": _callback_number,
    "DistributeByPercentage": _shares,
    "Wait": _wait,
}
