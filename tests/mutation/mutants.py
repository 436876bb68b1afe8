"""What a mutant changes, and where: which function, which statement, and so which tests can notice it."""

import ast
import gc
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import CodeType, FunctionType

import cosmic_ray.plugins
from cosmic_ray.mutating import mutate_code
from cosmic_ray.work_item import MutationSpec

from tests.mutation.forgotten import Edit, forgotten

OURS = "forgotten/"
"""How the names of our own operators begin."""


@cache
def source_of(module: Path) -> str:
    """The text of a module, as it is without mutants."""
    return module.read_text("utf-8")


@cache
def edits_of(module: Path) -> list[Edit]:
    """What can be forgotten in a module."""
    return forgotten(source_of(module))


def ours(module: Path) -> list[MutationSpec]:
    """A specification for each of them, as cosmic-ray keeps its own."""
    return [
        MutationSpec(module, OURS + edit.kind, n, (edit.start[0], edit.start[1]), _behind(edit))
        for n, edit in enumerate(edits_of(module))
    ]


def mutated(spec: MutationSpec) -> str | None:
    """The text of the module with the mutant in it, or None if nothing is changed."""
    if spec.operator_name.startswith(OURS):
        return edits_of(spec.module_path)[spec.occurrence].of(source_of(spec.module_path))
    operator = cosmic_ray.plugins.get_operator(spec.operator_name)(**spec.operator_args)
    text = mutate_code(source_of(spec.module_path), operator, spec.occurrence)
    return None if text is None else str(text)


def _behind(edit: Edit) -> tuple[int, int]:
    line, column = edit.end
    return (line, column) if edit.end > edit.start else (line, column + 1)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a mutant stands. `function` is None for what is run when the module is imported."""

    function: str | None
    lines: range
    """Of the statement."""
    body: range
    """Of the function; empty for what is run on importing."""


def place_of(spec: MutationSpec) -> Place:
    """Where this mutant stands."""
    line = spec.start_pos[0]
    outer, names, statement, body = None, [], None, range(0)
    for node in _around(ast.parse(source_of(spec.module_path)), line):
        if outer is None and isinstance(node, ast.ClassDef | ast.FunctionDef):
            names.append(node.name)
        if outer is None and isinstance(node, ast.FunctionDef) and line >= node.body[0].lineno:
            outer, body = ".".join(names), range(node.body[0].lineno, (node.end_lineno or line) + 1)
        statement = node
    if statement is None or outer is None:
        return Place(None, range(line, line + 1), body)
    inner = getattr(statement, "body", None)
    last = inner[0].lineno - 1 if inner else statement.end_lineno or line
    return Place(outer, range(statement.lineno, max(last, statement.lineno, line) + 1), body)


def _around(tree: ast.AST, line: int) -> list[ast.stmt]:
    """The statements that hold this line, the outermost first."""
    holding = [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.stmt) and node.lineno <= line <= (node.end_lineno or node.lineno)
    ]
    return sorted(holding, key=lambda node: (node.lineno, -(node.end_lineno or 0)))


class Living:
    """The functions of a process by file and name, so that one of them can be made to run a mutant's code."""

    def __init__(self) -> None:
        self._found: dict[tuple[str, str], list[FunctionType]] = {}
        for thing in gc.get_objects():
            if isinstance(thing, FunctionType):
                key = (_real(thing.__code__.co_filename), thing.__code__.co_qualname)
                self._found.setdefault(key, []).append(thing)

    def replace(self, module: Path, function: str, text: str) -> bool:
        """Makes it run the mutant; False where no such function lives, or it cannot be exchanged."""
        code = _code(compile(text, str(module.resolve()), "exec"), function)
        living = self._found.get((str(module.resolve()), function), [])
        if code is None or any(code.co_freevars != one.__code__.co_freevars for one in living):
            return False
        for one in living:
            one.__code__ = code
        return bool(living)


@cache
def _real(name: str) -> str:
    return str(Path(name).resolve())


def _code(whole: CodeType, name: str) -> CodeType | None:
    for constant in whole.co_consts:
        if isinstance(constant, CodeType):
            found = constant if constant.co_qualname == name else _code(constant, name)
            if found is not None:
                return found
    return None
