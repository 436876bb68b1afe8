"""Checks a contact flow document against the flow language's rules."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from anbu.domain.flow.action import Action, known_action
from anbu.domain.flow.envelope import check_envelope, check_outline
from anbu.domain.flow.finding import Finding, error
from anbu.domain.flow.flow_types import check_kind, kind_of
from anbu.domain.flow.parameters import check_parameters
from anbu.domain.flow.particular import PARTICULAR
from anbu.domain.flow.reaching import check_reaching
from anbu.domain.flow.rules import Rules
from anbu.domain.flow.transitions import check_conditions, check_edges, check_targets

_BLOCK = re.compile(r"Actions\[(\d+)\]")


def validate_text(text: str, rules: Rules) -> list[Finding]:
    """Findings in a document as it lies in a file. Never raises for what stands in it."""
    try:
        flow = json.loads(text, object_pairs_hook=_no_key_twice)
    except (ValueError, RecursionError) as broken:
        return [error("json", "", f"not JSON: {broken}")]
    if (content := _described(flow)) is not None:
        return validate_text(content, rules)
    size = len(json.dumps(flow, ensure_ascii=False, separators=(",", ":")))
    too_long = [error("content_too_long", "", f"{size} characters even without blanks; at most {rules.limits.content}")]
    return [*(too_long if size > rules.limits.content else ()), *validate(flow, rules)]


def validate(flow: Any, rules: Rules) -> list[Finding]:
    """Findings in a document, in the order of its actions."""
    if not isinstance(flow, Mapping):
        return [error("json", "", "a flow is a JSON object")]
    return [_named(finding, flow) for finding in _findings(flow, rules)]


def _described(flow: Any) -> str | None:
    """The content in what DescribeContactFlow answers, or in what deployment tools keep: text in a field of its own."""
    if not isinstance(flow, Mapping) or "Actions" in flow:
        return None
    described = next((flow[key] for key in ("ContactFlow", "ContactFlowModule") if key in flow), flow)
    content = described.get("Content") if isinstance(described, Mapping) else None
    return content if isinstance(content, str) else None


def _named(finding: Finding, flow: Mapping[str, Any]) -> Finding:
    """With the block's own name: nobody counts actions in a file."""
    found = _BLOCK.match(finding.path)
    action = flow["Actions"][int(found[1])] if found else None
    name = action.get("Identifier") if isinstance(action, Mapping) else None
    return replace(finding, block=name) if isinstance(name, str) else finding


def _findings(flow: Mapping[str, Any], rules: Rules) -> Iterator[Finding]:
    yield from check_envelope(flow, rules)
    raw = flow.get("Actions")
    if not isinstance(raw, list):
        return
    seen: set[str] = set()
    outlines = [finding for n, action in enumerate(raw) for finding in check_outline(n, action, seen, rules)]
    yield from outlines
    objects = ((n, action) for n, action in enumerate(raw) if isinstance(action, Mapping))
    actions = [found for n, action in objects if (found := known_action(n, action, rules)) is not None]
    kind = kind_of(flow)
    for action in actions:
        yield from _action(action, seen, kind, rules)
    if not outlines and isinstance(flow.get("StartAction"), str):
        yield from check_reaching(actions, flow["StartAction"])


def _action(action: Action, names: set[str], kind: str | None, rules: Rules) -> Iterator[Finding]:
    yield from check_parameters(action, rules)
    yield from check_targets(action, names)
    yield from check_edges(action, rules)
    yield from check_conditions(action, rules)
    yield from check_kind(action, kind)
    if action.type in PARTICULAR:
        yield from PARTICULAR[action.type](action, rules)


def _no_key_twice(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("the same key stands twice in one object")
    return found
