"""The blocks that our contact flows are made of: one small function each, with the error edges that Connect demands.

Every function returns one action of the flow language ("2019-10-30"). Where an action can fail, the caller must say
where the call goes then: no edge ends in silence.
"""

from typing import Any

Action = dict[str, Any]


def _action(name: str, kind: str, parameters: dict[str, Any], transitions: dict[str, Any]) -> Action:
    return {"Identifier": name, "Type": kind, "Parameters": parameters, "Transitions": transitions}


def _edges(then: str, errors: dict[str, str], conditions: dict[str, str] | None = None) -> dict[str, Any]:
    edges: dict[str, Any] = {
        "NextAction": then,
        "Errors": [{"ErrorType": error, "NextAction": to} for error, to in errors.items()],
    }
    if conditions:
        edges["Conditions"] = [_condition("Equals", value, to) for value, to in conditions.items()]
    return edges


def _condition(operator: str, value: str, to: str) -> dict[str, Any]:
    return {"NextAction": to, "Condition": {"Operator": operator, "Operands": [value]}}


def no_logging(name: str, then: str) -> Action:
    """Flow logs would hold what is said and who was rung: off, for the rest of the contact."""
    return _action(name, "UpdateFlowLoggingBehavior", {"FlowLoggingBehavior": "Disabled"}, {"NextAction": then})


def voice(name: str, speaker: str, then: str) -> Action:
    """Speak with one of Polly's voices. Where it fails the call goes on in the instance's default voice."""
    parameters = {"TextToSpeechVoice": speaker, "TextToSpeechEngine": "Neural", "TextToSpeechStyle": "None"}
    return _action(name, "UpdateContactTextToSpeechVoice", parameters, _edges(then, {"NoMatchingError": then}))


def language(name: str, then: str) -> Action:
    """Korean, or Lex would pick a locale that does not match the voice."""
    return _action(name, "UpdateContactData", {"LanguageCode": "ko-KR"}, _edges(then, {"NoMatchingError": then}))


def say(name: str, text: str, then: str) -> Action:
    """Say a sentence, or a reference such as `$.External.greeting`."""
    return _action(name, "MessageParticipant", {"Text": text}, _edges(then, {"NoMatchingError": then}))


def ask_function(name: str, arn: str, door: str, then: str, failed: str) -> Action:
    """Ask call_handler, through one of its doors. Eight seconds is Connect's limit; answers are flat text."""
    parameters = {
        "LambdaFunctionARN": arn,
        "InvocationTimeLimitSeconds": "8",
        "InvocationType": "SYNCHRONOUS",
        "LambdaInvocationAttributes": {"door": door},
        "ResponseValidation": {"ResponseType": "STRING_MAP"},
    }
    return _action(name, "InvokeLambdaFunction", parameters, _edges(then, {"NoMatchingError": failed}))


def compare(name: str, value: str, ways: dict[str, str], otherwise: str) -> Action:
    """Go the way that the value names."""
    edges = _edges(otherwise, {"NoMatchingCondition": otherwise}, ways)
    return _action(name, "Compare", {"ComparisonValue": value}, edges)


def keep_attributes(name: str, attributes: dict[str, str], then: str, failed: str) -> Action:
    """Keep ids with the contact. Only ids: attributes are seen in contact records and by every function."""
    parameters = {"Attributes": attributes, "TargetContact": "Current"}
    return _action(name, "UpdateContactAttributes", parameters, _edges(then, {"NoMatchingError": failed}))


def talk(
    name: str,
    alias_arn: str,
    opening: str,
    *,
    attributes: dict[str, str],
    intents: tuple[str, ...],
    then: str,
    failed: str,
) -> Action:
    """The conversation: the bot's code hook leads it until it closes, whatever intent it closes with."""
    parameters = {"Text": opening, "LexV2Bot": {"AliasArn": alias_arn}, "LexSessionAttributes": attributes}
    errors = {"NoMatchingCondition": then, "NoMatchingError": failed}
    return _action(name, "ConnectParticipantWithLexBot", parameters, _edges(then, errors, dict.fromkeys(intents, then)))


