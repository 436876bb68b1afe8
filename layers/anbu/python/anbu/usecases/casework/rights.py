"""A person's rights over automated handling and over their data (개인정보 보호법 제36조, 제37조의2)."""

from datetime import timedelta

from anbu.domain.cases.case import Case, Person
from anbu.domain.cases.case_record import CaseRecord
from anbu.domain.cases.state import State
from anbu.domain.casework.audit import Act
from anbu.domain.casework.reports import ReportText
from anbu.domain.casework.work_done import FormFilled, Note, Objection, RecordEdit, RightAsked
from anbu.domain.ids import AreaCode, CaseId, RoundId
from anbu.domain.values import replace
from anbu.ports import Change, Conflict, Delete, Index, Ledger, Replace
from anbu.usecases.casework.act_on_case import Writing, act_on_case
from anbu.usecases.casework.desk import Desk
from anbu.usecases.casework.keep import already_done, keep
from anbu.usecases.casework.open_case import rows
from anbu.usecases.casework.refusals import NotNow, NotThere, SomeoneWasFaster
from anbu.usecases.casework.who_asks import reachable_case
from anbu.usecases.certify_round import cases_of

ANSWER_WITHIN = timedelta(days=30)
_PERSONAL = (CaseRecord, RecordEdit, Note, FormFilled)


def take_objection(desk: Desk, writing: Writing, asked: RightAsked, text: str) -> Objection:
    """Writes down what the person asks; it is to be answered within 30 days."""

    def make(case: Case) -> tuple[Objection, tuple[Change, ...]]:
        now = desk.clock.now()
        n = len(rows(desk, Objection, case.id)) + 1
        return Objection(case.id, n, asked, writing.caller.id, now, now + ANSWER_WITHIN, text), ()

    return act_on_case(desk, writing, Objection, make, why=asked)


def answer_objection(desk: Desk, writing: Writing, n: int, answer: str) -> Objection:
    """Writes down what the person was answered, once.

    Raises:
        NotThere: no such case or request, or a foreign one.
        NotNow: it has been answered.
    """
    case = reachable_case(desk, writing.caller, writing.case_id, writing.permit)
    asked = desk.ledger.get(Objection, case.id, n)
    if asked is None:
        raise NotThere
    if already_done(desk, writing.caller, writing.once):
        return asked
    if asked.answered_at is not None:
        raise NotNow("answered_before", "이미 답변을 적은 요청입니다.")
    answered = replace(asked, answered_at=desk.clock.now(), answered_by=writing.caller.id, answer=answer)
    try:
        keep(desk, writing.caller, writing.act, case.id, Replace(answered), once=writing.once, result=str(n))
    except Conflict:
        raise SomeoneWasFaster from None
    return answered


def erase_person(desk: Desk, writing: Writing, why: str) -> None:
    """Erases what tells who a case is about, and what they said. The case's skeleton stays, and its round balances.

    Raises:
        NotNow: the case is open: people still have to be able to reach the person.
    """
    case = reachable_case(desk, writing.caller, writing.case_id, writing.permit)
    if already_done(desk, writing.caller, writing.once):
        return
    if case.state is not State.CLOSED:
        raise NotNow("still_open", "아직 종결되지 않은 사례입니다. 종결한 뒤 개인정보를 지울 수 있습니다.")
    try:
        keep(desk, writing.caller, Act.ERASE, case.id, *_erasing(desk.ledger, case.id), why=why, once=writing.once)
    except Conflict:
        raise SomeoneWasFaster from None


def erase_round(ledger: Ledger, area: AreaCode, round_id: RoundId) -> int:
    """Erases the people of a sealed round whose time is over (retention). Returns of how many cases; safe to repeat."""
    erased = 0
    for case in cases_of(ledger, area, round_id):
        changes = _erasing(ledger, case.id)
        if changes and case.state is State.CLOSED:
            ledger.write(*changes)
            erased += 1
    return erased


def _erasing(ledger: Ledger, case_id: CaseId) -> list[Change]:
    found = [entity for kind in (Person, ReportText) if (entity := ledger.get(kind, case_id)) is not None]
    changes: list[Change] = [Delete(entity) for entity in found]
    for kind in _PERSONAL:
        changes += [Delete(row) for row in ledger.query(kind, Index.OWN, case_id).items]
    return changes
