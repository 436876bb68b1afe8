"""The outline of a flow: version, start, actions, and each action's identifier, type and shape."""

from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from typing import Any

from anbu.domain.flow.finding import Finding, error
from anbu.domain.flow.rules import Rules

VERSION = "2019-10-30"


def check_envelope(flow: Mapping[str, Any], rules: Rules) -> Iterator[Finding]:
    """Version, StartAction, Actions. Nothing else can be checked where Actions is no list."""
    if "modules" in flow and "Actions" not in flow:
        sentence = "this is the console's old export; take the flow's content from DescribeContactFlow instead"
        yield error("old_export_format", "", sentence)
        return
    if flow.get("Version") != VERSION:
        yield error("version", "Version", f'Version must be "{VERSION}"')
    actions = flow.get("Actions")
    if not isinstance(actions, list) or not actions:
        yield error("actions", "Actions", "Actions must be a list with at least one action")
        return
    if len(actions) > rules.limits.actions:
        yield error("too_many_actions", "Actions", f"{len(actions)} actions; at most {rules.limits.actions}")
    start = flow.get("StartAction")
    names = [action.get("Identifier") for action in actions if isinstance(action, Mapping)]
    if not isinstance(start, str) or start not in names:
        yield error("start_action", "StartAction", "StartAction must be the Identifier of one of the actions")


def check_outline(n: int, action: Any, seen: set[str], rules: Rules) -> Iterator[Finding]:
    """One action's Identifier, Type, Parameters and Transitions, before their meaning is looked at."""
    at = f"Actions[{n}]"
    if not isinstance(action, Mapping):
        yield error("action_shape", at, "an action must be an object")
        return
    yield from _identifier(at, action.get("Identifier"), seen, rules)
    yield from _type(at, action.get("Type"), rules)
    for part in ("Parameters", "Transitions"):
        if not isinstance(action.get(part, {}), Mapping):
            yield error("action_shape", f"{at}.{part}", f"{part} must be an object")


def _identifier(at: str, identifier: Any, seen: set[str], rules: Rules) -> Iterator[Finding]:
    where = f"{at}.Identifier"
    if not isinstance(identifier, str) or not identifier:
        yield error("identifier", where, "Identifier must be text")
        return
    if len(identifier) > rules.limits.identifier:
        yield error("identifier_too_long", where, f"at most {rules.limits.identifier} characters")
    if bad := sorted(rules.forbidden_characters & set(identifier)):
        yield error("identifier_characters", where, f"these characters are not allowed: {' '.join(bad)}")
    if identifier in rules.forbidden_identifiers:
        yield error("identifier_reserved", where, f"'{identifier}' is reserved")
    if identifier in seen:
        yield error("identifier_twice", where, f"'{identifier}' is used by another action")
    seen.add(identifier)


def _type(at: str, kind: Any, rules: Rules) -> Iterator[Finding]:
    where = f"{at}.Type"
    if not isinstance(kind, str) or not kind:
        yield error("type", where, "Type must be text")
    elif kind in rules.wrong_types:
        yield error("wrong_type_name", where, f"'{kind}' is not a type; use {rules.wrong_types[kind]}")
    elif kind not in rules.actions:
        near = get_close_matches(kind, rules.actions, n=1)
        hint = f"; did you mean {near[0]}?" if near else ""
        yield error("unknown_type", where, f"'{kind}' is not a type of the flow language{hint}")
