"""A case on somebody's own list: there while it is open, so that the list holds nothing but work."""

from anbu.domain.cases.case import Case
from anbu.domain.casework.work_done import Assigned
from anbu.ports import Change, Create, Delete
from anbu.usecases.casework.desk import Desk


def taken_off(desk: Desk, case: Case) -> tuple[Change, ...]:
    """What takes a case off the list of whoever had it."""
    before = desk.ledger.get(Assigned, case.assignee, case.id) if case.assignee else None
    return (Delete(before),) if before else ()


def put_on(desk: Desk, case: Case, official: str | None, by: str) -> tuple[Change, ...]:
    """What puts a case on an official's list, if it is not there."""
    if official is None or desk.ledger.get(Assigned, official, case.id) is not None:
        return ()
    return (Create(Assigned(official, case.id, desk.clock.now(), by)),)
