"""An official remarks something on a case. The case stays where it is."""

from anbu.domain.cases.case import Case
from anbu.domain.casework.audit import Act
from anbu.domain.casework.roles import Permit
from anbu.domain.casework.work_done import Note
from anbu.ports import Change
from anbu.usecases.casework.act_on_case import Writing, act_on_case
from anbu.usecases.casework.desk import Desk
from anbu.usecases.casework.open_case import rows

PERMIT, ACT = Permit.WORK, Act.NOTE


def add_note(desk: Desk, writing: Writing, text: str) -> Note:
    """Writes the remark down."""

    def make(case: Case) -> tuple[Note, tuple[Change, ...]]:
        n = len(rows(desk, Note, case.id)) + 1
        return Note(case.id, n, writing.caller.id, desk.clock.now(), text), ()

    return act_on_case(desk, writing, Note, make)
