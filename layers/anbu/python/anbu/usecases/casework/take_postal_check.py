"""A carrier's check: linked to the household's case, or a case of its own; what cannot wait goes to people at once."""

from dataclasses import dataclass
from datetime import date, timedelta

from anbu.domain.cases.case import Case, move
from anbu.domain.cases.state import State
from anbu.domain.casework.access import Caller
from anbu.domain.casework.audit import Act
from anbu.domain.casework.household import HouseholdOfCase
from anbu.domain.casework.once import Once
from anbu.domain.casework.postal import PostalCheck, Sign
from anbu.domain.casework.roles import Permit
from anbu.domain.counselling.record import DangerKind
from anbu.domain.dialogue.dialogue import Alert
from anbu.domain.ids import AreaCode, AttemptId, CaseId, derived_id
from anbu.domain.values import replace
from anbu.ports import Change, Conflict, Create, Index, Replace
from anbu.usecases.casework.carry_out import due_time
from anbu.usecases.casework.desk import Desk
from anbu.usecases.casework.keep import already_done, keep
from anbu.usecases.casework.new_case import Door, new_case, round_of_door, unlisted
from anbu.usecases.casework.open_case import rows
from anbu.usecases.casework.own_list import put_on
from anbu.usecases.casework.refusals import Busy, Incomplete
from anbu.usecases.casework.who_asks import reachable_area
from anbu.usecases.take_step import changes

_ACKNOWLEDGE_WITHIN = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Carried:
    """What the carrier hands in about one household."""

    area: AreaCode
    address: str
    on: date
    delivered: bool
    signs: tuple[Sign, ...] = ()
    name: str = ""
    note: str = ""


def take_postal_check(desk: Desk, caller: Caller, seen: Carried, once: Once) -> None:
    """Keeps the check; a danger sign raises an alert. The partner is told nothing of whether the household is known.

    Raises:
        NotThere: the area is none of the partner's.
        Incomplete: the visit has not been yet.
    """
    may_hand_in(desk, caller, seen)
    for _ in range(4):
        if already_done(desk, caller, once):
            return
        case = _case_of(desk, seen)
        made = _on_case(desk, caller, case, seen) if case else _new(desk, caller, seen)
        try:
            subject = derived_id("p", caller.id, once.key)
            keep(desk, caller, Act.POSTAL_CHECK, subject, *made, once=once, result=subject)
        except Conflict:
            continue
        return
    raise Busy


def may_hand_in(desk: Desk, caller: Caller, seen: Carried) -> None:
    """Whether this check can be taken at all: asked of a whole batch before the first of it is kept.

    Raises:
        NotThere, Incomplete: as `take_postal_check` says.
    """
    reachable_area(desk, caller, seen.area, Permit.HAND_IN_POSTAL_CHECKS)
    if seen.on > desk.clock.now().date():
        raise Incomplete("not_yet", "방문한 날짜가 오늘보다 뒤입니다. 날짜를 확인해 주세요.")


def _case_of(desk: Desk, seen: Carried) -> Case | None:
    """The household's newest open case, or its newest one."""
    household = desk.keyed.household(seen.address, seen.area)
    links = desk.ledger.query(HouseholdOfCase, Index.OWN, household).items if household else ()
    found = [desk.ledger.get(Case, link.case_id) for link in links]
    cases = [case for case in found if case is not None and desk.areas.is_within(case.area, seen.area)]
    return max(cases, key=lambda case: (case.state is not State.CLOSED, case.created_at), default=None)


def _on_case(desk: Desk, caller: Caller, case: Case, seen: Carried) -> list[Change]:
    check = _check(case.id, len(rows(desk, PostalCheck, case.id)) + 1, caller, seen)
    if not check.is_danger:
        return [Create(check)]
    kept: list[Change] = [Create(check), Create(_alert(desk, case, check))]
    danger = replace(case, danger=True)
    if case.attempt is not None:  # an act is under way: when it has ended, danger waits for nobody
        return [*kept, Replace(danger)]
    # whoever closed it, or waits to judge a decision, did not know this: it begins anew with people, today
    anew = replace(danger, decision=None, closed_as=None)
    now = desk.clock.now()
    due = due_time(desk, case.area, State.REVIEW, now, now.date())
    event = f"postal-{check.n}"
    moved = move(anew, now, to=State.REVIEW, due=due, rule="postal_check_danger", event=event, by=caller.id)
    return [*kept, *changes(moved), *put_on(desk, case, case.assignee, caller.id)]


def _new(desk: Desk, caller: Caller, seen: Carried) -> list[Change]:
    urgent = _check(CaseId(""), 1, caller, seen).is_danger
    door = Door("postal", "reported", round_of_door("postal", desk.clock.now().year), urgent, caller.id)
    unique = derived_id("p", seen.address, seen.on.isoformat())
    case, made = new_case(desk, seen.area, unlisted(seen.name, seen.address), door, unique)
    check = _check(case.id, 1, caller, seen)
    return [*made, Create(check), *([Create(_alert(desk, case, check))] if urgent else [])]


def _alert(desk: Desk, case: Case, check: PostalCheck) -> Alert:
    """What the carrier saw at the door climbs the rota like what was said on a call."""
    now = desk.clock.now()
    name = derived_id("a", case.id, "postal", str(check.n))
    kind, due = DangerKind.MEDICAL_EMERGENCY, now + _ACKNOWLEDGE_WITHIN
    return Alert(name, case.id, AttemptId(""), case.area, kind, f"postal-{check.n}", now, due)


def _check(case_id: CaseId, n: int, caller: Caller, seen: Carried) -> PostalCheck:
    return PostalCheck(case_id, n, caller.id, seen.on, seen.delivered, seen.signs, seen.note)
