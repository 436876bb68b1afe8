"""The frame of everything that people write on a case: reach it, once, on what was read, with its line in the audit."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol, TypeVar

from anbu.domain.cases.case import Case
from anbu.domain.casework.access import Caller
from anbu.domain.casework.audit import Act
from anbu.domain.casework.once import Once
from anbu.domain.casework.roles import Permit
from anbu.domain.ids import CaseId
from anbu.ports import Change, Conflict, Create
from anbu.usecases.casework.desk import Desk
from anbu.usecases.casework.keep import already_done, keep
from anbu.usecases.casework.refusals import Busy, SomeoneWasFaster
from anbu.usecases.casework.who_asks import reachable_case

_TRIES = 4


class Numbered(Protocol):
    """A row of a case's partition, counted from 1 within its kind."""

    @property
    def n(self) -> int:
        """Its number."""
        ...


R = TypeVar("R", bound=Numbered)


@dataclass(frozen=True, slots=True)
class Writing:
    """Who writes what on which case. `read`: the version that it rests on; None: it rests on none."""

    caller: Caller
    case_id: CaseId
    permit: Permit
    act: Act
    once: Once
    read: int | None = None


def act_on_case(
    desk: Desk,
    writing: Writing,
    kind: type[R],
    make: Callable[[Case], tuple[R, tuple[Change, ...]]],
    *,
    why: str = "",
    detail: Callable[[R], tuple[str, ...]] = lambda row: (str(row.n),),
) -> R:
    """Writes the row that `make` makes of the case, with its changes and audit line; once, though sent twice.

    Raises:
        NotThere: no such case, or a foreign one.
        SomeoneWasFaster: the case is not as it was read.
        Busy: others kept writing in between; nothing was written.
    """
    for _ in range(_TRIES):
        case = reachable_case(desk, writing.caller, writing.case_id, writing.permit)
        done = already_done(desk, writing.caller, writing.once)
        if done is not None:
            return _stored(desk, kind, writing.case_id, int(done))
        if writing.read is not None and case.version != writing.read:
            raise SomeoneWasFaster
        row, changes = make(case)
        try:
            keep(
                desk,
                writing.caller,
                writing.act,
                writing.case_id,
                Create(row),
                *changes,
                why=why,
                detail=detail(row),
                once=writing.once,
                result=str(row.n),
            )
        except Conflict:
            continue
        return row
    raise Busy


def _stored(desk: Desk, kind: type[R], case_id: CaseId, n: int) -> R:
    row = desk.ledger.get(kind, case_id, n)
    if row is None:
        raise SomeoneWasFaster
    return row
