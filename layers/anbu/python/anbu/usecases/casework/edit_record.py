"""An official puts a record right. The machine's version stays as it was, beside theirs."""

from dataclasses import replace

from anbu.domain.cases.case import Case
from anbu.domain.cases.case_record import CaseRecord
from anbu.domain.casework.audit import Act
from anbu.domain.casework.decisions import DECIDABLE
from anbu.domain.casework.not_now import why_not_now
from anbu.domain.casework.roles import Permit
from anbu.domain.casework.work_done import RecordEdit
from anbu.domain.counselling.record import Need
from anbu.ports import Change, Replace
from anbu.usecases.casework.act_on_case import Writing, act_on_case
from anbu.usecases.casework.desk import Desk
from anbu.usecases.casework.open_case import rows
from anbu.usecases.casework.refusals import NotNow

PERMIT, ACT = Permit.WORK, Act.EDIT_RECORD


def edit_record(desk: Desk, writing: Writing, need: Need, summary: str, topics: dict[str, str]) -> RecordEdit:
    """Writes a person's version of the last record. What they say of the need counts for the case.

    What was urgent once stays so until it is decided and checked: no edit takes it out of the checker's sight. Each
    edit is a new version of the case, so that nobody decides or judges on words that have been changed since.

    Raises:
        NotNow: the case is the machine's, with a checker, or closed.
    """

    def make(case: Case) -> tuple[RecordEdit, tuple[Change, ...]]:
        if case.state not in DECIDABLE:
            raise NotNow("not_yours_now", why_not_now(case.state, desk.words))
        records = sorted(rows(desk, CaseRecord, case.id), key=lambda stored: stored.made_at)
        last = records[-1] if records else None
        edit = RecordEdit(
            case.id,
            len(rows(desk, RecordEdit, case.id)) + 1,
            last.attempt_id if last else None,
            last.transcript_version if last else 0,
            writing.caller.id,
            desk.clock.now(),
            need,
            summary,
            topics,
        )
        danger = case.danger or Need.URGENT in {need, case.need}
        return edit, (Replace(replace(case, need=need, danger=danger)),)

    return act_on_case(desk, writing, RecordEdit, make, why=need)
