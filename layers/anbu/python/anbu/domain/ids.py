"""Typed ids, safe in logs, URLs, queue messages and Connect attributes: none can be turned back into a person."""

import base64
import hashlib
from typing import NewType

CaseId = NewType("CaseId", str)
RoundId = NewType("RoundId", str)
AreaCode = NewType("AreaCode", str)
"""행정표준코드 of a 시도, 시군구 or 읍면동: ten digits."""
AttemptId = NewType("AttemptId", str)
ContactId = NewType("ContactId", str)
UploadId = NewType("UploadId", str)
PersonKey = NewType("PersonKey", str)
"""Keyed hash of name and birth date (or name and phone): the same person in every round of one deployment."""
NumberKey = NewType("NumberKey", str)
"""Keyed hash of a telephone number."""


def derived_id(prefix: str, *parts: str) -> str:
    """The same short id for the same parts, always: 100 bits of SHA-256 in lower-case base32."""
    digest = hashlib.sha256("\x1f".join(parts).encode()).digest()
    return prefix + base64.b32encode(digest[:13]).decode().lower()[:20]


def case_id(area: AreaCode, round_id: RoundId, person: PersonKey) -> CaseId:
    """One case a person a round: whoever reads the list again comes to the same case."""
    return CaseId(derived_id("c", area, round_id, person))


def attempt_id(case: CaseId, kind: str, n: int) -> AttemptId:
    """Derived, so that an intent written twice is the same intent. `n` counts from 1 within the kind."""
    return AttemptId(f"{case}-{kind}-{n}")


def case_of(attempt: AttemptId) -> CaseId:
    """The case that an attempt belongs to."""
    return CaseId(attempt.rsplit("-", 2)[0])
