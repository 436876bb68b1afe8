"""Cursors of lists: opaque, signed, and good only for the caller, the list and the query that they came from."""

import base64
import binascii
import hashlib
import hmac
import json
from dataclasses import dataclass

from anbu.adapters.api.problems import NoSuchPage


@dataclass(frozen=True, slots=True)
class Cursors:
    """Seals positions with a key of the deployment."""

    key: bytes

    def seal(self, scope: tuple[str, ...], *position: str | int | None) -> str:
        """A cursor for this position of the list that `scope` describes (caller, route, filters)."""
        body = json.dumps(position, separators=(",", ":")).encode()
        return base64.urlsafe_b64encode(self._sign(scope, body) + body).decode().rstrip("=")

    def open(self, scope: tuple[str, ...], cursor: str) -> list[str | int | None]:
        """The position again.

        Raises:
            NoSuchPage: it is not ours, or of another caller, list or query.
        """
        try:
            raw = base64.urlsafe_b64decode(cursor.encode() + b"=" * (-len(cursor) % 4))
        except (binascii.Error, ValueError):
            raise NoSuchPage from None
        seal, body = raw[:16], raw[16:]
        if not hmac.compare_digest(seal, self._sign(scope, body)):
            raise NoSuchPage
        position: list[str | int | None] = json.loads(body)
        return position

    def _sign(self, scope: tuple[str, ...], body: bytes) -> bytes:
        said = "\x1f".join(scope).encode() + b"\x1e" + body
        return hmac.new(self.key, said, hashlib.sha256).digest()[:16]
