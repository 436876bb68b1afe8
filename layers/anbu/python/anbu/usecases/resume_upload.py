"""Find what intake has lost: objects whose event never came, uploads that stopped half way. For `reconcile`."""

from collections.abc import Iterator
from datetime import timedelta

from anbu.domain.lists.upload import Arrived, Upload, UploadState
from anbu.ports import Clock, Ledger
from anbu.usecases.finish_upload import finish_upload
from anbu.usecases.intaking import Intaking
from anbu.usecases.split_upload import split_upload

PATIENCE_SECONDS = 600
"""Real seconds that an upload may take before it is taken up again: twice the function's time limit."""


def find_lost(world: Intaking) -> Iterator[Arrived]:
    """Objects in the bucket that the ledger does not know, or that have stood half way for too long. No time window."""
    for arrived in world.store.arrived():
        area, round_id = arrived.parts or ("0000000000", "-")
        upload = world.ledger.get(Upload, f"{area}#{round_id}", arrived.upload_id)
        if upload is None or (upload.state in HALF_WAY and is_late(upload, world.clock)):
            yield arrived


def resume_upload(arrived: Arrived, world: Intaking) -> Upload:
    """Takes the upload up: rows of the file minus rows of the ledger are written; if none is missing, its receipt."""
    upload = split_upload(arrived, world)
    return finish_upload(upload, world) if upload.state is UploadState.WRITING and upload.is_whole else upload


def resume_all(world: Intaking, most: int = 20) -> int:
    """Takes up what is lost, at most so many in one run. Returns how many."""
    resumed = 0
    for arrived in find_lost(world):
        resume_upload(arrived, world)
        resumed += 1
        if resumed == most:
            break
    return resumed


HALF_WAY = frozenset({UploadState.READING, UploadState.WRITING})
"""Not through: somebody of the list may not be in the ledger yet."""


def is_late(upload: Upload, clock: Clock) -> bool:
    """Whether an upload should have been through by now."""
    return upload.at + clock.lease(PATIENCE_SECONDS) + timedelta(minutes=1) < clock.now()


def uploads_of(ledger: Ledger, upload_ids: tuple[str, ...], of_round: str) -> Iterator[Upload]:
    """The uploads of a round, in order."""
    for upload_id in upload_ids:
        found = ledger.get(Upload, of_round, upload_id)
        if found:
            yield found
