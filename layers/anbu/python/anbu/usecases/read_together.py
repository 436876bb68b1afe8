"""Entities that one step needs, read in one request: a step costs what it asks for, not how much it knows."""

from typing import Any, TypeVar, overload

from anbu.ports import Ledger, Wanted

A = TypeVar("A")
B = TypeVar("B")
C = TypeVar("C")
D = TypeVar("D")


def wanted(kind: type[A], *key: str | int) -> Wanted[A]:
    """An entity by its key, as `Ledger.get` would be asked for it."""
    return Wanted(kind, key)


@overload
def read_together(ledger: Ledger, a: Wanted[A], b: Wanted[B], /) -> tuple[A | None, B | None]: ...
@overload
def read_together(
    ledger: Ledger, a: Wanted[A], b: Wanted[B], c: Wanted[C], /
) -> tuple[A | None, B | None, C | None]: ...
@overload
def read_together(
    ledger: Ledger, a: Wanted[A], b: Wanted[B], c: Wanted[C], d: Wanted[D], /
) -> tuple[A | None, B | None, C | None, D | None]: ...


def read_together(ledger: Ledger, *several: Wanted[Any]) -> tuple[Any, ...]:
    """Each entity as it is now, or None, in the order asked for. They may be moments apart: claims stay conditional."""
    return ledger.get_together(*several)
