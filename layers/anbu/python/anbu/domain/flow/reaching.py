"""Whether every block is reached, and every caller gets out again."""

from collections.abc import Iterator, Mapping, Sequence

from anbu.domain.flow.action import Action
from anbu.domain.flow.finding import Finding, error, warning


def check_reaching(actions: Sequence[Action], start: str) -> Iterator[Finding]:
    """Blocks that nothing leads to (a warning), and blocks from which no end can be reached.

    Going round for ever is an error where nobody is waited for (the flow spins), a warning where somebody is: in
    queues and on hold that is meant.
    """
    by_name = {action.identifier: action for action in actions}
    ahead = {action.identifier: _next(action, by_name) for action in actions}
    reached = _closure([start] if start in by_name else [], ahead)
    for action in actions:
        if action.identifier not in reached:
            yield warning("unreachable", action.at, f"{action.here}: nothing leads here")
    behind: dict[str, set[str]] = {name: set() for name in by_name}
    for name, targets in ahead.items():
        for target in targets:
            behind[target].add(name)
    ends = [name for name, action in by_name.items() if not ahead[name] or action.rule.leaves or action.rule.terminal]
    trapped = reached - _closure(ends, behind)
    told: set[str] = set()
    for action in actions:
        if action.identifier in trapped - told:
            circle = _closure([action.identifier], ahead)
            told |= circle
            waits = any(by_name[name].rule.waits or by_name[name].rule.lax for name in circle)
            say = warning if waits else error
            yield say("no_way_out", action.at, f"{action.here}: from here the flow goes round and never ends")


def _next(action: Action, known: Mapping[str, Action]) -> set[str]:
    return {target for _, target in action.edges() if isinstance(target, str) and target in known}


def _closure(starts: Sequence[str], edges: Mapping[str, set[str]]) -> set[str]:
    seen, waiting = set(starts), list(starts)
    while waiting:
        for target in edges.get(waiting.pop(), ()):
            if target not in seen:
                seen.add(target)
                waiting.append(target)
    return seen
