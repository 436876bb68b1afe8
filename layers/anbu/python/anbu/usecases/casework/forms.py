"""읍면동 초기상담지 of a case: filled, saved, read again; and the brief before a call."""

from dataclasses import dataclass

from anbu.domain.cases.case import Case, Person
from anbu.domain.cases.case_record import CaseRecord
from anbu.domain.casework.access import Caller
from anbu.domain.casework.audit import Act
from anbu.domain.casework.brief import Best, best_call, brief_lines
from anbu.domain.casework.counselling_form import Template, Value, filled, unknown_codes
from anbu.domain.casework.roles import Permit
from anbu.domain.casework.work_done import FormFilled, RecordEdit
from anbu.domain.ids import CaseId
from anbu.domain.phones import domestic
from anbu.ports import Change
from anbu.usecases.casework.act_on_case import Writing, act_on_case
from anbu.usecases.casework.desk import Desk
from anbu.usecases.casework.open_case import note_view, rows
from anbu.usecases.casework.refusals import Incomplete
from anbu.usecases.casework.who_asks import reachable_case


@dataclass(frozen=True, slots=True)
class Prepared:
    """What an official reads before ringing."""

    lines: list[str]
    best: Best
    number: str | None
    """As it is dialled within Korea."""


def read_form(
    desk: Desk, caller: Caller, case_id: CaseId, template: Template
) -> tuple[Case, dict[str, Value], FormFilled | None]:
    """The case, the values of its form, and the last saving. Reading it is a view of the person."""
    case = reachable_case(desk, caller, case_id, Permit.SEE_PEOPLE)
    note_view(desk, caller, case, Act.VIEW, "form")
    saved = rows(desk, FormFilled, case_id)
    last = saved[-1] if saved else None
    person = desk.ledger.get(Person, case_id)
    stored = _last_record(desk, case)
    edit = _last_edit(desk, case, stored)
    return case, filled(template, case, person, stored.record if stored else None, edit, last, desk.words), last


def save_form(desk: Desk, writing: Writing, template: Template, answers: dict[str, str]) -> FormFilled:
    """Keeps what an official wrote; earlier savings stay.

    Raises:
        Incomplete: a field that the template does not have, or another version of the template.
    """
    if unknown_codes(template, answers):
        raise Incomplete("unknown_fields", "상담지에 없는 항목이 있습니다. 상담지를 다시 열어 적어 주세요.")

    def make(case: Case) -> tuple[FormFilled, tuple[Change, ...]]:
        n = len(rows(desk, FormFilled, case.id)) + 1
        return FormFilled(case.id, n, writing.caller.id, desk.clock.now(), template.version, answers), ()

    return act_on_case(desk, writing, FormFilled, make)


def prepare_call(desk: Desk, caller: Caller, case_id: CaseId) -> Prepared:
    """Three lines, the best number and the best time. Reading it is a view of the person."""
    case = reachable_case(desk, caller, case_id, Permit.SEE_PEOPLE)
    note_view(desk, caller, case, Act.VIEW, "brief")
    best = best_call(case)
    person = desk.ledger.get(Person, case_id)
    refs = zip(case.numbers, person.phones if person else (), strict=False)
    numbers = {ref.key: domestic(phone.number) for ref, phone in refs}
    stored = _last_record(desk, case)
    edit = _last_edit(desk, case, stored)
    lines = brief_lines(case, stored.record if stored else None, desk.words, edit.summary if edit else "")
    return Prepared(lines, best, numbers.get(best.number) if best.number else None)


def _last_record(desk: Desk, case: Case) -> CaseRecord | None:
    return max(rows(desk, CaseRecord, case.id), key=lambda stored: stored.made_at, default=None)


def _last_edit(desk: Desk, case: Case, record: CaseRecord | None) -> RecordEdit | None:
    """What an official last put right in the record of the last call; an edit of an older call is history."""
    edits = rows(desk, RecordEdit, case.id)
    last = edits[-1] if edits else None
    return last if last and last.attempt_id == (record.attempt_id if record else None) else None
