"""The ladder at its limits: the gap to the minute, the end of office hours, every state and every need."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from anbu.domain.cases.next_step import StepKind, next_step
from anbu.domain.cases.outcome import Outcome
from anbu.domain.cases.state import State
from anbu.domain.counselling.record import Need
from tests.unit.cases.builders import LANDLINE, MOBILE, MONDAY_TEN, case, ladder

O = Outcome  # noqa: E741  the table reads better
JUST_NOW = MONDAY_TEN - timedelta(hours=1)
"""When the last call of `case` began."""


@pytest.mark.parametrize(
    ("outcome", "minutes"),
    [(O.PARTIAL, 90), (O.CALL_LATER, 100), (O.NO_ANSWER, 120), (O.BUSY, 70), (O.UNKNOWN, 80)],
)
def test_the_gap_runs_from_the_beginning_of_the_last_call(outcome: Outcome, minutes: int) -> None:
    own = ladder(gap_minutes={outcome.value: minutes})
    assert next_step(case(outcome), own, MONDAY_TEN).due == JUST_NOW + timedelta(minutes=minutes)
    later = MONDAY_TEN + timedelta(hours=3)
    assert next_step(case(outcome), own, later).due == later, "once the gap has passed it is now"


@pytest.mark.parametrize("outcome", [O.PARTIAL, O.CALL_LATER])
def test_the_number_on_which_they_spoke_is_rung_again(outcome: Outcome) -> None:
    two = case(O.NO_ANSWER, outcome, numbers=(MOBILE, LANDLINE))
    assert next_step(two, ladder(), MONDAY_TEN).number == LANDLINE
    assert next_step(case(O.NO_ANSWER, O.NO_ANSWER, numbers=(MOBILE, LANDLINE)), ladder(), MONDAY_TEN).number == MOBILE


def test_a_named_time_that_has_passed_is_now() -> None:
    asked = case(O.CALL_LATER, call_back_at=MONDAY_TEN - timedelta(minutes=5))
    assert next_step(asked, ladder(), MONDAY_TEN).due == MONDAY_TEN


@pytest.mark.parametrize(
    ("named", "due"),
    [
        ("2026-11-23T15:10", "2026-11-23T15:10"),
        ("2026-11-23T17:59", "2026-11-23T17:59"),
        ("2026-11-23T18:00", "2026-11-24T09:00"),  # the window has closed
        ("2026-11-23T23:30", "2026-11-24T09:00"),
        ("2026-11-24T00:00", "2026-11-24T09:00"),
        ("2026-11-24T05:00", "2026-11-24T09:00"),
        ("2026-11-28T14:00", "2026-11-30T09:00"),  # a Saturday
        ("2026-12-25T14:00", "2026-12-28T09:00"),  # 성탄절, a Friday
        ("2026-12-31T18:30", "2027-01-01T09:00"),  # over the year's end (no holiday in this calendar)
    ],
)
def test_they_are_rung_at_the_time_they_named_or_when_the_window_next_opens(named: str, due: str) -> None:
    moment, until = (datetime.fromisoformat(text).replace(tzinfo=MONDAY_TEN.tzinfo) for text in (named, due))
    step = next_step(case(O.CALL_LATER, call_back_at=moment), ladder(), MONDAY_TEN)
    assert (step.kind, step.due) == (StepKind.CALL, until)


@pytest.mark.parametrize(
    ("decide_by", "kind"),
    [("2026-11-27", "staff_call"), ("2026-11-29", "staff_call"), ("2026-11-30", "call"), ("2026-12-31", "call")],
)
def test_a_named_time_never_lets_the_rounds_deadline_pass(decide_by: str, kind: str) -> None:
    saturday = MONDAY_TEN + timedelta(days=5)  # the window opens on Monday the 30th
    asked = case(O.CALL_LATER, call_back_at=saturday, decide_by=date.fromisoformat(decide_by))
    step = next_step(asked, ladder(), MONDAY_TEN)
    assert step.kind == kind
    assert step.due is not None
    if kind == "staff_call":
        assert (step.rule, step.due) == ("named_past_decide_by", (MONDAY_TEN + timedelta(days=1)).replace(hour=18))
    in_danger = case(O.CALL_LATER, call_back_at=saturday, decide_by=asked.decide_by, danger=True)
    assert next_step(in_danger, ladder(), MONDAY_TEN).rule == "danger_waits_for_nobody"


@pytest.mark.parametrize(
    ("at", "due"),
    [
        ("2026-11-23T10:00", "2026-11-24T18:00"),
        ("2026-11-23T17:59", "2026-11-24T18:00"),
        ("2026-11-23T18:00", "2026-11-24T18:00"),
        ("2026-11-20T19:00", "2026-11-23T18:00"),  # Friday night: Monday
    ],
)
def test_staff_get_one_working_day(at: str, due: str) -> None:
    moment = datetime.fromisoformat(at).replace(tzinfo=MONDAY_TEN.tzinfo)
    refused = case(O.REFUSED)
    assert next_step(refused, ladder(), moment).due == datetime.fromisoformat(due).replace(tzinfo=MONDAY_TEN.tzinfo)


@pytest.mark.parametrize(
    ("need", "at", "due"),
    [
        (Need.URGENT, "2026-11-23T17:59", "2026-11-23T18:00"),
        (Need.URGENT, "2026-11-23T18:00", "2026-11-24T18:00"),  # the very end of the day is too late for the same day
        (Need.URGENT, "2026-11-23T19:00", "2026-11-24T18:00"),
        (Need.IN_DEPTH, "2026-11-23T10:00", "2026-11-25T18:00"),
        (Need.UNKNOWN, "2026-11-23T10:00", "2026-11-25T18:00"),
        (Need.WATCH, "2026-11-23T10:00", "2026-11-30T18:00"),
        (Need.NONE_STATED, "2026-11-23T10:00", "2026-12-07T18:00"),
    ],
)
def test_records_are_read_by_how_loud_the_need_is(need: Need, at: str, due: str) -> None:
    moment, until = (datetime.fromisoformat(text).replace(tzinfo=MONDAY_TEN.tzinfo) for text in (at, due))
    step = next_step(case(O.COMPLETED, need=need), ladder(), moment)
    assert (step.kind, step.due) == (StepKind.REVIEW, until)


def test_danger_is_read_the_same_day_whatever_the_call_came_to() -> None:
    step = next_step(case(O.NO_ANSWER, danger=True), ladder(), MONDAY_TEN)
    assert (step.kind, step.due) == (StepKind.REVIEW, MONDAY_TEN.replace(hour=18))


@pytest.mark.parametrize(("need", "kind"), [(need, StepKind.CALL) for need in Need if need is not Need.URGENT])
def test_only_what_is_urgent_is_not_called_back_after_a_cut(need: Need, kind: StepKind) -> None:
    assert next_step(case(O.PARTIAL, need=need), ladder(), MONDAY_TEN).kind is kind
    assert next_step(case(O.PARTIAL, need=Need.URGENT), ladder(), MONDAY_TEN).kind is StepKind.REVIEW


@pytest.mark.parametrize(
    ("made", "kind"), [(0, "staff_call"), (1, "staff_call"), (2, "visit"), (3, "visit"), (300, "visit")]
)
def test_staff_ring_so_often_and_then_somebody_goes(made: int, kind: str) -> None:
    assert next_step(case(O.REFUSED, staff_tries=made), ladder(), MONDAY_TEN).kind == kind


def test_a_visit_has_its_own_days() -> None:
    step = next_step(case(O.REFUSED, staff_tries=2), ladder(visit_days=3, staff_call_days=1), MONDAY_TEN)
    assert step.due == (MONDAY_TEN + timedelta(days=3)).replace(hour=18)


@pytest.mark.parametrize("state", list(State))
def test_only_two_states_answer_for_themselves(state: State) -> None:
    values: dict[str, Any] = {"due_at": None} if state is State.CLOSED else {}
    kind = next_step(case(O.NO_ANSWER, state=state, **values), ladder(), MONDAY_TEN).kind
    expected = {State.CLOSED: StepKind.NONE, State.DOUBLE_CHECK: StepKind.DOUBLE_CHECK}.get(state, StepKind.CALL)
    assert kind is expected


@pytest.mark.parametrize("budget", [1, 2, 3])
def test_a_budget_that_was_lowered_meanwhile_is_used_up(budget: int) -> None:
    step = next_step(case(O.NO_ANSWER, O.BUSY, O.NO_ANSWER, O.BUSY), ladder(call_budget=budget), MONDAY_TEN)
    assert (step.kind, step.rule) == (StepKind.STAFF_CALL, "budget_used_up")


@pytest.mark.parametrize("why", ["danger", "spared", "no_machine"])
def test_who_is_not_to_be_rung_by_a_machine_is_not_texted_by_it_either(why: str) -> None:
    step = next_step(case(notice=None, notice_at=None, **{why: True}), ladder(), MONDAY_TEN)
    assert step.kind not in {StepKind.NOTICE, StepKind.CALL}
