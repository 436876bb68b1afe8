"""Take in an uploaded list: read it whole, in order, decide duplicates, and hand its rows out in chunks."""

import hashlib
from collections.abc import Iterable
from datetime import timedelta
from itertools import groupby
from pathlib import Path

from anbu.domain.cases.round import Round, RoundState
from anbu.domain.ids import AreaCode, RoundId
from anbu.domain.lists.upload import (
    ROWS_A_BLOCK,
    Arrived,
    ListFile,
    Sheet,
    Upload,
    UploadState,
    file_id,
)
from anbu.domain.lists.values import ListRefused, ListRow
from anbu.domain.values import replace
from anbu.ports import Conflict, Create, Replace
from anbu.usecases.finish_upload import finish_upload
from anbu.usecases.intaking import Intaking
from anbu.usecases.read_list import ListReading, read_list
from anbu.usecases.rows_of_file import rows_of_file

ROUND_DAYS = timedelta(days=60)
"""A round is decided within two months: six rounds a year."""
_NOWHERE = AreaCode("0000000000")
_HASHED = 1 << 20
Chunk = tuple[int, int, list[ListRow]]


def split_upload(arrived: Arrived, world: Intaking) -> Upload:
    """Reads one upload and sends its rows on; whatever happens, the upload stands in the ledger with its state.

    Called again for the same object (a second event, `resume`), it sends what the ledger does not have yet.
    """
    area, round_id = arrived.parts or (_NOWHERE, RoundId("-"))
    upload = _opened(arrived, area, round_id, world)
    if upload.state in {UploadState.DONE, UploadState.FAILED}:
        return upload
    if arrived.parts is None:
        return _failed(upload, "wrong_place", world)
    try:
        _enter_round(upload, world)
        with world.store.fetched(arrived.key) as path:
            return _split(upload, path, world)
    except ListRefused as refused:
        return _failed(upload, refused.code, world)


def _opened(arrived: Arrived, area: AreaCode, round_id: RoundId, world: Intaking) -> Upload:
    upload = Upload(
        arrived.upload_id, area, round_id, arrived.key, arrived.etag, UploadState.READING, world.clock.now()
    )
    stored = world.ledger.get(Upload, upload.of_round, upload.id)
    if stored:
        return stored
    try:
        world.ledger.write(Create(upload))
    except Conflict:
        return _opened(arrived, area, round_id, world)
    return upload


def _enter_round(upload: Upload, world: Intaking) -> None:
    """The round of the upload, opened if this is its first list.

    Raises:
        ListRefused: the round is sealed.
    """
    while True:
        found = world.ledger.get(Round, upload.area, upload.round_id)
        if found and found.state is RoundState.SEALED:
            raise ListRefused("round_sealed")
        if found and upload.id in found.uploads:
            return
        now = world.clock.now()
        try:
            if found:
                world.ledger.write(Replace(replace(found, uploads=(*found.uploads, upload.id))))
            else:
                decide_by = (now + ROUND_DAYS).date()
                world.ledger.write(Create(Round(upload.area, upload.round_id, decide_by, now, uploads=(upload.id,))))
        except Conflict:
            continue
        return


def _split(upload: Upload, path: Path, world: Intaking) -> Upload:
    sha256 = _sha256(path)
    file = file_id(upload.area, upload.round_id, sha256)
    fresh, first = _first_of(file, upload, world)
    if first is not None:
        same = replace(upload, state=UploadState.DONE, sha256=sha256, file=file, same_as=first.id)
        return _stored(replace(same, counts=first.counts, receipt=first.receipt, sheets=first.sheets), world)
    rules = world.rules(upload.area)
    reading = read_list(world.tables(path, rules), rules)
    sheets, chunks = cut(reading)
    upload = _stored(
        replace(
            upload,
            state=UploadState.WRITING,
            sha256=sha256,
            file=file,
            sheets=sheets,
            chunks=len(chunks),
            counts=dict(reading.counts.as_mapping()),
        ),
        world,
    )
    whole = [(n, rows) for n, (_, _, rows) in enumerate(chunks)]
    _send(upload, whole if fresh else _unwritten(upload, chunks, world), world)
    return upload if chunks else finish_upload(upload, world)


def cut(reading: ListReading) -> tuple[tuple[Sheet, ...], list[Chunk]]:
    """The rows in chunks of one block each: the same file is always cut in the same places."""
    names = list(dict.fromkeys([*reading.columns, *(row.sheet for row in reading.rows)]))
    order = {name: index for index, name in enumerate(names)}
    rows = sorted(reading.rows, key=lambda row: (order[row.sheet], row.row))
    chunks = [
        (sheet, block, list(found))
        for (sheet, block), found in groupby(rows, key=lambda row: (order[row.sheet], row.row // ROWS_A_BLOCK))
    ]
    sheets = tuple(
        Sheet(name, tuple(block for sheet, block, _ in chunks if sheet == index)) for index, name in enumerate(names)
    )
    return sheets, chunks


def _first_of(file: str, upload: Upload, world: Intaking) -> tuple[bool, Upload | None]:
    """Whether nobody has seen these bytes in the round; if so, the upload that brought them, once it is taken in."""
    try:
        world.ledger.write(Create(ListFile(file, upload.id)))
    except Conflict:
        known = world.ledger.get(ListFile, file)
        if known and known.upload != upload.id:
            first = world.ledger.get(Upload, upload.of_round, known.upload)
            return False, first if first and first.state is UploadState.DONE else None
        return False, None
    return True, None


def _unwritten(upload: Upload, chunks: list[Chunk], world: Intaking) -> list[tuple[int, list[ListRow]]]:
    """Rows of the file minus rows of the ledger. A chunk with none left is sent empty: it counts itself done."""
    written = {(row.sheet, row.row) for row in rows_of_file(world.ledger, upload)}
    return [
        (n, [row for row in rows if (sheet, row.row) not in written])
        for n, (sheet, _, rows) in enumerate(chunks)
        if n not in upload.done or any((sheet, row.row) not in written for row in rows)
    ]


def _send(upload: Upload, chunks: Iterable[tuple[int, list[ListRow]]], world: Intaking) -> None:
    messages = []
    for n, rows in chunks:
        world.store.put_chunk(upload.id, n, rows)
        messages.append({"area": upload.area, "round_id": upload.round_id, "upload": upload.id, "chunk": n})
    world.chunks.send(messages)


def _failed(upload: Upload, code: str, world: Intaking) -> Upload:
    return _stored(replace(upload, state=UploadState.FAILED, code=code), world)


def _stored(upload: Upload, world: Intaking) -> Upload:
    """The upload as changed, with what other runs have done meanwhile."""
    while True:
        try:
            world.ledger.write(Replace(upload))
        except Conflict:
            now = world.ledger.get(Upload, upload.of_round, upload.id)
            if now is None or now.state in {UploadState.DONE, UploadState.FAILED}:
                return now or upload
            upload = replace(upload, version=now.version, done=now.done)
            continue
        return replace(upload, version=upload.version + 1)


def _sha256(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while piece := file.read(_HASHED):
            digest.update(piece)
    return digest.hexdigest()
