"""When a branch of a block is taken."""

from collections.abc import Callable

from local.telephone.contact import Contact
from local.telephone.flow import Block, FlowError


def _number(value: str) -> float:
    try:
        return float(value)
    except ValueError:
        return float("nan")  # compares false with everything, as Connect does with what is no number


_HOLDS: dict[str, Callable[[str, str], bool]] = {
    "Equals": lambda value, operand: value == operand,
    "TextStartsWith": lambda value, operand: value.startswith(operand),
    "TextEndsWith": lambda value, operand: value.endswith(operand),
    "TextContains": lambda value, operand: operand in value,
    "NumberGreaterThan": lambda value, operand: _number(value) > _number(operand),
    "NumberGreaterOrEqualTo": lambda value, operand: _number(value) >= _number(operand),
    "NumberLessThan": lambda value, operand: _number(value) < _number(operand),
    "NumberLessOrEqualTo": lambda value, operand: _number(value) <= _number(operand),
}


def branch_for(block: Block, value: str, contact: Contact) -> str | None:
    """The first branch of this block that holds for the value; None when none does.

    Raises:
        FlowError: an operator that the flow language does not have.
    """
    for branch in block.branches:
        holds = _HOLDS.get(branch.operator)
        if holds is None:
            raise FlowError(f"{block.type} '{block.id}': operator {branch.operator} is not known")
        if any(holds(value, str(contact.fill(operand))) for operand in branch.operands):
            return branch.to
    return None
