"""The last chunk of an upload is written: its receipt is asked for, and the planner is woken."""

from anbu.domain.lists.upload import Upload
from anbu.domain.values import replace
from anbu.ports import Conflict, Replace
from anbu.usecases.intaking import Intaking


def mark_written(upload: Upload, chunk: int, world: Intaking) -> Upload:
    """Enters the chunk as written, whoever else enters theirs at the same time."""
    while chunk not in upload.done:
        try:
            marked = replace(upload, done=tuple(sorted((*upload.done, chunk))))
            world.ledger.write(Replace(marked))
        except Conflict:
            found = world.ledger.get(Upload, upload.of_round, upload.id)
            if found is None:
                return upload
            upload = found
            continue
        upload = replace(marked, version=marked.version + 1)
    return upload


def finish_upload(upload: Upload, world: Intaking) -> Upload:
    """Asks for the receipt; twice is once. A message lost here is found by `resume_upload`."""
    world.chunks.send([{"area": upload.area, "round_id": upload.round_id, "upload": upload.id, "receipt": True}])
    world.wake.send([{"why": "list taken in"}])
    return upload
