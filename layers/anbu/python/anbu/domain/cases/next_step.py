"""What comes next for a case: one pure function, the only author of the ladder (design §2.2)."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from anbu.domain.cases.case import Case, NumberRef, Try
from anbu.domain.cases.ladder import Ladder
from anbu.domain.cases.outcome import Outcome
from anbu.domain.cases.state import State
from anbu.domain.counselling.record import Need
from anbu.domain.ids import NumberKey
from anbu.domain.outreach.windows import WindowUnknown


class StepKind(StrEnum):
    """Steps of contract 9."""

    NOTICE = "notice"
    CALL = "call"
    STAFF_CALL = "staff_call"
    VISIT = "visit"
    REVIEW = "review"
    DOUBLE_CHECK = "double_check"
    NONE = "none"

    @property
    def state(self) -> State:
        """The state in which a case waits for this step."""
        return _STATES[self]


_STATES = {
    StepKind.NOTICE: State.NOTICE_DUE,
    StepKind.CALL: State.CALL_DUE,
    StepKind.STAFF_CALL: State.STAFF_CALL,
    StepKind.VISIT: State.VISIT,
    StepKind.REVIEW: State.REVIEW,
    StepKind.DOUBLE_CHECK: State.DOUBLE_CHECK,
    StepKind.NONE: State.CLOSED,
}


@dataclass(frozen=True, slots=True)
class Step:
    """What is next, by when, to which number, and the rule that says so."""

    kind: StepKind
    due: datetime | None
    rule: str
    number: NumberKey | None = None


SPENT_NUMBER = frozenset({Outcome.INVALID_NUMBER, Outcome.WRONG_NUMBER})
"""Outcomes after which a number is never tried again for this person."""


def next_step(case: Case, ladder: Ladder, now: datetime) -> Step:
    """The next step of a case. Silence climbs; refusing the machine leads to a person; only people close.

    Promises: never `none` for an open case; a call only inside the window, within the budget and outside the gap;
    where the window cannot be known, nobody is called and people take over.
    """
    if case.state is State.CLOSED:
        return Step(StepKind.NONE, None, "closed")
    if case.state is State.DOUBLE_CHECK:
        return Step(StepKind.DOUBLE_CHECK, case.due_at, "decided_awaits_second_person")
    last = case.last_try
    try:
        if last is None:
            return _first_contact(case, ladder, now)
        return _AFTER.get(last.outcome, _climb)(case, last, ladder, now)
    except WindowUnknown:
        return _people(StepKind.STAFF_CALL, ladder, now, "window_unknown")


def rung_again_at(case: Case, at: datetime, ladder: Ladder, now: datetime, rule: str) -> Step:
    """A call that has to wait until `at` for a reason outside the ladder; people, where no window is known that far."""
    try:
        return Step(StepKind.CALL, ladder.call_window.next_open(at), rule)
    except WindowUnknown:
        return _people(_staff_rung(case, ladder), ladder, now, "window_unknown")


def _first_contact(case: Case, ladder: Ladder, now: datetime) -> Step:
    if case.danger or case.spared or case.no_machine or not _usable(case):
        return _call_again(case, ladder, now, "nobody_rung_yet")
    textable = next((number for number in case.numbers if number.kind.can_be_texted), None)
    if case.notice is None and textable is not None:
        return Step(StepKind.NOTICE, ladder.notice_window.next_open(now), "notice_before_call", textable.key)
    ready = now if case.notice_at is None else max(now, case.notice_at + ladder.notice_lead)
    return _call(case, ladder, ready, "call_after_notice" if case.notice_at else "call_without_notice")


def _climb(case: Case, last: Try, ladder: Ladder, now: datetime) -> Step:
    """Not reached: another number or another time, then people."""
    return _call_again(case, ladder, max(now, last.at + ladder.gap_after(last.outcome)), f"again_after_{last.outcome}")


def _number_is_bad(case: Case, last: Try, ladder: Ladder, now: datetime) -> Step:
    return _call_again(case, ladder, now, f"other_number_after_{last.outcome}")


def _to_review(case: Case, last: Try, ladder: Ladder, now: datetime) -> Step:
    return _people(StepKind.REVIEW, ladder, now, "record_waits_for_caseworker", ladder.review_days[case.need])


def _cut_short(case: Case, last: Try, ladder: Ladder, now: datetime) -> Step:
    """They spoke to us and were cut off: go on where it stopped, unless what they said cannot wait."""
    if case.need is Need.URGENT or case.danger or not _may_be_rung(case, ladder):
        return _to_review(case, last, ladder, now)
    ready = max(now, last.at + ladder.gap_after(last.outcome))
    return _call(case, ladder, ready, "resume_where_it_stopped", prefer=last.number)


def _asked_for_later(case: Case, last: Try, ladder: Ladder, now: datetime) -> Step:
    named = case.call_back_at or last.at + ladder.gap_after(last.outcome)
    again = _call_again(case, ladder, max(now, named), "called_when_they_asked", prefer=last.number)
    if again.kind is StepKind.CALL and again.due and case.decide_by and again.due.date() > case.decide_by:
        return _people(_staff_rung(case, ladder), ladder, now, "named_past_decide_by")
    return again


def _taken_by_another(case: Case, last: Try, ladder: Ladder, now: datetime) -> Step:
    """Whoever took it may have said when the person is back."""
    return (_asked_for_later if case.call_back_at else _climb)(case, last, ladder, now)


def _wants_person(case: Case, last: Try, ladder: Ladder, now: datetime) -> Step:
    days = 0 if case.danger else None
    return _people(_staff_rung(case, ladder), ladder, now, f"person_after_{last.outcome}", days)


_AFTER: dict[Outcome, Callable[[Case, Try, Ladder, datetime], Step]] = {
    Outcome.COMPLETED: _to_review,
    Outcome.PARTIAL: _cut_short,
    Outcome.CALL_LATER: _asked_for_later,
    Outcome.WANTS_PERSON: _wants_person,
    Outcome.REFUSED: _wants_person,
    Outcome.OTHER_PERSON: _taken_by_another,
    Outcome.INVALID_NUMBER: _number_is_bad,
    Outcome.WRONG_NUMBER: _number_is_bad,
}


def _call_again(case: Case, ladder: Ladder, ready: datetime, rule: str, prefer: NumberKey | None = None) -> Step:
    if case.danger:
        return _people(StepKind.REVIEW, ladder, ready, "danger_waits_for_nobody", 0)
    if case.spared:
        return _people(_staff_rung(case, ladder), ladder, ready, "family_is_spared")
    if not _may_be_rung(case, ladder):
        return _people(_staff_rung(case, ladder), ladder, ready, _why_not(case))
    return _call(case, ladder, ready, rule, prefer)


def _may_be_rung(case: Case, ladder: Ladder) -> bool:
    return not case.no_machine and bool(_usable(case)) and case.calls_made < ladder.call_budget


def _why_not(case: Case) -> str:
    if case.no_machine:
        return "machine_not_wanted"
    return "budget_used_up" if _usable(case) else "no_usable_number"


def _call(case: Case, ladder: Ladder, ready: datetime, rule: str, prefer: NumberKey | None = None) -> Step:
    number = _next_number(case, prefer)
    return Step(StepKind.CALL, ladder.call_window.next_open(ready), rule, number)


def _next_number(case: Case, prefer: NumberKey | None) -> NumberKey:
    """The number rung least often so far, in the order of the list; one on which they spoke goes first."""
    rung = [attempt.number for attempt in case.tries]
    keys = [number.key for number in _usable(case)]
    return prefer if prefer in keys else min(keys, key=rung.count)


def _usable(case: Case) -> list[NumberRef]:
    spent = {attempt.number for attempt in case.tries if attempt.outcome in SPENT_NUMBER}
    return [number for number in case.numbers if number.kind.can_be_rung and number.key not in spent]


def _staff_rung(case: Case, ladder: Ladder) -> StepKind:
    """Staff ring first; after so many calls of theirs somebody goes there."""
    return StepKind.VISIT if case.staff_tries >= ladder.staff_budget else StepKind.STAFF_CALL


def _people(kind: StepKind, ladder: Ladder, now: datetime, rule: str, days: int | None = None) -> Step:
    """Due at the end of office hours, so many working days on; days nobody knows yet count as such (`Calendar`)."""
    if days is None:
        days = ladder.visit_days if kind is StepKind.VISIT else ladder.staff_call_days
    due = ladder.staff_window.add_working_days(now, days)
    if due <= now:  # after hours: the same day is over
        due = ladder.staff_window.add_working_days(now, days + 1)
    return Step(kind, due, rule)