def menu(name: str, text: str, keys: dict[str, str], *, seconds: int, otherwise: str) -> Action:
    """Ask for one key, and go the way that it names; silence, another key or a fault go the other way."""
    parameters = {"Text": text, "StoreInput": "False", "InputTimeLimitSeconds": str(seconds)}
    errors = dict.fromkeys(("InputTimeLimitExceeded", "NoMatchingCondition", "NoMatchingError"), otherwise)
    return _action(name, "GetParticipantInput", parameters, _edges(otherwise, errors, keys))


def on_moment(name: str, moment: str, flow_arn: str, then: str) -> Action:
    """Which flow Connect plays at a later moment (`AgentWhisper`, `CustomerRemaining`). One moment an action."""
    parameters = {"EventHooks": {moment: flow_arn}}
    return _action(name, "UpdateContactEventHooks", parameters, _edges(then, {"NoMatchingError": then}))


def queue(name: str, queue_arn: str, then: str, failed: str) -> Action:
    """Whom a hand-over goes to."""
    parameters = {"QueueId": queue_arn}
    return _action(name, "UpdateContactTargetQueue", parameters, _edges(then, {"NoMatchingError": failed}))


def check_hours(name: str, is_open: str, closed: str) -> Action:
    """The queue's own hours. When they cannot be read, nobody is promised to be there."""
    edges = _edges(closed, {"NoMatchingError": closed}, {"True": is_open, "False": closed})
    return _action(name, "CheckHoursOfOperation", {}, edges)


def check_staff(name: str, somebody: str, nobody: str) -> Action:
    """Is anyone in the queue free? When it cannot be told, try: the queue itself says when it is full."""
    edges = _edges(nobody, {"NoMatchingCondition": nobody, "NoMatchingError": somebody})
    edges["Conditions"] = [_condition("NumberGreaterThan", "0", somebody)]
    return _action(name, "CheckMetricData", {"MetricType": "NumberOfAgentsAvailable"}, edges)


def transfer(name: str, failed: str) -> Action:
    """Into the queue set before. It takes no parameters."""
    edges = _edges(failed, {"QueueAtCapacity": failed, "NoMatchingError": failed})
    return _action(name, "TransferContactToQueue", {}, edges)


def ring_office(name: str, number: str, then: str, failed: str) -> Action:
    """Ring a number outside and join the two; the flow goes on when that talk is over."""
    parameters = {
        "ThirdPartyPhoneNumber": number,
        "ThirdPartyConnectionTimeLimitSeconds": "30",
        "ContinueFlowExecution": "True",
    }
    errors = dict.fromkeys(("CallFailed", "ConnectionTimeLimitExceeded", "NoMatchingError"), failed)
    return _action(name, "TransferParticipantToThirdParty", parameters, _edges(then, errors))


def hang_up(name: str) -> Action:
    """The end of the call."""
    return _action(name, "DisconnectParticipant", {}, {})


def end(name: str) -> Action:
    """The end of a whisper flow: the contact lives on."""
    return _action(name, "EndFlowExecution", {}, {})


def flow(*actions: Action, kind: str = "contactFlow") -> dict[str, Any]:
    """The document; the first action is where it starts. Positions are a plain grid for the console's editor, and the
    kind is told as its exports tell it."""
    positions = {
        action["Identifier"]: {"position": {"x": 180 + 260 * (i % 6), "y": 40 + 220 * (i // 6)}}
        for i, action in enumerate(actions)
    }
    return {
        "Version": "2019-10-30",
        "StartAction": actions[0]["Identifier"],
        "Metadata": {"entryPointPosition": {"x": 20, "y": 40}, "ActionMetadata": positions, "type": kind},
        "Actions": list(actions),
    }
