"""A case that got stuck, or was closed too early, goes on: sent back by a person."""

from dataclasses import dataclass, replace
from datetime import datetime

from anbu.domain.cases.attempt import Attempt, AttemptStatus
from anbu.domain.cases.case import Case, move
from anbu.domain.cases.state import State
from anbu.domain.casework.audit import Act
from anbu.domain.casework.not_now import why_not_now
from anbu.ports import Conflict, Create, Replace
from anbu.usecases.casework.act_on_case import Writing
from anbu.usecases.casework.carry_out import due_time
from anbu.usecases.casework.desk import Desk
from anbu.usecases.casework.keep import already_done, keep
from anbu.usecases.casework.own_list import put_on
from anbu.usecases.casework.refusals import NotNow, SomeoneWasFaster
from anbu.usecases.casework.who_asks import reachable_case
from anbu.usecases.take_step import changes, to_next_step, to_state

ACT = Act.SEND_BACK


@dataclass(frozen=True, slots=True)
class Back:
    """Where the case stands after it was sent back."""

    state: State
    due_at: datetime | None


def unstick(desk: Desk, writing: Writing, why: str) -> Back:
    """Sends a stuck case back onto its way: the ladder says what is next.

    Raises:
        NotNow: it is not stuck.
    """
    return _send(desk, writing, why, State.STUCK, "멈춘 사례가 아닙니다.")


def reopen(desk: Desk, writing: Writing, why: str) -> Back:
    """Opens a closed case again, to be decided anew.

    Raises:
        NotNow: it is not closed.
    """
    return _send(desk, writing, why, State.CLOSED, "종결된 사례가 아닙니다.")


def _send(desk: Desk, writing: Writing, why: str, only: State, otherwise: str) -> Back:
    case = reachable_case(desk, writing.caller, writing.case_id, writing.permit)
    if already_done(desk, writing.caller, writing.once):
        return Back(case.state, case.due_at)
    if writing.read is not None and case.version != writing.read:
        raise SomeoneWasFaster
    if case.state is not only:
        raise NotNow(f"not_{only}", f"{otherwise} {why_not_now(case.state, desk.words)}")
    now = desk.clock.now()
    made = _stuck(desk, case, now) if only is State.STUCK else _closed(desk, case, now, writing.caller.id)
    listed = put_on(desk, case, case.assignee, writing.caller.id) if only is State.CLOSED else ()
    try:
        keep(desk, writing.caller, ACT, case.id, *made, *listed, why=why, once=writing.once, result="1")
    except Conflict:
        raise SomeoneWasFaster from None
    return Back(made[0].entity.state, made[0].entity.due_at)


def _stuck(desk: Desk, case: Case, now: datetime) -> tuple[Replace, Create]:
    """An act under way is looked up, never done again; words that were said are kept and summarised again."""
    event = "sent_back_by_person"
    calm = replace(case, redone=0)
    if case.attempt is None:
        return to_next_step(calm, desk.ladder(case.area), now, event)
    attempt = desk.ledger.get(Attempt, case.id, case.attempt)
    spoken = attempt is not None and attempt.status is AttemptStatus.ENDED and attempt.transcript_version > 0
    return to_state(calm, now, to=State.FREEZING if spoken else State.LOOKUP, due=now, rule=event, event=event)


def _closed(desk: Desk, case: Case, now: datetime, by: str) -> tuple[Replace, Create]:
    again = replace(case, closed_as=None, decision=None)
    due = due_time(desk, case.area, State.DOUBLE_CHECK, now)
    return changes(move(again, now, to=State.DECIDE, due=due, rule="reopened", event="reopened", by=by))
