"""A second, named person judges a decision: it holds, or it goes back with a reason."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from anbu.domain.cases.case import Case, move
from anbu.domain.cases.state import State
from anbu.domain.casework.access import Caller, Official, outwards
from anbu.domain.casework.audit import Act
from anbu.domain.casework.decisions import Decision
from anbu.domain.casework.double_check import (
    Check,
    CheckFigures,
    CheckFinding,
    Reading,
    Verdict,
    contradiction,
    what_forbids,
)
from anbu.domain.casework.not_now import why_not_now
from anbu.domain.casework.once import Once
from anbu.domain.casework.roles import Permit
from anbu.domain.ids import CaseId
from anbu.ports import Change, Create, Replace
from anbu.usecases.casework.act_on_case import Writing, act_on_case
from anbu.usecases.casework.carry_out import carried_out, due_time
from anbu.usecases.casework.count_decision import counted
from anbu.usecases.casework.desk import Desk
from anbu.usecases.casework.open_case import rows
from anbu.usecases.casework.refusals import Incomplete, NotAllowed, NotNow
from anbu.usecases.take_step import changes


@dataclass(frozen=True, slots=True)
class Judgement:
    """What the checker says. `override`: a manager confirms what a checker returned."""

    verdict: Verdict
    finding: CheckFinding
    reason: str = ""
    override: bool = False


def double_check(desk: Desk, caller: Caller, case_id: CaseId, said: Judgement, read: int, once: Once) -> Check:
    """Judges the last decision of a case. Nobody judges their own, nor what they have not opened since it was taken.

    Raises:
        NotAllowed, NotThere, NotNow, Incomplete: with the sentence for the checker.
        SomeoneWasFaster: the case is not as it was read.
    """

    def make(case: Case) -> tuple[Check, tuple[Change, ...]]:
        decision, check = _judged(desk, caller, case, said)
        return check, (*_figures(desk, case, check), *_moved(desk, case, decision, check))

    permit, act = (Permit.OVERRIDE, Act.OVERRIDE) if said.override else (Permit.CHECK, Act.CHECK)
    return act_on_case(
        desk,
        Writing(caller, case_id, permit, act, once, read),
        Check,
        make,
        why=said.finding,
        detail=lambda check: (str(check.n), str(check.decision), check.verdict),
    )


def _judged(desk: Desk, caller: Caller, case: Case, said: Judgement) -> tuple[Decision, Check]:
    if not caller.name:
        raise NotAllowed  # an approval is a named person's
    decisions, checks = rows(desk, Decision, case.id), rows(desk, Check, case.id)
    _can_be_judged(case, decisions, checks, desk.words, override=said.override)
    decision = decisions[-1]
    reading = desk.ledger.get(Reading, case.id, caller.id)
    decider, checker = _official(desk, decision.by), _official(desk, caller.id)
    here = tuple(outwards(desk.areas.parent, case.area))
    known = ((decider, checker), (decider.seen_from(here), checker.seen_from(here)))  # in doubt they are one person
    told = (what_forbids(one, decision.at, other, reading, case.version) for one, other in known)
    forbidden = next(filter(None, told), None)
    if forbidden or reading is None:
        raise NotNow("not_yours_to_check", forbidden or "")
    odd = contradiction(said.verdict, said.finding, said.reason)
    if said.override and not said.reason.strip():
        odd = "더블체크 결과를 뒤집는 까닭을 적어 주세요."
    if said.override and said.verdict is not Verdict.CONFIRM:
        odd = "되돌아온 결정을 확정할 때만 쓸 수 있습니다."
    if odd:
        raise Incomplete("check_incomplete", odd)
    n = len(checks) + 1
    now = desk.clock.now()
    check = Check(
        case.id, n, decision.n, caller.id, now, said.verdict, said.finding, said.reason, reading.at, said.override
    )
    return decision, check


def _official(desk: Desk, sub: str) -> Official:
    return desk.ledger.get(Official, sub) or Official(sub, "")


def _can_be_judged(
    case: Case, decisions: Sequence[Decision], checks: Sequence[Check], words: Mapping[str, str], *, override: bool
) -> None:
    returned = bool(checks) and checks[-1].verdict is Verdict.RETURN and checks[-1].decision == len(decisions)
    if override and not (case.state is State.DECIDE and returned):
        raise NotNow("nothing_to_override", f"더블체크에서 되돌아온 결정이 없습니다. {why_not_now(case.state, words)}")
    if not override and (case.state is not State.DOUBLE_CHECK or not decisions):
        raise NotNow("nothing_to_check", f"더블체크를 기다리는 결정이 없습니다. {why_not_now(case.state, words)}")


def _moved(desk: Desk, case: Case, decision: Decision, check: Check) -> tuple[Change, ...]:
    if check.verdict is Verdict.CONFIRM:
        rule = "overridden_by_manager" if check.override else "confirmed_by_second_person"
        closing = decision.reason is not None
        count = (counted(desk.ledger, case, check.at, closed_as=decision.reason),) if closing else ()
        return (*count, *carried_out(desk, case, decision, by=check.by, rule=rule))
    back = due_time(desk, case.area, State.DOUBLE_CHECK, check.at)
    event = f"check-{check.n}:{check.finding}"
    moved = replace(case, decision=None)
    return changes(
        move(moved, check.at, to=State.DECIDE, due=back, rule="returned_by_second_person", event=event, by=check.by)
    )


def _figures(desk: Desk, case: Case, check: Check) -> tuple[Change, ...]:
    before = desk.ledger.get(CheckFigures, case.round_area, case.round_id)
    figures = before or CheckFigures(case.round_area, case.round_id)
    counted = replace(
        figures,
        checked=figures.checked + (not check.override),
        returned=figures.returned + (check.verdict is Verdict.RETURN),
        wrongly_closed=figures.wrongly_closed + (check.finding is CheckFinding.WRONGLY_CLOSED),
        overridden=figures.overridden + check.override,
    )
    return (Replace(counted) if before else Create(counted),)
