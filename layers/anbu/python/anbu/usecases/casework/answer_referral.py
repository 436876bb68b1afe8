"""An agency has answered: the case comes back to be decided."""

from dataclasses import dataclass, replace

from anbu.domain.cases.case import move
from anbu.domain.cases.state import State
from anbu.domain.casework.audit import Act
from anbu.domain.casework.roles import Permit
from anbu.domain.casework.work_done import Referral
from anbu.ports import Change, Conflict, Replace
from anbu.usecases.casework.act_on_case import Writing
from anbu.usecases.casework.carry_out import due_time
from anbu.usecases.casework.desk import Desk
from anbu.usecases.casework.keep import already_done, keep
from anbu.usecases.casework.refusals import NotNow, NotThere, SomeoneWasFaster
from anbu.usecases.casework.who_asks import reachable_case
from anbu.usecases.take_step import changes

PERMIT, ACT = Permit.WORK, Act.ANSWER


@dataclass(frozen=True, slots=True)
class AgencySaid:
    """Whether the agency takes it on, and what it wrote."""

    accepted: bool
    result: str


def answer_referral(desk: Desk, writing: Writing, n: int, said: AgencySaid) -> Referral:
    """Writes the answer down. A referral is answered once; a second answer is a note.

    Raises:
        NotThere: no such case or referral, or a foreign one.
        NotNow: it has been answered.
    """
    case = reachable_case(desk, writing.caller, writing.case_id, writing.permit)
    referral = desk.ledger.get(Referral, case.id, n)
    if referral is None:
        raise NotThere
    if already_done(desk, writing.caller, writing.once):
        return referral
    if not referral.is_open:
        raise NotNow("answered_before", "이미 회신을 적은 의뢰입니다. 덧붙일 내용은 메모로 남겨 주세요.")
    now = desk.clock.now()
    answered = replace(
        referral, answered_at=now, answered_by=writing.caller.id, accepted=said.accepted, result=said.result
    )
    moved: tuple[Change, ...] = ()
    if case.state is State.REFERRED:
        due = due_time(desk, case.area, State.DECIDE, now)
        event = f"decision-{n}:answered"
        moved = changes(
            move(case, now, to=State.DECIDE, due=due, rule="referral_answered", event=event, by=writing.caller.id)
        )
    try:
        keep(desk, writing.caller, ACT, case.id, Replace(answered), *moved, once=writing.once, result=str(n))
    except Conflict:
        raise SomeoneWasFaster from None
    return answered
