"""One action of a flow under examination, with where it stands."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from anbu.domain.flow.rules import ActionRule, Rules

Json = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Action:
    """An action whose outline is sound: an object with a type that the rules know."""

    at: str
    """`Actions[n]`"""
    identifier: str
    type: str
    parameters: Json
    transitions: Json
    rule: ActionRule

    @property
    def here(self) -> str:
        """For sentences: the type and the identifier."""
        return f"{self.type} '{self.identifier}'"

    @property
    def error_edges(self) -> list[Json]:
        """Its error edges, as far as they are objects."""
        return list(_objects(self.transitions.get("Errors")))

    @property
    def error_types(self) -> list[str]:
        """Error types of its edges, as far as they are text."""
        errors = (edge.get("ErrorType") for edge in self.error_edges)
        return [error for error in errors if isinstance(error, str)]

    @property
    def conditions(self) -> list[Json]:
        """Its condition edges, as far as they are objects."""
        return list(_objects(self.transitions.get("Conditions")))

    def edges(self) -> Iterator[tuple[str, Any]]:
        """Every edge: where it stands, and where it leads."""
        if "NextAction" in self.transitions:
            yield f"{self.at}.Transitions.NextAction", self.transitions["NextAction"]
        for kind in ("Errors", "Conditions"):
            for n, edge in enumerate(_objects(self.transitions.get(kind))):
                yield f"{self.at}.Transitions.{kind}[{n}].NextAction", edge.get("NextAction")


def known_action(n: int, raw: Json, rules: Rules) -> Action | None:
    """The action, or None where its outline is too broken to look further."""
    kind, identifier = raw.get("Type"), raw.get("Identifier")
    parameters, transitions = raw.get("Parameters"), raw.get("Transitions")
    if not isinstance(kind, str) or kind not in rules.actions or not isinstance(identifier, str):
        return None
    return Action(
        at=f"Actions[{n}]",
        identifier=identifier,
        type=kind,
        parameters=parameters if isinstance(parameters, Mapping) else {},
        transitions=transitions if isinstance(transitions, Mapping) else {},
        rule=rules.actions[kind],
    )


def _objects(value: Any) -> Iterator[Json]:
    if isinstance(value, list):
        yield from (one for one in value if isinstance(one, Mapping))
