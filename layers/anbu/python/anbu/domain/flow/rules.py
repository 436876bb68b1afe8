"""The flow language's rules as values, made from `data/flow_rules.toml`."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class ActionRule:
    """What one type of action must and may have. Field names are those of the data file, which explains them."""

    required: tuple[str, ...] = ()
    optional: tuple[str, ...] = ()
    forbidden: tuple[str, ...] = ()
    errors: str = ""
    next: str = "required"
    conditions: str = "none"
    operators: tuple[str, ...] = ()
    operands: tuple[str, ...] = ()
    exactly: bool = False
    needs: tuple[str, ...] = ()
    known: tuple[str, ...] = ()
    exactly_one: tuple[tuple[str, ...], ...] = ()
    at_most_one: tuple[tuple[str, ...], ...] = ()
    values: Mapping[str, list[str]] = field(default_factory=dict)
    whole: Mapping[str, list[int]] = field(default_factory=dict)
    wrong: Mapping[str, str] = field(default_factory=dict)
    wrong_operands: Mapping[str, str] = field(default_factory=dict)
    parameters: str = ""
    disputed: str = ""
    only_in: tuple[str, ...] = ()
    not_in: tuple[str, ...] = ()
    terminal: bool = False
    leaves: bool = False
    """The contact may leave the flow here, though the action has edges."""
    waits: bool = False
    """A person or time is waited for: a loop through it does not spin."""
    open: bool = False
    """Parameters beyond those named are not looked at."""
    lax: bool = False
    """Documented, but nothing of it is checked."""

    @property
    def parameter_names(self) -> frozenset[str]:
        """Every parameter that the action is known to have."""
        grouped = (name for group in (*self.exactly_one, *self.at_most_one) for name in group)
        return frozenset((*self.needs, *self.known, *self.values, *self.whole, *grouped))


@dataclass(frozen=True, slots=True)
class Limits:
    """Sizes. Texts are counted in characters."""

    actions: int
    content: int
    identifier: int
    text: int
    billed_text: int
    condition_depth: int
    sub_conditions: int


@dataclass(frozen=True, slots=True)
class Rules:
    """All of them."""

    limits: Limits
    forbidden_characters: frozenset[str]
    forbidden_identifiers: frozenset[str]
    roots: tuple[str, ...]
    doubtful_roots: tuple[str, ...]
    errors: frozenset[str]
    operators: tuple[str, ...]
    wrong_operators: Mapping[str, str]
    wrong_types: Mapping[str, str]
    actions: Mapping[str, ActionRule]
    hooks: tuple[str, ...]


def rules_from(data: Mapping[str, Any]) -> Rules:
    """The rules in the data file's content.

    Raises:
        TypeError: the file holds what these rules do not know: a fault of ours.
    """
    actions = {name: _action(table) for name, table in data["actions"].items()}
    actions |= {name: ActionRule(lax=True) for name in data["lax"]["types"]}
    return Rules(
        limits=Limits(**data["limits"]),
        forbidden_characters=frozenset(data["identifiers"]["forbidden_characters"]),
        forbidden_identifiers=frozenset(data["identifiers"]["forbidden"]),
        roots=tuple(data["references"]["roots"]),
        doubtful_roots=tuple(data["references"]["doubtful"]),
        errors=frozenset(data["errors"]["known"]),
        operators=tuple(data["operators"]["known"]),
        wrong_operators=data["operators"]["wrong"],
        wrong_types=data["wrong_types"],
        actions=actions,
        hooks=tuple(data["hooks"]["known"]),
    )


def _action(table: Mapping[str, Any]) -> ActionRule:
    return ActionRule(**{key: _frozen(value) for key, value in table.items()})


def _frozen(value: Any) -> Any:
    return tuple(_frozen(one) for one in value) if isinstance(value, list) else value
