"""Versions of what was read, as ETags, and back from If-Match."""

import re

from anbu.adapters.api.problems import PreconditionRequired, Unreadable

_TAG = re.compile(r'^"(\d{1,12})"$')


def etag(version: int) -> str:
    """A strong ETag."""
    return f'"{version}"'


def read_version(if_match: str | None) -> int:
    """The version that a write rests on.

    Raises:
        PreconditionRequired: no If-Match.
        Unreadable: not an ETag of ours (`*` would be a write that rests on nothing).
    """
    if if_match is None:
        raise PreconditionRequired
    found = _TAG.match(if_match.strip())
    if found is None:
        raise Unreadable("bad_if_match", "If-Match는 읽을 때 받은 ETag 값 그대로여야 합니다.")
    return int(found[1])
