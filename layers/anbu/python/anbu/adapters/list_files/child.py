"""Reads one spreadsheet in a process of its own, under a limit of memory and time, and passes it on as text.

Run as `python -m anbu.adapters.list_files.child FILE KIND MEMORY SECONDS`. On standard output, as `marshal` values:
`("table", name, spans)`, `("rows", [(number, cells), …])`, and at the end `("done",)` or `("refused", code)`.
"""

import gc
import marshal
import resource
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO

from anbu.adapters.list_files.dense import read_dense
from anbu.adapters.list_files.extent import check_zip, is_sparse
from anbu.adapters.list_files.kinds import Kind
from anbu.adapters.list_files.marked_up import read_html, read_xml_2003
from anbu.adapters.list_files.sparse_ods import read_ods
from anbu.adapters.list_files.sparse_xlsx import read_sparse
from anbu.domain.lists.tables import Table
from anbu.domain.lists.values import ListRefused

_BATCH = 500


def tables_of(path: Path, kind: Kind) -> Iterator[Table]:
    """The tables of a spreadsheet, by the reader that fits its kind and its extent."""
    if kind in (Kind.XLSX, Kind.XLSB, Kind.ODS):
        check_zip(path)
    readers: dict[Kind, Callable[[Path], Iterator[Table]]] = {
        Kind.HTML: read_html,
        Kind.XML_2003: read_xml_2003,
        Kind.ODS: read_ods,
    }
    if kind in readers:
        yield from readers[kind](path)
    elif kind is Kind.XLSX and is_sparse(path):
        yield from read_sparse(path)
    else:
        yield from read_dense(path)


def main(path: str, kind: str, memory: str, seconds: str) -> None:
    """Writes everything to standard output. Nothing of the file is ever written to standard error."""
    resource.setrlimit(resource.RLIMIT_AS, (int(memory), int(memory)))
    resource.setrlimit(resource.RLIMIT_CPU, (int(seconds), int(seconds)))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    gc.disable()  # a short life, and no cycles
    out = sys.stdout.buffer
    try:
        for table in tables_of(Path(path), Kind(kind)):
            _pass_on(table, out)
        marshal.dump(("done",), out)
    except ListRefused as refused:
        marshal.dump(("refused", refused.code), out)
    except MemoryError:
        marshal.dump(("refused", "too_large"), out)
    except Exception:
        marshal.dump(("refused", "damaged"), out)
    out.flush()


def _pass_on(table: Table, out: BinaryIO) -> None:
    marshal.dump(("table", table.sheet, list(table.spans)), out)
    batch = []
    for number, cells in table.rows:
        batch.append((number, cells))
        if len(batch) == _BATCH:
            marshal.dump(("rows", batch), out)
            batch = []
    marshal.dump(("rows", batch), out)


if __name__ == "__main__":
    main(*sys.argv[1:])
