"""A round's stored files, read in full again, against the rows that the ledger has of them (contract 6)."""

import hashlib
from collections.abc import Iterator
from typing import TYPE_CHECKING

from anbu.adapters.list_files.load_rules import list_rules
from anbu.adapters.list_files.read_file import read_tables
from anbu.adapters.list_store import S3Lists
from anbu.domain.cases.case import Case
from anbu.domain.cases.certificate import FileCounts, RowCounts
from anbu.domain.cases.round import Round
from anbu.domain.cases.state import State
from anbu.domain.lists.upload import ListedRow, Upload, UploadState
from anbu.domain.lists.values import Status
from anbu.domain.times import KST
from anbu.ports import Ledger
from anbu.usecases.certify_round import Compared
from anbu.usecases.read_list import read_list
from anbu.usecases.resume_upload import uploads_of
from anbu.usecases.rows_of_file import rows_of_file

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client


class FileComparison:
    """`Compare`: every upload of a round, its file read again, its rows in the ledger."""

    def __init__(self, ledger: Ledger, client: "S3Client", bucket: str) -> None:
        self._ledger = ledger
        self._store = S3Lists(client, bucket)

    def __call__(self, opened: Round) -> Compared:
        """Counts of files and ledger, and the places of rows that only one of them has."""
        uploads = list(uploads_of(self._ledger, opened.uploads, f"{opened.area}#{opened.id}"))
        files = {upload.file: upload for upload in reversed(uploads) if upload.file and upload.same_as is None}
        missing = list(_unread(uploads))
        rows, counts, hashes = 0, RowCounts(), []
        for upload in reversed(files.values()):
            in_file = self._in_file(upload)
            in_ledger = {(row.sheet, row.row): row for row in rows_of_file(self._ledger, upload)}
            missing += [f"{upload.id} {sheet}:{row} file" for sheet, row in sorted(in_file - in_ledger.keys())]
            missing += [f"{upload.id} {sheet}:{row} ledger" for sheet, row in sorted(in_ledger.keys() - in_file)]
            rows += len(in_file)
            counts = self._added(counts, list(in_ledger.values()))
            hashes.append(upload.sha256)
        sha256 = hashes[0] if len(hashes) == 1 else hashlib.sha256("".join(hashes).encode()).hexdigest()
        return Compared(FileCounts(rows, sha256), counts, tuple(missing))

    def _in_file(self, upload: Upload) -> set[tuple[int, int]]:
        rules = list_rules(upload.at.astimezone(KST).date(), upload.area)
        order = {sheet.name: index for index, sheet in enumerate(upload.sheets)}
        with self._store.fetched(upload.key) as path:
            reading = read_list(read_tables(path, rules.names), rules)
        return {(order.get(row.sheet, -1), row.row) for row in reading.rows}

    def _added(self, counts: RowCounts, rows: list[ListedRow]) -> RowCounts:
        rejected = [row for row in rows if row.status is Status.REJECTED]
        return RowCounts(
            counts.rows + len(rows),
            counts.rejected + len(rejected),
            counts.rejected_open + sum(map(self._is_open, rejected)),
            counts.duplicate + sum(row.status is Status.DUPLICATE for row in rows),
        )

    def _is_open(self, row: ListedRow) -> bool:
        case = self._ledger.get(Case, row.case_id) if row.case_id else None
        return case is not None and case.state is not State.CLOSED


def _unread(uploads: list[Upload]) -> Iterator[str]:
    """Uploads that are not through; one that could not be read counts until a later one was."""
    for index, upload in enumerate(uploads):
        if upload.state is UploadState.FAILED:
            if not any(later.state is UploadState.DONE for later in uploads[index + 1 :]):
                yield f"{upload.id} failed: {upload.code}"
        elif upload.state is not UploadState.DONE:
            yield f"{upload.id} {upload.state}"
