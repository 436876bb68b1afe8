"""Keyed hashes of people and numbers: the same in every round, and nobody can guess them back without the key."""

import hashlib
import hmac
from dataclasses import dataclass

from anbu.domain.ids import NumberKey, PersonKey
from anbu.domain.lists.duplicates import same_name
from anbu.domain.lists.values import ListRow
from anbu.domain.phones import PhoneNumber

_DIGITS = 32


@dataclass(frozen=True, slots=True)
class Keyed:
    """Hashes under the deployment's key."""

    key: bytes

    def number(self, number: PhoneNumber) -> NumberKey:
        """The key of a telephone number, as every function computes it."""
        return NumberKey(self._hash(number))

    def person(self, row: ListRow, file: str, sheet: int) -> PersonKey:
        """By name and birth date, or name and first number; who has neither is told by the row alone."""
        name = same_name(row.name)
        if name and row.birth_date:
            return PersonKey(self._hash("birth", name, row.birth_date.isoformat()))
        if name and row.phones:
            return PersonKey(self._hash("phone", name, row.phones[0].number))
        return PersonKey(self._hash("row", file, str(sheet), str(row.row)))

    def household(self, address: str) -> str | None:
        """The key of an address: households live at one."""
        written = "".join(address.split())
        return "h" + self._hash("address", written)[:20] if any(map(str.isdigit, written)) else None

    def digest(self, row: ListRow) -> str:
        """The key of all that was read from a row: for the seal of a round, which outlives the data."""
        return self._hash("row", repr(row))

    def _hash(self, *parts: str) -> str:
        return hmac.new(self.key, "\x1f".join(parts).encode(), hashlib.sha256).hexdigest()[:_DIGITS]
