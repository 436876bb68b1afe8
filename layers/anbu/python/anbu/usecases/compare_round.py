"""Compares every stored file of a round, read in full again, with the rows and cases that the ledger has."""

from collections.abc import Callable, Iterable, Iterator, Set
from dataclasses import dataclass
from pathlib import Path

from anbu.domain.cases.case import Case
from anbu.domain.cases.certificate import FileCounts, RowCounts
from anbu.domain.cases.round import Round
from anbu.domain.cases.seal import seal_of
from anbu.domain.ids import AreaCode, CaseId
from anbu.domain.lists.rules import ListRules
from anbu.domain.lists.tables import Table
from anbu.domain.lists.upload import ListedRow, Upload, UploadState
from anbu.domain.lists.values import ListRefused, Status
from anbu.ports import Ledger
from anbu.usecases.certify_round import Compared, cases_of
from anbu.usecases.intaking import ListStore
from anbu.usecases.read_list import read_list
from anbu.usecases.resume_upload import uploads_of
from anbu.usecases.rows_of_file import rows_of_file


@dataclass(frozen=True, slots=True)
class Comparing:
    """What comparing needs: the ledger, the bucket, and the rules by which lists are read."""

    ledger: Ledger
    store: ListStore
    rules: Callable[[AreaCode], ListRules]
    tables: Callable[[Path, ListRules], Iterable[Table]]


def compare_round(opened: Round, comparing: Comparing) -> Compared:
    """Rows of the files without a row in the ledger, and rows of the ledger without their case, by place.

    A sealed round is compared with its seal: its files may have been erased.
    """
    uploads = list(uploads_of(comparing.ledger, opened.uploads, f"{opened.area}#{opened.id}"))
    rows, hashes, files, missing = RowCounts(), list[str](), list[str](), list(_unfinished(uploads))
    counted = 0
    cases = {case.id for case in cases_of(comparing.ledger, opened.area, opened.id)} if opened.seal is None else set()
    for upload in _files(uploads):
        listed = {(row.sheet, row.row): row for row in rows_of_file(comparing.ledger, upload)}
        files.append(upload.sha256)
        hashes += (row.digest for row in listed.values())
        rows = rows.plus(_counts(listed.values()))
        if opened.seal is None:
            places = _places(upload, comparing)
            counted += len(places)
            missing += (f"{upload.id} {sheet}:{row} not in the ledger" for sheet, row in sorted(places - listed.keys()))
            missing += (f"{upload.id} {sheet}:{row} not in the file" for sheet, row in sorted(listed.keys() - places))
            missing += _without_case(upload, listed.values(), cases, comparing.ledger)
    seal = seal_of(files, hashes)
    if opened.seal is not None:
        counted = rows.rows
        missing += [] if seal == opened.seal else [f"seal of {opened.area} {opened.id}"]
    return Compared(FileCounts(counted, files[0] if len(files) == 1 else seal), rows, tuple(missing), seal)


def _files(uploads: Iterable[Upload]) -> Iterator[Upload]:
    """The round's files, each once: the same bytes under another name are the same file."""
    return (upload for upload in uploads if upload.file and upload.same_as is None)


def _unfinished(uploads: list[Upload]) -> Iterator[str]:
    """Uploads that are not through; one that could not be read counts until a later one was."""
    for index, upload in enumerate(uploads):
        if upload.state is UploadState.FAILED:
            if not any(later.state is UploadState.DONE for later in uploads[index + 1 :]):
                yield f"{upload.id} failed: {upload.code}"
        elif upload.state is not UploadState.DONE:
            yield f"{upload.id} {upload.state}"


def _places(upload: Upload, comparing: Comparing) -> set[tuple[int, int]]:
    """Sheet and row of everybody in the stored file."""
    rules = comparing.rules(upload.area)
    order = {sheet.name: index for index, sheet in enumerate(upload.sheets)}
    try:
        with comparing.store.fetched(upload.key) as path:
            reading = read_list(comparing.tables(path, rules), rules)
    except ListRefused:
        return {(-1, 0)}  # it could be read when it came, and cannot now: somebody must look
    return {(order.get(row.sheet, -1), row.row) for row in reading.rows}


def _without_case(upload: Upload, rows: Iterable[ListedRow], known: Set[CaseId], ledger: Ledger) -> list[str]:
    """Rows whose case is not there. The index of the round lags: who is not in it is asked for one by one."""
    return [
        f"{upload.id} {row.sheet}:{row.row} without a case"
        for row in rows
        if row.case_id is not None and row.case_id not in known and ledger.get(Case, row.case_id) is None
    ]


def _counts(rows: Iterable[ListedRow]) -> RowCounts:
    rows = list(rows)
    rejected = [row for row in rows if row.status is Status.REJECTED]
    return RowCounts(
        rows=len(rows),
        rejected=len(rejected),
        duplicate=sum(row.status is Status.DUPLICATE for row in rows),
        to_mend=tuple(row.case_id for row in rejected if row.case_id is not None),
    )
