"""Writes what a person did together with its line in the audit chain: both or neither."""

from dataclasses import replace

from anbu.domain.casework.access import Caller
from anbu.domain.casework.audit import Act, AuditEntry, AuditHead, chained
from anbu.domain.casework.once import Done, Once
from anbu.ports import Change, Conflict, Create, Replace
from anbu.usecases.casework.desk import Desk
from anbu.usecases.casework.refusals import Busy, KeyUsed

_TRIES = 5
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
        head = desk.ledger.get(AuditHead, caller.id) or AuditHead(caller.id)
        entry = chained(head, now, act, subject, why, detail)
        moved = replace(head, seq=entry.seq, hash=entry.hash)
        noted: list[Change] = [Create(entry), Replace(moved) if head.seq else Create(moved)]
        if once is not None:
            expires = int(now.timestamp()) + _WEEK
            noted.append(Create(Done(caller.id, once.key, once.digest, result, now, expires)))
        try:
            desk.ledger.write(*changes, *noted)
        except Conflict:
            if (desk.ledger.get(AuditHead, caller.id) or AuditHead(caller.id)).version == head.version and changes:
                raise
        else:
            return entry
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
