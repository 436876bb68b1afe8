"""A request that must not be doubled: what it did is written in the same transaction as what it did."""

import hashlib
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Once:
    """The caller's `Idempotency-Key` and a digest of all that was asked."""

    key: str
    digest: str


@dataclass(frozen=True, slots=True)
class Done:
    """What a request with this key did: ids only, never its body."""

    official: str
    key: str
    digest: str
    result: str
    at: datetime
    expires_at: int
    """Unix seconds: the store may drop it after a week."""
    version: int = 0


def digest_of(*parts: str) -> str:
    """SHA-256 over all parts of a request, so that the same key with another request is told apart."""
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()
