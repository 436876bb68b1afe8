"""Writes what a person did together with its line in the audit chain: both or neither."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from anbu.domain.casework.access import Caller
from anbu.domain.casework.audit import Act, AuditEntry, AuditHead, chained
from anbu.domain.casework.once import Done, Once
from anbu.ports import Change, Conflict, Create, Ledger, Replace
from anbu.usecases.casework.desk import Desk
from anbu.usecases.casework.refusals import Busy, KeyUsed

_TRIES = 5
_AT_ONCE = 90
_WEEK = 7 * 24 * 3600


def keep(
    desk: Desk,
    caller: Caller,
    act: Act,
    subject: str,
    *changes: Change,
    why: str = "",
    detail: tuple[str, ...] = (),
    once: Once | None = None,
    result: str = "",
) -> AuditEntry:
    """One transaction: the changes, the audit entry, and, under a key, what the request did.

    Raises:
        Conflict: one of `changes` did not hold. Nothing was written.
        Busy: the caller's own other requests kept coming in between. Nothing was written.
    """
    for _ in range(_TRIES):
        now = desk.clock.now()
        line = audit_line(desk.ledger, now, caller.id, act, subject, why=why, detail=detail)
        noted = list(line.changes)
        if once is not None:
            expires = int(now.timestamp()) + _WEEK
            noted.append(Create(Done(caller.id, once.key, once.digest, result, now, expires)))
        try:
            desk.ledger.write(*changes, *noted)
        except Conflict:
            if _head(desk.ledger, caller.id).version == line.head.version and changes:
                raise
        else:
            return line.entry
    raise Busy


@dataclass(frozen=True, slots=True)
class AuditLine:
    """The next line of somebody's chain, and the changes that write it behind `head`."""

    head: AuditHead
    entry: AuditEntry
    changes: tuple[Change, ...]


def audit_line(
    ledger: Ledger, now: datetime, chain: str, act: Act, subject: str, *, why: str, detail: tuple[str, ...]
) -> AuditLine:
    """What has to be written with an act, so that it stands in the chain of who did it."""
    head = _head(ledger, chain)
    entry = chained(head, now, act, subject, why, detail)
    moved = replace(head, seq=entry.seq, hash=entry.hash)
    return AuditLine(head, entry, (Create(entry), Replace(moved) if head.seq else Create(moved)))


def _head(ledger: Ledger, chain: str) -> AuditHead:
    return ledger.get(AuditHead, chain) or AuditHead(chain)


def keep_each(desk: Desk, caller: Caller, act: Act, subjects: Sequence[str], why: str) -> None:
    """One entry for each subject, so that whoever asks who saw a case finds it: before a file shows them all.

    Raises:
        Busy: the caller's own other requests kept coming in between. What was written says no more than was asked for.
    """
    left = list(subjects)
    for _ in range(_TRIES + len(left) // _AT_ONCE):
        if not left:
            return
        now, part = desk.clock.now(), left[:_AT_ONCE]
        head = _head(desk.ledger, caller.id)
        entries, last = list[AuditEntry](), head
        for subject in part:
            entries.append(chained(last, now, act, subject, why))
            last = replace(last, seq=entries[-1].seq, hash=entries[-1].hash)
        try:
            desk.ledger.write(*map(Create, entries), Replace(last) if head.seq else Create(last))
        except Conflict:
            continue
        left = left[_AT_ONCE:]
    if left:
        raise Busy


def already_done(desk: Desk, caller: Caller, once: Once | None) -> str | None:
    """What an earlier request with this key did, or None if there was none.

    Raises:
        KeyUsed: the key was used for something else.
    """
    done = desk.ledger.get(Done, caller.id, once.key) if once else None
    if done is None or once is None:
        return None
    if done.digest != once.digest:
        raise KeyUsed
    return done.result
