"""Keyed hashes of people and numbers: the same in every round, and nobody can guess them back without the key."""

import hashlib
import hmac
import re
from dataclasses import dataclass

from anbu.domain.ids import AreaCode, NumberKey, PersonKey
from anbu.domain.lists.duplicates import same_name
from anbu.domain.lists.values import ListRow
from anbu.domain.phones import PhoneNumber

_DIGITS = 32
_IN_BRACKETS = re.compile(r"[(\[（].*?(?:[)\]）]|$)")
_SIDO = re.compile(
    r"(?:서울|부산|대구|인천|광주|대전|울산|세종|경기|강원|충북|충남|전북|전남|경북|경남|제주"
    r"|충청북|충청남|전라북|전라남|경상북|경상남)(?:특별시|광역시|특별자치시|특별자치도|도|시)?"
)
_ON_THE_WAY = re.compile(r"[가-힣]{1,5}[시군구읍면]")


def bare_address(address: str) -> str:
    """What names the house: without 시도, 시군구, 읍면 before it and what stands in brackets."""
    words = re.split(r"[\s,.·]+", _IN_BRACKETS.sub(" ", address).strip())
    while words and (_SIDO.fullmatch(words[0]) or _ON_THE_WAY.fullmatch(words[0])):
        words = words[1:]
    return "".join(words)


@dataclass(frozen=True, slots=True)
class Keyed:
    """Hashes under the deployment's key."""

    key: bytes

    def number(self, number: PhoneNumber) -> NumberKey:
        """The key of a telephone number, as every function computes it."""
        return NumberKey(self._hash(number))

    def person(self, row: ListRow, file: str, sheet: int) -> PersonKey:
        """By name and birth date, or name and number, in whatever order those stand; else by the row alone."""
        name = same_name(row.name)
        if name and row.birth_date:
            return PersonKey(self._hash("birth", name, row.birth_date.isoformat()))
        if name and row.phones:
            return PersonKey(self._hash("phone", name, min(phone.number for phone in row.phones)))
        return PersonKey(self._hash("row", file, str(sheet), str(row.row)))

    def household(self, address: str, area: AreaCode) -> str | None:
        """The key of an address within its 시군구, however much of the way is written; None: no house is named."""
        written = bare_address(address)
        return "h" + self._hash("address", area[:5], written)[:20] if any(map(str.isdigit, written)) else None

    def digest(self, row: ListRow) -> str:
        """The key of all that was read from a row: for the seal of a round, which outlives the data."""
        return self._hash("row", repr(row))

    def _hash(self, *parts: str) -> str:
        return hmac.new(self.key, "\x1f".join(parts).encode(), hashlib.sha256).hexdigest()[:_DIGITS]
