"""Who saw and did what: entries in a chain of hashes, so that a row changed, removed or put in between is found."""

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import datetime
from enum import StrEnum

GENESIS = "0" * 64


class Act(StrEnum):
    """What somebody did. Reading a person's data is an act."""

    LIST = "list"
    VIEW = "view"
    VIEW_TRANSCRIPT = "view_transcript"
    VIEW_REPORT = "view_report"
    DECIDE = "decide"
    CHECK = "check"
    OVERRIDE = "override"
    EDIT_RECORD = "edit_record"
    EDIT_FORM = "edit_form"
    NOTE = "note"
    WISH = "wish"
    CALL = "call"
    VISIT = "visit"
    ANSWER = "answer"
    ASSIGN = "assign"
    ENTER = "enter"
    SEND_BACK = "send_back"
    OBJECT = "object"
    ERASE = "erase"
    GRANT = "grant"
    REVOKE = "revoke"
    ABSENCE = "absence"
    ROUND = "round"
    UPLOAD = "upload"
    EXPORT = "export"
    ALERT = "alert"
    REPORT = "report"
    POSTAL_CHECK = "postal_check"
    AUDIT = "audit"


class Purpose(StrEnum):
    """Why somebody opens a person's data, as they say it."""

    CASEWORK = "casework"
    DOUBLE_CHECK = "double_check"
    HOUSEHOLD = "household"
    RIGHTS = "rights"
    """The person asked for explanation, objected, or asked what is held."""
    AUDIT = "audit"


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """One act of one person. Ids and codes only: the log of who saw a person holds nothing of the person."""

    chain: str
    """Whose acts: one chain an official, so that nobody waits for anybody else's."""
    seq: int
    at: datetime
    act: Act
    subject: str
    """A case, round, area, official or report, by id."""
    why: str
    detail: tuple[str, ...]
    previous: str
    """Hash of the entry before."""
    hash: str = ""
    version: int = 0


@dataclass(frozen=True, slots=True)
class AuditHead:
    """Where a chain ends."""

    chain: str
    seq: int = 0
    hash: str = GENESIS
    version: int = 0


def chained(
    head: AuditHead, at: datetime, act: Act, subject: str, why: str, detail: tuple[str, ...] = ()
) -> AuditEntry:
    """The next entry of a chain."""
    entry = AuditEntry(head.chain, head.seq + 1, at, act, subject, why, detail, head.hash)
    return AuditEntry(entry.chain, entry.seq, at, act, subject, why, detail, head.hash, hash_of(entry))


def hash_of(entry: AuditEntry) -> str:
    """SHA-256 over everything an entry says and the hash of the one before."""
    said = asdict(entry) | {"at": entry.at.timestamp(), "hash": "", "version": 0}
    return hashlib.sha256(json.dumps(said, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def broken_links(entries: Iterable[AuditEntry], before: AuditEntry | None, after: int) -> Iterator[int]:
    """Numbers of entries that do not fit, in a stretch of a chain that begins behind entry number `after`.

    `before`: that entry; None at the beginning of the chain, or where it is missing.
    """
    seq, previous = after, before.hash if before else GENESIS
    for entry in entries:
        if entry.seq != seq + 1 or entry.previous != previous or entry.hash != hash_of(entry):
            yield entry.seq
        seq, previous = entry.seq, entry.hash


def first_broken(entries: Iterable[AuditEntry], head: AuditHead | None = None) -> int | None:
    """The number of the first entry that does not fit (changed, missing or put in), or None if the chain is whole.

    `entries` is a whole chain in order. With its head, entries cut off at the end are found too.
    """
    seq, previous = 0, GENESIS
    for entry in entries:
        seq += 1
        if entry.seq != seq or entry.previous != previous or entry.hash != hash_of(entry):
            return seq
        previous = entry.hash
    if head is not None and (head.seq, head.hash) != (seq, previous):
        return seq + 1
    return None
