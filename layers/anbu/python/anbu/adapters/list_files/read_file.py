"""Any list file → its tables: text in a stream, spreadsheets through a child process under limits."""

import marshal
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

from anbu.adapters.list_files.kinds import Kind, kind_of
from anbu.adapters.list_files.packed_rows import unpacked
from anbu.adapters.list_files.text_tables import read_text
from anbu.domain.lists.columns import ColumnNames
from anbu.domain.lists.tables import RowOfCells, Table
from anbu.domain.lists.values import ListRefused

MEMORY = 1536 << 20
"""Address space of the child."""
SECONDS = 90
"""Processor time of the child. 200,000 rows take four."""


def read_tables(path: Path, names: ColumnNames, memory: int = MEMORY, seconds: int = SECONDS) -> Iterator[Table]:
    """The tables of a list file of any kind of contract 2, one after the other; each is read before the next comes.

    Raises:
        ListRefused: empty, encrypted, damaged, too large, or no table. Also while rows are read.
    """
    if not path.is_file():
        raise ListRefused("no_such_file")
    kind = kind_of(path)
    if kind is Kind.TEXT:
        yield read_text(path, names)
        return
    words = [sys.executable, "-m", "anbu.adapters.list_files.child", str(path), kind.value, str(memory), str(seconds)]
    environment = {"PYTHONPATH": os.pathsep.join(filter(None, sys.path)), "PATH": os.environ.get("PATH", "")}
    with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment) as child:
        try:
            yield from _Reading(child).tables()
        finally:
            child.kill()


class _Reading:
    """The messages of the child, one ahead."""

    def __init__(self, child: subprocess.Popen[bytes]) -> None:
        self._child = child
        self._out: IO[bytes] = child.stdout  # type: ignore[assignment]
        self._next: tuple[Any, ...] = self._message()

    def tables(self) -> Iterator[Table]:
        while self._next[0] == "table":
            _, sheet, spans = self._next
            self._next = self._message()
            rows = self._rows()
            yield Table(sheet, rows, spans)
            for _ in rows:  # what nobody read of this table stands before the next one
                pass
        if self._next[0] == "refused":
            raise ListRefused(self._next[1])

    def _rows(self) -> Iterator[RowOfCells]:
        while self._next[0] == "rows":
            yield from unpacked(self._next[1])
            self._next = self._message()
        if self._next[0] == "refused":
            raise ListRefused(self._next[1])

    def _message(self) -> tuple[Any, ...]:
        try:
            message: tuple[Any, ...] = marshal.load(self._out)  # noqa: S302 — from our own child, not from the file
        except (EOFError, ValueError, TypeError):
            code = self._child.wait()
            return "refused", "too_slow" if code == -signal.SIGXCPU else "too_large"
        return message
