"""Mutants that cosmic-ray does not make: something forgotten. A result, an act, a field, half a condition, an entry.

Each is an edit of the text that still compiles. Where leaving something out would only lead to an unknown name, no
mutant is made: every test would notice.
"""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise


@dataclass(frozen=True, slots=True)
class Edit:
    """One thing left out: its place in the text (line from 1, column in characters) and what stands there instead."""

    kind: str
    start: tuple[int, int]
    end: tuple[int, int]
    instead: str

    def of(self, source: str) -> str:
        """The text with the edit made."""
        lines = source.split("\n")
        (first, left), (last, right) = self.start, self.end
        lines[first - 1 : last] = [lines[first - 1][:left] + self.instead + lines[last - 1][right:]]
        return "\n".join(lines)


def forgotten(source: str) -> list[Edit]:
    """Everything that can be left out of a module, in the order of the text."""
    tree = ast.parse(source)
    found = [edit for function in _functions(tree) for edit in _in_function(function, source)]
    found += [edit for node in tree.body for edit in _entries(node, source)]
    return sorted({edit for edit in found if _compiles(edit.of(source))}, key=lambda edit: (edit.start, edit.kind))


def _functions(tree: ast.AST) -> Iterator[ast.FunctionDef]:
    yield from (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))


def _in_function(function: ast.FunctionDef, source: str) -> Iterator[Edit]:
    bound = {argument.arg for argument in ast.walk(function.args) if isinstance(argument, ast.arg)}
    for statement in _statements(function.body):
        yield from _statement(statement, bound, source)
        bound |= {node.id for node in _names(statement) if isinstance(node.ctx, ast.Store)}
        for node in _own(statement):
            yield from _expression(node, source)


def _statements(body: list[ast.stmt]) -> Iterator[ast.stmt]:
    """All statements in the order of the text, those of inner functions left to themselves."""
    for statement in body:
        yield statement
        if isinstance(statement, ast.FunctionDef | ast.ClassDef):
            continue
        for name in ("body", "orelse", "finalbody"):
            yield from _statements(getattr(statement, name, []))
        for handler in getattr(statement, "handlers", []):
            yield from _statements(handler.body)


def _own(statement: ast.stmt) -> Iterator[ast.AST]:
    """What stands in the statement itself and not in one within it."""
    for child in ast.iter_child_nodes(statement):
        if isinstance(child, ast.expr | ast.withitem | ast.match_case | ast.keyword):
            yield from (node for node in ast.walk(child) if not isinstance(node, ast.stmt))


def _names(statement: ast.stmt) -> Iterator[ast.Name]:
    yield from (node for node in _own(statement) if isinstance(node, ast.Name))


def _statement(statement: ast.stmt, bound: set[str], source: str) -> Iterator[Edit]:
    match statement:
        case ast.Expr(ast.Call() | ast.Yield() | ast.YieldFrom()) | ast.Raise() | ast.AugAssign():
            yield _edit("act", statement, "pass", source)
        case ast.Assign(targets=[target]) if not isinstance(target, ast.Name) or target.id in bound:
            yield _edit("assignment", statement, "pass", source)
        case ast.Return(ast.expr() as value) if not (isinstance(value, ast.Constant) and value.value is None):
            yield _edit("result", statement, "return None", source)


def _expression(node: ast.AST, source: str) -> Iterator[Edit]:
    match node:
        case ast.Call():
            yield from _keywords(node, source)
        case ast.BoolOp():
            neutral = "True" if isinstance(node.op, ast.And) else "False"
            yield from (_edit("condition", value, neutral, source) for value in node.values)


def _keywords(call: ast.Call, source: str) -> Iterator[Edit]:
    given = sorted([*call.args, *call.keywords], key=_begin)
    for before, here in pairwise([call.func, *given]):
        if isinstance(here, ast.keyword) and here.arg is not None:
            start = _begin(here) if before is call.func else _end(before)
            yield Edit("argument", _place(start, source), _place(_end(here), source), "")


def _entries(node: ast.stmt, source: str) -> Iterator[Edit]:
    """Entries of the tables that a module keeps."""
    if not isinstance(node, ast.Assign | ast.AnnAssign) or node.value is None:
        return
    for table in ast.walk(node.value):
        if isinstance(table, ast.Set | ast.Tuple | ast.List) and len(table.elts) > 1:
            rows = [(entry, entry) for entry in table.elts]
        elif isinstance(table, ast.Dict) and len(table.values) > 1:
            rows = [(key, value) for key, value in zip(table.keys, table.values, strict=True) if key is not None]
        else:
            continue
        for (_, before), (_key, value) in pairwise(rows):
            yield Edit("entry", _place(_end(before), source), _place(_end(value), source), "")
        (first, _), (second, _) = rows[:2]
        yield Edit("entry", _place(_begin(first), source), _place(_begin(second), source), "")


type_of = ast.expr | ast.keyword | ast.stmt


def _begin(node: type_of) -> tuple[int, int]:
    return node.lineno, node.col_offset


def _end(node: type_of) -> tuple[int, int]:
    return node.end_lineno or node.lineno, node.end_col_offset or 0


def _place(at: tuple[int, int], source: str) -> tuple[int, int]:
    """`ast` counts bytes, and our texts are Korean."""
    line, column = at
    return line, len(source.split("\n")[line - 1].encode()[:column].decode())


def _edit(kind: str, node: type_of, instead: str, source: str) -> Edit:
    return Edit(kind, _place(_begin(node), source), _place(_end(node), source), instead)


def _compiles(text: str) -> bool:
    try:
        compile(text, "<mutant>", "exec")
    except SyntaxError:
        return False
    return True
