"""Somebody told an official how they want to be reached: kept for the person and the numbers, and honoured at once."""

from datetime import datetime

from anbu.domain.cases.case import Case
from anbu.domain.cases.state import State
from anbu.domain.casework.audit import Act
from anbu.domain.casework.roles import Permit
from anbu.domain.outreach.wishes import WishTold
from anbu.domain.values import replace
from anbu.ports import Change, Replace
from anbu.usecases.casework.act_on_case import Writing, act_on_case
from anbu.usecases.casework.desk import Desk
from anbu.usecases.casework.open_case import rows
from anbu.usecases.keep_wish import machine_wish, text_wish
from anbu.usecases.take_step import to_next_step

PERMIT, ACT = Permit.WORK, Act.WISH
_WAITING = frozenset({State.NOTICE_DUE, State.CALL_DUE})


def keep_wishes(desk: Desk, writing: Writing, *, no_texts: bool, no_machine: bool) -> WishTold:
    """Keeps both wishes as they were told now; what was told before no longer counts.

    A case that waits for the machine goes to staff at once if no machine may ring; a call that is in the air goes on.
    """

    def make(case: Case) -> tuple[WishTold, tuple[Change, ...]]:
        now, by, ledger = desk.clock.now(), writing.caller.id, desk.ledger
        told = WishTold(case.id, len(rows(desk, WishTold, case.id)) + 1, by, now, no_texts, no_machine)
        numbers = dict.fromkeys(number.key for number in case.numbers if number.kind.can_be_texted)
        kept = [text_wish(ledger, number, no_texts=no_texts, at=now, said_to=by) for number in numbers]
        kept.append(machine_wish(ledger, case.person_key, no_machine=no_machine, at=now, said_to=by))
        return told, (*kept, *_moved(desk, case, now, no_machine=no_machine))

    return act_on_case(desk, writing, WishTold, make)


def _moved(desk: Desk, case: Case, now: datetime, *, no_machine: bool) -> tuple[Change, ...]:
    if case.no_machine is no_machine:
        return ()
    told = replace(case, no_machine=no_machine)
    if no_machine and case.state in _WAITING and case.attempt is None:
        return to_next_step(told, desk.ladder(case.area), now, "wish_told")
    return (Replace(told),)
