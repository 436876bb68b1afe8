"""The ladder as a table: what comes next after everything that can happen."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anbu.domain.cases.next_step import StepKind, next_step
from anbu.domain.cases.outcome import Outcome
from anbu.domain.cases.state import State
from anbu.domain.counselling.record import Need
from anbu.domain.ids import NumberKey
from anbu.domain.outreach.calendar import Calendar
from anbu.domain.outreach.windows import Window
from anbu.domain.times import KST
from tests.unit.cases.builders import LANDLINE, MOBILE, MONDAY_TEN, case, ladder

O = Outcome  # noqa: E741  the table reads better


@pytest.mark.parametrize(
    ("outcomes", "step", "rule"),
    [
        ((), StepKind.CALL, "call_after_notice"),
        ((O.NO_ANSWER,), StepKind.CALL, "again_after_no_answer"),
        ((O.BUSY,), StepKind.CALL, "again_after_busy"),
        ((O.VOICEMAIL,), StepKind.CALL, "again_after_voicemail"),
        ((O.NOBODY,), StepKind.CALL, "again_after_nobody"),
        ((O.OTHER_PERSON,), StepKind.CALL, "again_after_other_person"),
        ((O.FAILED,), StepKind.CALL, "again_after_failed"),
        ((O.UNKNOWN,), StepKind.CALL, "again_after_unknown"),
        ((O.CALL_LATER,), StepKind.CALL, "called_when_they_asked"),
        ((O.PARTIAL,), StepKind.CALL, "resume_where_it_stopped"),
        ((O.INVALID_NUMBER,), StepKind.STAFF_CALL, "no_usable_number"),
        ((O.WRONG_NUMBER,), StepKind.STAFF_CALL, "no_usable_number"),
        ((O.WANTS_PERSON,), StepKind.STAFF_CALL, "person_after_wants_person"),
        ((O.REFUSED,), StepKind.STAFF_CALL, "person_after_refused"),
        ((O.COMPLETED,), StepKind.REVIEW, "record_waits_for_caseworker"),
        ((O.NO_ANSWER, O.NO_ANSWER, O.NO_ANSWER), StepKind.STAFF_CALL, "budget_used_up"),
        ((O.CALL_LATER, O.CALL_LATER, O.CALL_LATER), StepKind.STAFF_CALL, "budget_used_up"),
        ((O.NO_ANSWER, O.NO_ANSWER, O.PARTIAL), StepKind.REVIEW, "record_waits_for_caseworker"),
    ],
)
def test_every_result_of_a_call_has_its_next_step(outcomes: tuple[Outcome, ...], step: StepKind, rule: str) -> None:
    taken = next_step(case(*outcomes), ladder(), MONDAY_TEN)
    assert (taken.kind, taken.rule) == (step, rule)


def test_every_outcome_stands_in_the_table() -> None:
    """A new outcome must not fall through in silence: each leads somewhere with a due time."""
    for outcome in Outcome:
        assert next_step(case(outcome), ladder(), MONDAY_TEN).due is not None


def test_a_person_without_notice_is_texted_first_and_rung_half_an_hour_later() -> None:
    fresh = case(notice=None, notice_at=None)
    assert next_step(fresh, ladder(), MONDAY_TEN).kind is StepKind.NOTICE
    told = replace(fresh, notice=case().notice, notice_at=MONDAY_TEN)
    assert next_step(told, ladder(), MONDAY_TEN).due == MONDAY_TEN + timedelta(minutes=30)


def test_who_has_no_mobile_is_rung_without_a_text() -> None:
    assert next_step(case(numbers=(LANDLINE,), notice=None, notice_at=None), ladder(), MONDAY_TEN).kind is StepKind.CALL


def test_who_has_no_number_goes_to_staff() -> None:
    assert next_step(case(numbers=(), notice=None), ladder(), MONDAY_TEN).kind is StepKind.STAFF_CALL


def test_all_numbers_are_rung_in_turn_and_a_bad_one_never_again() -> None:
    both = (MOBILE, LANDLINE)
    assert next_step(case(numbers=both), ladder(), MONDAY_TEN).number == MOBILE
    assert next_step(case(O.NO_ANSWER, numbers=both), ladder(), MONDAY_TEN).number == LANDLINE
    wrong = case(O.WRONG_NUMBER, numbers=both)
    taken = next_step(wrong, ladder(), MONDAY_TEN)
    assert (taken.number, taken.due) == (LANDLINE, MONDAY_TEN)


def test_the_gap_after_a_result_is_kept() -> None:
    assert next_step(case(O.NO_ANSWER), ladder(), MONDAY_TEN).due == MONDAY_TEN + timedelta(hours=1)
    assert next_step(case(O.BUSY), ladder(), MONDAY_TEN).due == MONDAY_TEN


def test_who_asked_for_a_time_is_rung_then() -> None:
    three = MONDAY_TEN.replace(hour=15)
    assert next_step(case(O.CALL_LATER, call_back_at=three), ladder(), MONDAY_TEN).due == three
    by_another = next_step(case(O.OTHER_PERSON, call_back_at=three), ladder(), MONDAY_TEN)
    assert (by_another.due, by_another.rule) == (three, "called_when_they_asked")


def test_danger_waits_for_nobody() -> None:
    assert next_step(case(O.PARTIAL, danger=True), ladder(), MONDAY_TEN).kind is StepKind.REVIEW
    assert next_step(case(O.OTHER_PERSON, danger=True), ladder(), MONDAY_TEN).kind is StepKind.REVIEW
    assert next_step(case(O.PARTIAL, need=Need.URGENT), ladder(), MONDAY_TEN).kind is StepKind.REVIEW


def test_a_family_that_told_of_a_death_or_a_move_is_not_rung_again_by_the_machine() -> None:
    step = next_step(case(O.OTHER_PERSON, spared=True), ladder(), MONDAY_TEN)
    assert (step.kind, step.rule) == (StepKind.STAFF_CALL, "family_is_spared")


def test_who_wants_a_person_and_is_in_danger_is_rung_by_staff_the_same_day() -> None:
    step = next_step(case(O.WANTS_PERSON, danger=True), ladder(), MONDAY_TEN)
    assert (step.kind, step.due and step.due.date()) == (StepKind.STAFF_CALL, MONDAY_TEN.date())


def test_after_so_many_staff_calls_somebody_goes_there() -> None:
    assert next_step(case(O.REFUSED, staff_tries=2), ladder(), MONDAY_TEN).kind is StepKind.VISIT


def test_where_holidays_are_not_known_nobody_is_called_and_people_take_over() -> None:
    unknown = Calendar(frozenset(), date(2020, 1, 1), date(2020, 12, 31))
    closed = ladder()
    blind = replace(closed, call_window=Window(closed.call_window.opens, closed.call_window.closes, unknown))
    taken = next_step(case(), blind, MONDAY_TEN)
    assert (taken.kind, taken.rule) == (StepKind.STAFF_CALL, "window_unknown")


def test_people_are_never_due_in_the_past() -> None:
    evening = MONDAY_TEN.replace(hour=19)
    due = next_step(case(O.COMPLETED, need=Need.URGENT), ladder(), evening).due
    assert due is not None
    assert due > evening


@given(
    outcomes=st.lists(st.sampled_from(list(Outcome)), max_size=6),
    numbers=st.sampled_from([(), (MOBILE,), (LANDLINE,), (MOBILE, LANDLINE)]),
    danger=st.booleans(),
    need=st.sampled_from(list(Need)),
    staff_tries=st.integers(0, 3),
    after=st.integers(0, 60 * 24 * 20),
)
def test_no_open_case_ends_in_nothing(
    outcomes: list[Outcome], numbers: tuple[NumberKey, ...], danger: bool, need: Need, staff_tries: int, after: int
) -> None:
    """Whatever has happened: a step, an owner, a due time not before now; calls only in the window and the budget."""
    given_numbers = numbers or (MOBILE,)
    now = MONDAY_TEN + timedelta(minutes=after)
    told = case(*outcomes, numbers=given_numbers, danger=danger, need=need, staff_tries=staff_tries)
    told = replace(told, numbers=told.numbers if numbers else ())
    rules = ladder()
    step = next_step(told, rules, now)
    assert step.kind is not StepKind.NONE
    assert step.due is not None
    assert step.due >= now
    assert step.kind.state.is_the_machines or step.kind.state.is_peoples
    if step.kind is StepKind.CALL:
        assert rules.call_window.is_open(step.due)
        assert len(told.tries) < rules.call_budget
        assert not told.danger


def test_only_a_closed_case_has_no_next_step() -> None:
    assert next_step(case(state=State.CLOSED, due_at=None), ladder(), MONDAY_TEN).kind is StepKind.NONE


def test_the_moments_are_korean() -> None:
    step = next_step(case(O.NO_ANSWER), ladder(), datetime(2026, 11, 23, 8, 59, tzinfo=KST))
    assert step.due is not None
    assert step.due.utcoffset() == timedelta(hours=9)
