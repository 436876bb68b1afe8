"""Whether a webhook comes from Solapi: it sends the SHA-1 of a word that both sides know.

Source: solapi.com/developers/api/webhook.
"""

import hashlib
import hmac
from collections.abc import Mapping

HEADER, EVENT_HEADER, EVENT = "x-solapi-secret", "x-solapi-event-name", "SINGLE-REPORT"


def is_from_solapi(headers: Mapping[str, str], word: str | None) -> bool:
    """True only for a single report under the right word. Without a word on our side nothing is believed."""
    plain = {name.lower(): value for name, value in headers.items()}
    if not word or plain.get(EVENT_HEADER, "").upper() != EVENT:
        return False
    expected = hashlib.sha1(word.encode()).hexdigest()  # noqa: S324 - the provider's choice
    return hmac.compare_digest(expected, plain.get(HEADER, "").lower())
