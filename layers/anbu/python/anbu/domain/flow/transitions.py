"""Edges: where they lead, which errors an action must and must not have, which conditions."""

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from anbu.domain.flow.action import Action
from anbu.domain.flow.finding import Finding, error, warning
from anbu.domain.flow.rules import Rules


def check_targets(action: Action, names: Collection[str]) -> Iterator[Finding]:
    """Every edge leads to an action of this flow."""
    for path, target in action.edges():
        if not isinstance(target, str) or target not in names:
            yield error("unknown_target", path, f"{action.here}: NextAction {target!r} is not an action of this flow")
    for kind in ("Errors", "Conditions"):
        edges = action.transitions.get(kind, [])
        if not isinstance(edges, list) or not all(isinstance(edge, Mapping) for edge in edges):
            yield error("transitions_shape", f"{action.at}.Transitions.{kind}", f"{kind} must be a list of objects")


def check_edges(action: Action, rules: Rules) -> Iterator[Finding]:
    """NextAction and error edges, as the rule of the type says."""
    rule, path = action.rule, f"{action.at}.Transitions"
    if rule.lax:
        return
    if rule.terminal:
        if any(action.transitions.get(kind) for kind in ("NextAction", "Errors", "Conditions")):
            yield error("terminal_with_transitions", path, f"{action.here} ends the flow: Transitions must be {{}}")
        return
    if rule.next == "required" and "NextAction" not in action.transitions:
        yield error("next_action_missing", f"{path}.NextAction", f"{action.here} needs a NextAction")
    yield from _errors(action, rules, f"{path}.Errors")


def _errors(action: Action, rules: Rules, path: str) -> Iterator[Finding]:
    rule, types = action.rule, action.error_types
    if rule.errors == "none" and types:
        yield error("errors_not_allowed", path, f"{action.here} takes no error edges, not {', '.join(types)}")
        return
    for missing in (name for name in rule.required if name not in types):
        yield error("error_missing", path, f"{action.here} needs an edge for {missing}")
    for n, kind in enumerate(types):
        where = f"{path}[{n}].ErrorType"
        if kind in types[:n]:
            yield error("error_twice", where, f"{action.here} has two edges for {kind}")
        elif kind in rule.forbidden or kind not in rules.errors:
            yield error("error_not_allowed", where, f"{action.here} must not have an edge for {kind}")
        elif kind not in (*rule.required, *rule.optional):
            yield warning("error_unusual", where, f"{action.here} is not known to end in {kind}")
    for n, edge in enumerate(action.error_edges):
        if not isinstance(edge.get("ErrorType"), str):
            yield error("error_type", f"{path}[{n}].ErrorType", "ErrorType must be text")


def check_conditions(action: Action, rules: Rules) -> Iterator[Finding]:
    """Whether conditions are allowed, their operators and operands."""
    rule, path = action.rule, f"{action.at}.Transitions.Conditions"
    if rule.lax or rule.terminal:
        return
    if rule.conditions == "none" and action.conditions:
        yield error("conditions_not_allowed", path, f"{action.here} has no result to put conditions on")
        return
    if rule.conditions == "some" and not action.conditions:
        yield error("condition_missing", path, f"{action.here} needs at least one condition")
    for n, edge in enumerate(action.conditions):
        yield from _condition(action, edge.get("Condition"), f"{path}[{n}].Condition", rules)
    if rule.exactly and action.conditions:
        found = sorted(operand for operand in operands_of(action))
        if found != sorted(rule.operands):
            yield error("operands", path, f"{action.here} needs exactly the conditions {', '.join(rule.operands)}")


def operands_of(action: Action) -> list[str]:
    """First operands of all conditions, as far as they are text."""
    conditions = (edge.get("Condition") for edge in action.conditions)
    lists = (condition.get("Operands") for condition in conditions if isinstance(condition, Mapping))
    return [found[0] for found in lists if isinstance(found, list) and found and isinstance(found[0], str)]


def _condition(action: Action, condition: Any, path: str, rules: Rules, depth: int = 1) -> Iterator[Finding]:
    if not isinstance(condition, Mapping):
        yield error("condition_shape", path, "Condition must be an object with Operator and Operands")
        return
    operator, operands = condition.get("Operator"), condition.get("Operands")
    nested = [one for one in operands or () if isinstance(one, Mapping)] if isinstance(operands, list) else []
    if depth > rules.limits.condition_depth:
        yield error("conditions_too_deep", path, f"conditions nest at most {rules.limits.condition_depth} deep")
        return
    if len(nested) > rules.limits.sub_conditions:
        yield error("too_many_sub_conditions", path, f"at most {rules.limits.sub_conditions} sub-conditions")
    if nested:
        for n, inner in enumerate(nested):
            yield from _condition(action, inner, f"{path}.Operands[{n}]", rules, depth + 1)
        return
    yield from _operator(action, operator, f"{path}.Operator", rules)
    if not isinstance(operands, list) or not operands:
        yield error("operands", f"{path}.Operands", "Operands must be a list with at least one text")
        return
    for n, operand in enumerate(operands):
        yield from _operand(action, operand, f"{path}.Operands[{n}]")


def _operator(action: Action, operator: Any, path: str, rules: Rules) -> Iterator[Finding]:
    if operator not in rules.operators:
        better = rules.wrong_operators.get(str(operator))
        hint = f"; use {better}" if better else f"; it is one of {', '.join(rules.operators)}"
        yield error("operator", path, f"{operator!r} is no operator{hint}")
    elif action.rule.operators and operator not in action.rule.operators:
        allowed = ", ".join(action.rule.operators)
        yield error("operator", path, f"{action.here} takes only {allowed}")


def _operand(action: Action, operand: Any, path: str) -> Iterator[Finding]:
    if not isinstance(operand, str):
        yield error("operand_text", path, f"operands are text, also for numbers: {operand!r}")
    elif operand in action.rule.wrong_operands:
        better = action.rule.wrong_operands[operand]
        yield error("wrong_operand", path, f"'{operand}' is not a result of {action.type}; use {better}")
    elif action.rule.operands and operand not in action.rule.operands:
        yield error("operand", path, f"{action.here} knows {', '.join(action.rule.operands)}, not '{operand}'")
