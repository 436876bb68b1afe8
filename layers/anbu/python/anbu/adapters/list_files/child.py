"""Reads one spreadsheet in a process of its own, under a limit of memory and time, and passes it on as text.

Run as `python -m anbu.adapters.list_files.child FILE KIND MEMORY SECONDS`. On standard output, as `marshal` values:
`("table", name, spans)`, `("rows", packed)` (as in `packed_rows`), and at the end `("done",)` or `("refused", code)`.
"""

import gc
import marshal
import resource
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import BinaryIO

from anbu.adapters.list_files.extent import check_zip, is_sparse
from anbu.adapters.list_files.kinds import Kind
from anbu.adapters.list_files.packed_rows import packed
from anbu.domain.lists.tables import Table
from anbu.domain.lists.values import ListRefused

_BATCH = 500
_READERS = {Kind.HTML: "html_tables", Kind.XML_2003: "xml_2003", Kind.ODS: "sparse_ods"}


def tables_of(path: Path, kind: Kind) -> Iterator[Table]:
    """The tables of a spreadsheet, by the reader that fits its kind and its extent."""
    # each reader brings its library: only the one that is used is loaded
    if kind in (Kind.XLSX, Kind.XLSB, Kind.ODS):
        check_zip(path)
    module = "dense"
    if kind in _READERS:
        module = _READERS[kind]
    elif kind is Kind.XLSX and is_sparse(path):
        module = "sparse_xlsx"
    yield from import_module(f"anbu.adapters.list_files.{module}").read(path)


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
            marshal.dump(("rows", packed(batch)), out)
            batch = []
    marshal.dump(("rows", packed(batch)), out)


if __name__ == "__main__":
    main(*sys.argv[1:])
