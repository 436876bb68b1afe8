"""Cursors of lists: opaque, signed, and good only for the caller, the list and the query that they came from.

The position may name a case that the caller must not know of: it is hidden, not only signed. Seal and keystream are
HMAC-SHA256 over the standard library; the seal of the position is the nonce, as in SIV. A cipher library in every
function's layer for this alone would be ten megabytes.
"""

import base64
import binascii
import hashlib
import hmac
import json
from dataclasses import dataclass

from anbu.adapters.api.problems import NoSuchPage

_SEAL = 16
_BLOCKS = 64
"""Of 32 bytes: more than the longest cursor that a route takes."""


@dataclass(frozen=True, slots=True)
class Cursors:
    """Seals positions with a key of the deployment."""

    key: bytes

    def seal(self, scope: tuple[str, ...], *position: str | int | None) -> str:
        """A cursor for this position of the list that `scope` describes (caller, route, filters)."""
        body = json.dumps(position, separators=(",", ":")).encode()
        seal = self._sign(scope, body)
        return base64.urlsafe_b64encode(seal + self._hidden(seal, body)).decode().rstrip("=")

    def open(self, scope: tuple[str, ...], cursor: str) -> list[str | int | None]:
        """The position again.

        Raises:
            NoSuchPage: it is not ours, or of another caller, list or query.
        """
        try:
            raw = base64.urlsafe_b64decode(cursor.encode() + b"=" * (-len(cursor) % 4))
        except (binascii.Error, ValueError):
            raise NoSuchPage from None
        if len(raw) > _SEAL + 32 * _BLOCKS:
            raise NoSuchPage
        seal = raw[:_SEAL]
        body = self._hidden(seal, raw[_SEAL:])
        if not hmac.compare_digest(seal, self._sign(scope, body)):
            raise NoSuchPage
        position: list[str | int | None] = json.loads(body)
        return position

    def _sign(self, scope: tuple[str, ...], body: bytes) -> bytes:
        said = "\x1f".join(scope).encode() + b"\x1e" + body
        return hmac.new(self.key, b"seal" + said, hashlib.sha256).digest()[:_SEAL]

    def _hidden(self, seal: bytes, body: bytes) -> bytes:
        """The body under the keystream of its seal; once more, and it is itself again."""
        blocks = (hmac.new(self.key, b"hide" + seal + bytes([n]), hashlib.sha256).digest() for n in range(_BLOCKS))
        return bytes(one ^ other for one, other in zip(body, b"".join(blocks)[: len(body)], strict=True))
