"""The receipt beside the upload: JSON Lines as the dry run prints them, and a workbook that a clerk can open."""

import tempfile
from pathlib import Path

from anbu.domain.cases.round import Round
from anbu.domain.ids import AreaCode, RoundId, UploadId
from anbu.domain.lists.receipt import ReceiptLines, encoded
from anbu.domain.lists.upload import ListedRow, Upload, UploadState
from anbu.domain.lists.values import Counts, ListRow, Problem, RowRef, Status
from anbu.domain.values import replace
from anbu.ports import Conflict, Replace
from anbu.usecases.intaking import Intaking
from anbu.usecases.read_list import ListReading, read_list
from anbu.usecases.rows_of_file import rows_of_file


def receipt_key(upload: Upload, ending: str) -> str:
    """Where the receipt lies: as the upload, under `receipts/` (what is put under `lists/` is read as a list)."""
    name = upload.key.rsplit("/", 1)[1]
    return f"receipts/{upload.area}/{upload.round_id}/{name}.{upload.id}.{ending}"


def write_receipt(area: AreaCode, round_id: RoundId, upload_id: UploadId, world: Intaking) -> Upload | None:
    """Writes both, with the statuses that the ledger has, and closes the upload. Again: the same files again."""
    upload = world.ledger.get(Upload, f"{area}#{round_id}", upload_id)
    if upload is None or not upload.is_whole:
        return upload
    rules = world.rules(area)
    with world.store.fetched(upload.key) as path, tempfile.TemporaryDirectory() as folder:
        reading = read_list(world.tables(path, rules), rules)
        counts = as_written(reading, upload, world)
        lines, workbook = Path(folder, "receipt.jsonl"), Path(folder, "receipt.xlsx")
        with lines.open("w", encoding="utf-8") as file:
            written = ReceiptLines(rules.sentences)
            file.writelines(written.line(row) + "\n" for row in reading.rows)
            file.write(encoded({"summary": counts.as_mapping()}) + "\n")
        world.write_workbook(path, workbook, reading, rules)
        world.store.put_file(receipt_key(upload, "jsonl"), lines)
        world.store.put_file(receipt_key(upload, "xlsx"), workbook)
    return _closed(upload, dict(counts.as_mapping()), receipt_key(upload, "jsonl"), world)


def as_written(reading: ListReading, upload: Upload, world: Intaking) -> Counts:
    """Puts into the reading what the ledger found besides: people who stand in another file of the round."""
    opened = world.ledger.get(Round, upload.area, upload.round_id)
    if opened is not None and opened.uploads == (upload.id,):
        return reading.counts  # no other file, so nothing that this one does not say itself
    order = {sheet.name: index for index, sheet in enumerate(upload.sheets)}
    written = {(row.sheet, row.row): row for row in rows_of_file(world.ledger, upload)}
    counts = Counts(footer=reading.counts.footer)
    for at, row in enumerate(reading.rows):
        listed = written.get((order[row.sheet], row.row))
        if listed and listed.status is not row.status:
            reading.rows[at] = _as_listed(row, listed)
        counts.add(reading.rows[at].status)
    return counts


def _as_listed(row: ListRow, listed: ListedRow) -> ListRow:
    known = RowRef(row.sheet, listed.duplicate_of or 0, listed.duplicate_file)
    problems = row.problems
    if listed.status is Status.DUPLICATE:
        problems = (*problems, Problem("same_person", ""))
    return replace(row, status=listed.status, problems=problems, duplicate_of=known)


def _closed(upload: Upload, counts: dict[str, int], receipt: str, world: Intaking) -> Upload:
    while True:
        closed = replace(upload, state=UploadState.DONE, counts=counts, receipt=receipt)
        try:
            world.ledger.write(Replace(closed))
        except Conflict:
            found = world.ledger.get(Upload, upload.of_round, upload.id)
            if found is None:
                return upload
            upload = found
            continue
        return replace(closed, version=closed.version + 1)
