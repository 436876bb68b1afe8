"""A caseworker decides: the decision, the case's next state, its story and the audit line in one transaction."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from anbu.domain.cases.case import Case, move
from anbu.domain.cases.state import State
from anbu.domain.casework.access import Caller
from anbu.domain.casework.audit import Act
from anbu.domain.casework.closing import ClosingReason, what_is_missing
from anbu.domain.casework.decisions import DAYS, DECIDABLE, LATEST, Decision, DecisionKind, what_is_wrong
from anbu.domain.casework.double_check import Check, Verdict, why_checked
from anbu.domain.casework.not_now import why_not_now
from anbu.domain.casework.once import Once
from anbu.domain.casework.roles import Permit
from anbu.domain.counselling.record import Need
from anbu.domain.ids import CaseId
from anbu.domain.times import aware
from anbu.ports import Change
from anbu.usecases.casework.act_on_case import Writing, act_on_case
from anbu.usecases.casework.carry_out import carried_out, due_time
from anbu.usecases.casework.count_decision import counted
from anbu.usecases.casework.desk import Desk
from anbu.usecases.casework.on_record import on_record
from anbu.usecases.casework.open_case import rows
from anbu.usecases.casework.refusals import Incomplete, NotNow
from anbu.usecases.take_step import changes

DAYTIME = range(7, 21)
"""Hours in which a household may be visited or rung by appointment (our own figures)."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the caseworker wants to decide."""

    kind: DecisionKind
    note: str = ""
    reason: str | None = None
    document: str | None = None
    agency: str | None = None
    due: date | datetime | None = None
    """The day by which, or the moment at which, the case is due again; None: as the rules say (`DAYS`)."""


def decide(desk: Desk, caller: Caller, case_id: CaseId, wanted: Wanted, read: int, once: Once) -> Decision:
    """Takes a decision that rests on version `read` of the case. Sent twice, it is taken once and told again.

    Raises:
        NotThere, NotNow, Incomplete: with the sentence for the caseworker.
        SomeoneWasFaster: the case is not as it was read.
    """

    def make(case: Case) -> tuple[Decision, tuple[Change, ...]]:
        if case.state not in DECIDABLE:
            raise NotNow("not_decidable", why_not_now(case.state, desk.words))
        decision = _decision(desk, caller, case, wanted)
        closed_as = None if decision.needs_check else decision.reason
        count = counted(desk.ledger, case, decision.at, decided=decision.kind, closed_as=closed_as)
        return decision, (count, *_changes(desk, case, decision))

    return act_on_case(
        desk,
        Writing(caller, case_id, Permit.WORK, Act.DECIDE, once, read),
        Decision,
        make,
        why=wanted.kind,
        detail=lambda taken: (str(taken.n), taken.reason or "", taken.why_checked or ""),
    )


def _decision(desk: Desk, caller: Caller, case: Case, wanted: Wanted) -> Decision:
    reason = _reason(desk, wanted)
    wrong = what_is_wrong(wanted.kind, wanted.reason, wanted.agency)
    if wrong is None and reason is not None:
        wrong = what_is_missing(reason, on_record(desk, case), wanted.document)
    if wrong is not None:
        raise Incomplete("decision_incomplete", wrong)
    now = desk.clock.now()
    policy = desk.checks
    why = why_checked(
        case,
        wanted.kind,
        support=reason is not None and reason.support,
        life=policy.life,
        rate=policy.rate(case.area),
        seed=policy.seed,
        returned=any(check.verdict is Verdict.RETURN for check in rows(desk, Check, case.id)),
    )
    due = _due(desk, case, wanted, now)
    return Decision(
        case.id,
        len(rows(desk, Decision, case.id)) + 1,
        caller.id,
        now,
        wanted.kind,
        wanted.note,
        wanted.reason,
        wanted.document,
        wanted.agency,
        due.date() if due and wanted.kind.is_referral else None,
        due,
        why is not None,
        why,
    )


def _changes(desk: Desk, case: Case, decision: Decision) -> tuple[Change, ...]:
    if decision.needs_check:
        due = due_time(desk, case.area, State.DOUBLE_CHECK, decision.at)
        waiting = replace(case, decision=decision.kind, attempt=None)
        moved = move(
            waiting,
            decision.at,
            to=State.DOUBLE_CHECK,
            due=due,
            rule=f"checked_{decision.why_checked}",
            event=f"decision-{decision.n}:{decision.kind}",
            by=decision.by,
        )
        return changes(moved)
    return carried_out(desk, case, decision, by=decision.by, rule=f"decided_{decision.kind}")


def _reason(desk: Desk, wanted: Wanted) -> ClosingReason | None:
    if wanted.reason is None:
        return None
    reason = desk.reasons.get(wanted.reason)
    if reason is None:
        raise Incomplete("unknown_reason", "없는 종결 사유입니다. 목록에서 골라 주세요.")
    return reason


def _due(desk: Desk, case: Case, wanted: Wanted, now: datetime) -> datetime | None:
    to = wanted.kind.leads_to
    if to is State.CLOSED:
        return None
    if wanted.due is not None:
        _refuse_odd(wanted.due, now)
    latest = _latest(desk, case, to, now)
    if wanted.due is not None and _day(wanted.due) > latest.date():
        raise Incomplete(
            "due_too_late", f"너무 먼 날짜입니다. {latest:%Y년 %m월 %d일}까지의 날짜를 고르거나 비워 두세요."
        )
    return due_time(desk, case.area, to, now, wanted.due)


def _refuse_odd(due: date | datetime, now: datetime) -> None:
    """What is past, or a time at which nobody visits: 2시 written for 14시."""
    if _day(due) < now.date():
        raise Incomplete("due_in_the_past", "지난 날짜로는 정할 수 없습니다. 오늘 이후의 날짜를 골라 주세요.")
    if not isinstance(due, datetime):
        return
    if due <= now:
        raise Incomplete("due_in_the_past", "지난 시각으로는 정할 수 없습니다. 지금 이후의 시각을 골라 주세요.")
    if not DAYTIME.start <= aware(due).hour < DAYTIME.stop:
        raise Incomplete("due_at_night", "밤에는 약속할 수 없습니다. 오전 7시부터 밤 9시 사이로 골라 주세요.")


def _day(due: date | datetime) -> date:
    return aware(due).date() if isinstance(due, datetime) else due


def _latest(desk: Desk, case: Case, to: State, now: datetime) -> datetime:
    """A case is never put off out of sight; one in danger no further than the rule itself puts it."""
    days = DAYS[to] if case.danger or case.need is Need.URGENT else LATEST[to]
    return desk.ladder(case.area).staff_window.add_working_days(now, days)
