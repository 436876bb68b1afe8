"""A contact flow, read from its JSON ("2019-10-30") for playing."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


class FlowError(ValueError):
    """The flow cannot be played: it is broken, or uses what the player does not know. Never guessed, always said."""


@dataclass(frozen=True, slots=True)
class Branch:
    """One condition of a block: the operator, its operands, and the block that follows when it holds."""

    operator: str
    operands: tuple[Any, ...]
    to: str


@dataclass(frozen=True, slots=True)
class Block:
    """One action of the flow."""

    id: str
    type: str
    parameters: Mapping[str, Any]
    next: str | None
    errors: Mapping[str, str]
    branches: tuple[Branch, ...]

    def on(self, *errors: str) -> str:
        """The block that follows the first of these errors that has an edge.

        Raises:
            FlowError: the block has no edge for any of them; in Connect the call would drop.
        """
        for error in errors:
            if error in self.errors:
                return self.errors[error]
        raise FlowError(f"{self.type} '{self.id}': {errors[0]} happened, and no edge leads on")

    def then(self) -> str:
        """The block that follows when all goes well."""
        if self.next is None:
            raise FlowError(f"{self.type} '{self.id}' has no NextAction")
        return self.next


@dataclass(frozen=True, slots=True)
class Flow:
    """A flow ready to be played."""

    start: str
    blocks: Mapping[str, Block] = field(repr=False)
    name: str = ""

    def block(self, identifier: str) -> Block:
        """The block of that name."""
        try:
            return self.blocks[identifier]
        except KeyError:
            raise FlowError(f"no block is called '{identifier}'") from None


def read_flow(content: Mapping[str, Any], name: str = "") -> Flow:
    """The flow in this JSON document.

    Raises:
        FlowError: it is not a flow of the version that the player knows.
    """
    if content.get("Version") != "2019-10-30":
        raise FlowError(f"flow version {content.get('Version')!r} is not 2019-10-30")
    try:
        blocks = {action["Identifier"]: _block(action) for action in content["Actions"]}
        flow = Flow(content["StartAction"], blocks, name)
    except (KeyError, TypeError) as error:
        raise FlowError(f"not a contact flow: {error!r}") from error
    flow.block(flow.start)
    return flow


def _block(action: Mapping[str, Any]) -> Block:
    edges = action.get("Transitions") or {}
    return Block(
        id=action["Identifier"],
        type=action["Type"],
        parameters=action.get("Parameters") or {},
        next=edges.get("NextAction") or None,
        errors={error["ErrorType"]: error["NextAction"] for error in edges.get("Errors") or ()},
        branches=tuple(
            Branch(edge["Condition"]["Operator"], tuple(edge["Condition"]["Operands"]), edge["NextAction"])
            for edge in edges.get("Conditions") or ()
        ),
    )
