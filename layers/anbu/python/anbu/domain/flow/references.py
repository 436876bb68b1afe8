"""JSONPath references such as `$.Attributes.attemptId`, whole or within a text."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from anbu.domain.flow.finding import Finding, error, warning
from anbu.domain.flow.rules import Rules

_REFERENCE = re.compile(r"\$(?:\.[A-Za-z0-9_-]+|\[['\"][^'\"\]]+['\"]\]|\[\d+\])+")


def is_reference(value: Any) -> bool:
    """A value that is decided when the flow runs."""
    return isinstance(value, str) and value.startswith(("$.", "$["))


def check_references(value: Any, path: str, rules: Rules) -> Iterator[Finding]:
    """Every reference anywhere in a parameter begins with a root of the language."""
    if isinstance(value, Mapping):
        for key, inner in value.items():
            yield from check_references(inner, f"{path}.{key}", rules)
    elif isinstance(value, list):
        for n, inner in enumerate(value):
            yield from check_references(inner, f"{path}[{n}]", rules)
    elif isinstance(value, str):
        for found in _REFERENCE.findall(value):
            yield from check_root(found, path, rules, strict=found == value)


def check_root(reference: str, path: str, rules: Rules, *, strict: bool) -> Iterator[Finding]:
    """`strict`: the whole value is the reference; within a text an unknown one would just be read out."""
    plain = re.sub(r"\[['\"]([^'\"\]]+)['\"]\]", r".\1", reference)
    if any(_begins(plain, root) for root in rules.roots):
        return
    if any(_begins(plain, root) for root in rules.doubtful_roots):
        yield warning("reference_doubtful", path, f"{reference}: not among the roots that the service is known to take")
    elif strict:
        yield error("reference_root", path, f"{reference}: no such root; it is one of {', '.join(rules.roots)}")
    else:
        yield warning("reference_root", path, f"{reference}: no such root; it would be read out as it stands")


def _begins(reference: str, root: str) -> bool:
    if root.endswith("."):
        return reference.startswith(root) and len(reference) > len(root)
    return reference == root or reference.startswith((f"{root}.", f"{root}["))
