"""Opens a case: everything about one household on one page, and the log says who opened it before anything is shown."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import islice
from typing import TypeVar

from anbu.domain.cases.attempt import Attempt
from anbu.domain.cases.case import Case, Person
from anbu.domain.cases.case_record import CaseRecord
from anbu.domain.casework.access import Caller
from anbu.domain.casework.audit import Act, AuditEntry
from anbu.domain.casework.decisions import Decision
from anbu.domain.casework.double_check import Check, Reading
from anbu.domain.casework.household import HouseholdOfCase
from anbu.domain.casework.postal import PostalCheck
from anbu.domain.casework.reports import ReportText
from anbu.domain.casework.roles import Permit
from anbu.domain.casework.work_done import Note, Objection, RecordEdit, Referral, StaffCall, Visit
from anbu.domain.dialogue.caller import NumberOfCase
from anbu.domain.dialogue.dialogue import Alert
from anbu.domain.ids import CaseId
from anbu.ports import Change, Conflict, Create, Index, Replace
from anbu.usecases.casework.desk import Desk
from anbu.usecases.casework.keep import keep, keep_each
from anbu.usecases.casework.refusals import Busy
from anbu.usecases.casework.who_asks import reachable_case
from anbu.usecases.find_earlier_cases import find_earlier_cases

E = TypeVar("E")
MOST = 100
"""Rows of one kind shown on a page; a case has a handful."""
TOGETHER = 20
"""People shown as one household: more of them at one address are a home, or a mistake."""
LATEST = 20
"""Openings shown; auditors page through all."""


@dataclass(frozen=True, slots=True)
class Housemate:
    """Somebody of the same household, with their own case."""

    case: Case
    person: Person | None


@dataclass(frozen=True, slots=True)
class Pages:
    """One case with all that was done for it."""

    case: Case
    person: Person | None
    """None: erased, on schedule or on the person's right."""
    attempts: tuple[Attempt, ...]
    records: tuple[CaseRecord, ...]
    edits: tuple[RecordEdit, ...]
    decisions: tuple[Decision, ...]
    checks: tuple[Check, ...]
    referrals: tuple[Referral, ...]
    calls: tuple[StaffCall, ...]
    visits: tuple[Visit, ...]
    notes: tuple[Note, ...]
    objections: tuple[Objection, ...]
    postal: tuple[PostalCheck, ...]
    report: ReportText | None
    alerts: tuple[Alert, ...]
    seen: tuple[AuditEntry, ...]
    """Who opened it, the latest first."""
    household: tuple[Housemate, ...]
    """Who lives at the same address, or stands in this round with the same telephone, as far as the caller may see."""
    history: tuple[Case, ...]
    """The same person in other rounds."""
    read_at: datetime


def open_case(desk: Desk, caller: Caller, case_id: CaseId, why: str) -> Pages:
    """The case with its person, and a line in the audit chain; the double check relies on the reading kept here.

    Raises:
        NotThere: no such case, or a foreign one.
    """
    case = reachable_case(desk, caller, case_id, Permit.SEE_PEOPLE)
    read_at = _note_reading(desk, caller, case, why)
    return Pages(
        case,
        desk.ledger.get(Person, case_id),
        rows(desk, Attempt, case_id),
        rows(desk, CaseRecord, case_id),
        rows(desk, RecordEdit, case_id),
        rows(desk, Decision, case_id),
        rows(desk, Check, case_id),
        rows(desk, Referral, case_id),
        rows(desk, StaffCall, case_id),
        rows(desk, Visit, case_id),
        rows(desk, Note, case_id),
        rows(desk, Objection, case_id),
        rows(desk, PostalCheck, case_id),
        desk.ledger.get(ReportText, case_id),
        rows(desk, Alert, case_id),
        desk.ledger.query(AuditEntry, Index.LIST, f"SEEN#{case_id}", newest_first=True, limit=LATEST).items,
        _housemates(desk, caller, case),
        _theirs(desk, caller, find_earlier_cases(desk.ledger, case)),
        read_at,
    )


def note_view(desk: Desk, caller: Caller, case: Case, act: Act, why: str, *detail: str) -> None:
    """Writes down that the caller sees a part of this case (first the log, then the data). It is no reading of it."""
    keep(desk, caller, act, case.id, why=why, detail=detail)


def _note_reading(desk: Desk, caller: Caller, case: Case, why: str) -> datetime:
    """Writes down that the caller reads this case as it now is; returns when. The double check relies on it."""
    for _ in range(3):
        before = desk.ledger.get(Reading, case.id, caller.id)
        reading = Reading(case.id, caller.id, desk.clock.now(), case.version)
        change: Change = Replace(replace(reading, version=before.version)) if before else Create(reading)
        try:
            keep(desk, caller, Act.VIEW, case.id, change, why=why)
        except Conflict:
            continue  # the same official, in two windows
        return reading.at
    raise Busy


def rows(desk: Desk, kind: type[E], case_id: CaseId) -> tuple[E, ...]:
    """All rows of one kind of a case, in order."""
    return desk.ledger.query(kind, Index.OWN, case_id, limit=MOST).items


def _housemates(desk: Desk, caller: Caller, case: Case) -> tuple[Housemate, ...]:
    """Each of them is seen, and each has a line in the log that says so, before anything is shown."""
    others = _theirs(desk, caller, islice(_household(desk, case), TOGETHER))
    keep_each(desk, caller, Act.VIEW, [other.id for other in others], "household")
    return tuple(Housemate(other, desk.ledger.get(Person, other.id)) for other in others)


def _household(desk: Desk, case: Case) -> Iterator[Case]:
    links = (
        desk.ledger.query(HouseholdOfCase, Index.OWN, case.household, limit=TOGETHER).items if case.household else ()
    )
    others = [link.case_id for link in links]
    for number in case.numbers:
        shared = desk.ledger.query(NumberOfCase, Index.OWN, number.key, limit=TOGETHER).items
        others += [link.case_id for link in shared if link.round_id == case.round_id]
    for other in dict.fromkeys(others):
        found = desk.ledger.get(Case, other) if other != case.id else None
        if found is not None and found.person_key != case.person_key:
            yield found


def _theirs(desk: Desk, caller: Caller, cases: Iterable[Case]) -> tuple[Case, ...]:
    return tuple(other for other in cases if caller.may(Permit.SEE_PEOPLE, other.area, desk.areas))
