"""A person's rights over automated handling and over their data (개인정보 보호법 제36조, 제37조의2)."""

from datetime import timedelta

from anbu.domain.cases.case import Case
from anbu.domain.cases.state import State
from anbu.domain.casework.access import Caller
from anbu.domain.casework.audit import Act
from anbu.domain.casework.roles import Permit
from anbu.domain.casework.work_done import Objection, RightAsked
from anbu.domain.ids import AreaCode
from anbu.domain.values import replace
from anbu.ports import Change, Conflict, Replace
from anbu.usecases.casework.act_on_case import Writing, act_on_case
from anbu.usecases.casework.desk import Desk
from anbu.usecases.casework.erase import Erasing, erase_words, last_of_person
from anbu.usecases.casework.keep import already_done, keep
from anbu.usecases.casework.list_work import Place
from anbu.usecases.casework.open_case import rows
from anbu.usecases.casework.refusals import NotNow, NotThere, SomeoneWasFaster
from anbu.usecases.casework.waiting import Waiting, in_parts
from anbu.usecases.casework.who_asks import reachable_case

ANSWER_WITHIN = timedelta(days=30)


def take_objection(desk: Desk, writing: Writing, asked: RightAsked, text: str) -> Objection:
    """Writes down what the person asks; it is to be answered within 30 days."""

    def make(case: Case) -> tuple[Objection, tuple[Change, ...]]:
        now = desk.clock.now()
        n = len(rows(desk, Objection, case.id)) + 1
        return Objection(case.id, n, asked, writing.caller.id, now, now + ANSWER_WITHIN, text, case.area), ()

    return act_on_case(desk, writing, Objection, make, why=asked)


def open_objections(
    desk: Desk, caller: Caller, area: AreaCode, limit: int, at: Place | None
) -> tuple[tuple[Objection, ...], Place | None]:
    """Requests of an area that wait for an answer, the longest due first in each of its parts."""
    return in_parts(desk, caller, area, limit, at, Waiting(Objection, "OBJECTIONS", Permit.SEE_PEOPLE))


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
        raise NotNow("answered_before", "이미 답변을 적은 요청입니다. 덧붙일 내용은 메모로 남겨 주세요.")
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
        stands = desk.words.get(case.state, case.state)
        raise NotNow("still_open", f"이 사례는 지금 ‘{stands}’ 상태입니다. 종결한 뒤 개인정보를 지울 수 있습니다.")
    person = last_of_person(desk.ledger, case)
    try:
        erase_words(Erasing(desk.ledger, desk.eraser), case)
        keep(desk, writing.caller, Act.ERASE, case.id, *person, why=why, once=writing.once, result="1")
    except Conflict:
        raise SomeoneWasFaster from None
