"""Parameters: what must be there, what excludes what, closed lists, whole numbers, texts, booleans, references."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from anbu.domain.flow.action import Action
from anbu.domain.flow.finding import Finding, error, warning
from anbu.domain.flow.references import check_references, is_reference
from anbu.domain.flow.rules import Rules

_TAG = re.compile(r"<[^>]*>")


def check_parameters(action: Action, rules: Rules) -> Iterator[Finding]:
    """Everything that the rules' tables say about parameters."""
    rule, given, path = action.rule, action.parameters, f"{action.at}.Parameters"
    if rule.lax:
        return
    if rule.disputed:
        yield warning("disputed", action.at, f"{action.here}: {rule.disputed}")
    if rule.parameters == "none" and given:
        yield error("parameters_not_allowed", path, f"{action.here} takes no parameters, not {', '.join(given)}")
        return
    if rule.parameters == "some" and not given:
        yield error("parameter_missing", path, f"{action.here} needs at least one parameter")
    yield from _presence(action, path)
    for name, allowed in rule.values.items():
        if name in given and given[name] not in allowed and not is_reference(given[name]):
            yield error("value", f"{path}.{name}", f"{name} must be one of {', '.join(allowed)}: {given[name]!r}")
    for name, (low, high) in rule.whole.items():
        if name in given:
            yield from check_whole(given[name], low, high, f"{path}.{name}")
    yield from _texts(action, path, rules)
    yield from _booleans(given, path)
    yield from _numbers(given, path)
    yield from check_references(given, path, rules)


def check_whole(value: Any, low: int, high: int, path: str) -> Iterator[Finding]:
    """A whole number within bounds, written as text or number; references are decided later."""
    if is_reference(value):
        return
    text = str(value)
    if isinstance(value, bool) or not re.fullmatch(r"-?\d+", text) or not low <= int(text) <= high:
        yield error("whole_number", path, f"must be a whole number between {low} and {high}: {value!r}")


def _presence(action: Action, path: str) -> Iterator[Finding]:
    rule, given = action.rule, action.parameters
    for name in rule.needs:
        if name not in given or given[name] in ("", None, {}, []):
            yield error("parameter_missing", f"{path}.{name}", f"{action.here} needs {name}")
    for group in rule.exactly_one:
        found = [name for name in group if name in given]
        if len(found) != 1:
            yield error("exactly_one", path, f"{action.here} needs exactly one of {', '.join(group)}")
    for group in rule.at_most_one:
        if len([name for name in group if name in given]) > 1:
            yield error("at_most_one", path, f"{action.here} takes at most one of {', '.join(group)}")
    for name in given:
        if name in rule.wrong:
            yield error("wrong_parameter_name", f"{path}.{name}", f"'{name}' is not known; use {rule.wrong[name]}")
        elif not rule.open and name not in rule.parameter_names:
            yield warning("unknown_parameter", f"{path}.{name}", f"{action.type} is not known to have {name}")


def _texts(action: Action, path: str, rules: Rules) -> Iterator[Finding]:
    for name in ("Text", "SSML"):
        text = action.parameters.get(name)
        if text is None:
            continue
        where = f"{path}.{name}"
        if not isinstance(text, str):
            yield error("text", where, f"{name} must be text")
        elif not text and action.type == "MessageParticipant":
            yield error("text", where, "there is nothing to say: Connect refuses an empty prompt")
        elif len(text) > rules.limits.text or len(_TAG.sub("", text)) > rules.limits.billed_text:
            most = f"{rules.limits.billed_text} billed, {rules.limits.text} characters in all"
            yield error("text_too_long", where, f"at most {most}")
        elif name == "SSML" and not is_reference(text) and not text.lstrip().startswith("<speak"):
            yield warning("ssml", where, "SSML should be within <speak>")


def _numbers(value: Any, path: str) -> Iterator[Finding]:
    for key, inner in value.items() if isinstance(value, Mapping) else ():
        if isinstance(inner, int | float) and not isinstance(inner, bool):
            yield warning("number", f"{path}.{key}", f'values are text in the flow language; write "{inner}"')
        else:
            yield from _numbers(inner, f"{path}.{key}")


def _booleans(value: Any, path: str) -> Iterator[Finding]:
    if isinstance(value, bool):
        sentence = f'JSON {str(value).lower()} is refused ("Invalid Action type"); write "{value}"'
        yield error("boolean", path, sentence)
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _booleans(inner, f"{path}.{key}")
    elif isinstance(value, list):
        for n, inner in enumerate(value):
            yield from _booleans(inner, f"{path}[{n}]")
