"""Erases what tells who a case is about and what was said; the skeleton of the case stays, and its round balances."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice
from typing import Any

from anbu.domain.cases.attempt import Attempt
from anbu.domain.cases.case import Case, Person
from anbu.domain.cases.case_record import CaseRecord
from anbu.domain.cases.state import State
from anbu.domain.casework.decisions import Decision
from anbu.domain.casework.double_check import Check
from anbu.domain.casework.household import HouseholdOfCase
from anbu.domain.casework.postal import PostalCheck
from anbu.domain.casework.reports import ReportText
from anbu.domain.casework.work_done import FormFilled, Note, Objection, RecordEdit, Referral, StaffCall, Visit
from anbu.domain.dialogue.caller import NumberOfCase
from anbu.domain.dialogue.dialogue import Dialogue, Turn
from anbu.domain.ids import AreaCode, RoundId
from anbu.domain.values import replace
from anbu.ports import Change, Delete, Eraser, Index, Ledger, Replace, Shelf
from anbu.usecases.certify_round import cases_of

_GONE = (CaseRecord, RecordEdit, Note, FormFilled, Dialogue)
_BLANKED: dict[type, dict[str, Any]] = {
    StaffCall: {"note": ""},
    Visit: {"note": ""},
    Decision: {"note": ""},
    Check: {"reason": ""},
    Referral: {"result": None},
    Objection: {"text": "", "answer": None},
    PostalCheck: {"note": ""},
}
"""Rows that are part of the skeleton: what was done stays, the words in them go."""
_AT_ONCE = 90
_A_RUN = 500


@dataclass(frozen=True, slots=True)
class Erasing:
    """What erasing needs."""

    ledger: Ledger
    eraser: Eraser


def erase_words(erasing: Erasing, case: Case) -> None:
    """Erases transcripts, photos, and every row with words of the case, but not the person yet. Safe to repeat."""
    ledger = erasing.ledger
    for attempt in _all(ledger, Attempt, case.id):
        erasing.eraser.erase(Shelf.TRANSCRIPTS, f"transcripts/{attempt.id}/")
        _write(ledger, (Delete(turn) for turn in _all(ledger, Turn, attempt.id)))
    told = ledger.get(ReportText, case.id)
    if told is not None:
        erasing.eraser.erase(Shelf.LISTS, f"reports/{told.report}/")
    _write(ledger, _in_the_case(ledger, case))


def last_of_person(ledger: Ledger, case: Case) -> list[Change]:
    """The changes that erase the person: written last, so that a case with a person may still hold words of theirs."""
    found = [entity for kind in (Person, ReportText) if (entity := ledger.get(kind, case.id)) is not None]
    return [Delete(entity) for entity in found]


def erase_round(erasing: Erasing, area: AreaCode, round_id: RoundId, most: int = _A_RUN) -> int:
    """Erases the closed people of a round whose time is over, at most `most` in one run. Returns how many it were."""
    erased = 0
    for case in cases_of(erasing.ledger, area, round_id):
        if case.state is not State.CLOSED or erased == most:
            continue
        person = last_of_person(erasing.ledger, case)
        if person:
            erase_words(erasing, case)
            erasing.ledger.write(*person)
            erased += 1
    return erased


def is_over(since: datetime | None, now: datetime, keep: timedelta) -> bool:
    """Whether what has been done with since then has been kept long enough."""
    return since is not None and since + keep <= now


def _in_the_case(ledger: Ledger, case: Case) -> Iterator[Change]:
    for kind in _GONE:
        yield from (Delete(row) for row in _all(ledger, kind, case.id))
    for skeleton, blank in _BLANKED.items():
        for row in _all(ledger, skeleton, case.id):
            if replace(row, **blank) != row:
                yield Replace(replace(row, **blank))
    links = [
        ledger.get(NumberOfCase, number.key, case.id) for number in {ref.key: ref for ref in case.numbers}.values()
    ]
    links += [ledger.get(HouseholdOfCase, case.household, case.id)] if case.household else []  # type: ignore[list-item]
    yield from (Delete(link) for link in links if link is not None)


def _all(ledger: Ledger, kind: type[Any], partition: str) -> Iterator[Any]:
    cursor = None
    while True:
        page = ledger.query(kind, Index.OWN, partition, cursor=cursor)
        yield from page.items
        cursor = page.cursor
        if cursor is None:
            return


def _write(ledger: Ledger, changes: Iterator[Change]) -> None:
    found = iter(list(changes))
    while part := list(islice(found, _AT_ONCE)):
        ledger.write(*part)
