"""A reporter's photo, once uploaded, is drawn anew and kept; the upload itself is emptied."""

from collections.abc import Callable
from dataclasses import replace
from typing import Protocol

from anbu.domain.casework.reports import Report
from anbu.ports import Conflict, Ledger, Replace
from anbu.usecases.casework.refusals import NotNow

MOST_BYTES = 10 * 1024 * 1024


class PhotoShelf(Protocol):
    """Where uploads lie."""

    def read(self, key: str, most: int) -> bytes | None:
        """An object, or None if it is not there or larger than `most`."""
        ...

    def put(self, key: str, body: bytes, content_type: str) -> None:
        """Keeps an object."""
        ...


def keep_photo(
    ledger: Ledger, shelf: PhotoShelf, clean: Callable[[bytes], bytes | None], report: Report, n: int
) -> None:
    """Cleans the n-th photo. `clean` gives None for what is no photo.

    Raises:
        NotNow: nothing was uploaded, or it is no photo.
    """
    raw = shelf.read(photo_key(report, n, raw=True), MOST_BYTES)
    photo = clean(raw) if raw else None
    if photo is None:
        raise NotNow("no_photo", "사진을 읽을 수 없습니다. JPG, PNG, WEBP 사진(10MB 이하)을 다시 올려 주세요.")
    shelf.put(photo_key(report, n), photo, "image/jpeg")
    shelf.put(photo_key(report, n, raw=True), b"", "application/octet-stream")
    kept = ledger.get(Report, report.id)
    if kept is not None and kept.photos < n:
        try:
            ledger.write(Replace(replace(kept, photos=n)))
        except Conflict:
            return  # the photo is there; its count is a hint


def photo_key(report: Report, n: int, *, raw: bool = False) -> str:
    """Where a photo lies; the raw one as it was uploaded, until it is cleaned."""
    return f"{'raw-photos' if raw else 'reports'}/{report.id}/photo-{n}"
