"""What is counted of each case, and how long people waited: as tables. Small figures of time are not told either."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from anbu.domain.cases.case import Case, NumberRef, Try
from anbu.domain.cases.outcome import NoticeResult, Outcome
from anbu.domain.cases.state import State
from anbu.domain.casework.figures import COUNTED, NO_NUMBER, PARTS, RoundCount
from anbu.domain.counselling.record import Need
from anbu.domain.ids import AreaCode, NumberKey
from anbu.domain.phones import PhoneKind
from tests.unit.cases.builders import MOBILE, MONDAY_TEN, case

TOWN, OTHER = AreaCode("4672025000"), AreaCode("4672031000")
S = State
QUIET: dict[str, Any] = {"area": TOWN, "notice": None, "notice_at": None, "due_at": MONDAY_TEN}
CREATED = MONDAY_TEN - timedelta(days=1)


def counted(*cases: Case) -> RoundCount:
    count = RoundCount(MONDAY_TEN)
    for one in cases:
        count.add(one)
    return count


def said_of(one: Case) -> set[str]:
    (town,) = counted(one).towns.values()
    assert set(town.values()) == {1}
    return set(town)


@pytest.mark.parametrize(
    ("changes", "names"),
    [
        ({}, set()),
        ({"notice": NoticeResult.SENT}, {"notified"}),
        ({"notice": NoticeResult.DELIVERED}, {"notified"}),
        ({"notice": NoticeResult.FAILED}, set()),
        ({"notice": NoticeResult.NOT_POSSIBLE}, set()),
        ({"notice": NoticeResult.UNKNOWN}, set()),
        ({"tries": case(Outcome.NO_ANSWER).tries}, {"called"}),
        ({"reached_self": True}, {"reached"}),
        ({"counselled": True}, {"counselled"}),
        ({"danger": True, "need": Need.WATCH}, {"urgent"}),
        ({"need": Need.URGENT}, {"urgent"}),
        *(({"need": need}, set()) for need in Need if need is not Need.URGENT),
        ({"due_at": MONDAY_TEN - timedelta(microseconds=1)}, {"overdue"}),
        ({"due_at": MONDAY_TEN + timedelta(days=1)}, set()),
        ({"due_at": None}, set()),
        ({"numbers": ()}, {NO_NUMBER}),
        ({"numbers": (NumberRef(NumberKey("x"), PhoneKind.REPRESENTATIVE),)}, {NO_NUMBER}),
    ],
)
def test_what_is_said_of_a_case(changes: dict[str, Any], names: set[str]) -> None:
    assert said_of(replace(case(**QUIET), **changes)) == {"found", "waiting_machine"} | names


@pytest.mark.parametrize("state", list(State))
def test_a_case_waits_for_the_machine_or_for_people_or_is_closed(state: State) -> None:
    where = "closed" if state is S.CLOSED else "waiting_machine" if state.is_the_machines else "waiting_people"
    assert said_of(case(**QUIET, state=state)) == {"found", where}


@pytest.mark.parametrize(
    ("state", "decision", "closed_as", "names"),
    [
        (S.CLOSED, None, "public_support", {"linked", "public_support"}),
        (S.CLOSED, None, "private_support", {"linked", "private_support"}),
        (S.CLOSED, None, "case_management", {"linked", "case_management"}),
        (S.CLOSED, None, "referred", {"linked", "referred_elsewhere"}),
        (S.CLOSED, None, "monitoring", set()),
        (S.CLOSED, None, "closed_without_support", {"closed_without_support"}),
        (S.CLOSED, "public_benefit", None, set()),  # what it was closed as counts, not what was decided once
        (S.REFERRED, "public_benefit", None, {"linked", "public_support"}),
        (S.REFERRED, "private_resource", None, {"linked", "private_support"}),
        (S.REFERRED, "case_management", None, {"linked", "case_management"}),
        (S.REFERRED, "visit", None, set()),
        (S.REFERRED, None, None, set()),
        (S.DECIDE, "public_benefit", None, set()),  # the agency has answered: it is linked to nothing now
        (S.STAFF_CALL, "case_management", None, set()),
        (S.VISIT, "case_management", None, set()),
    ],
)
def test_to_what_a_case_is_linked(state: State, decision: str | None, closed_as: str | None, names: set[str]) -> None:
    found = said_of(case(**QUIET, state=state, decision=decision, closed_as=closed_as))
    assert found - {"found", "closed", "waiting_people"} == names


def test_what_is_counted_is_what_is_shown_and_sums_hold_their_parts() -> None:
    assert COUNTED == (
        "found", "notified", "called", "reached", "counselled", "urgent", "waiting_machine", "waiting_people",
        "overdue", "linked", "public_support", "private_support", "case_management", "referred_elsewhere", "closed",
        "closed_without_support",
    )  # fmt: skip
    assert PARTS == {
        "found": ("waiting_machine", "waiting_people", "closed"),
        "linked": ("public_support", "private_support", "case_management", "referred_elsewhere"),
    }
    assert set(_all(PARTS)) | set(PARTS) <= set(COUNTED)
    assert NO_NUMBER not in COUNTED


def test_towns_and_states_are_counted_apart() -> None:
    count = counted(case(**QUIET), case(**QUIET, state=S.VISIT), case(**(QUIET | {"area": OTHER}), state=S.VISIT))
    assert {town: figures["found"] for town, figures in count.towns.items()} == {TOWN: 2, OTHER: 1}
    assert count.states == {S.CALL_DUE: 1, S.VISIT: 2}


def waited(hours: float, **changes: Any) -> Case:
    """Told by text so many hours after the list came, rung for the first time twice as late, and once more."""
    tries = tuple(Try(n, MOBILE, CREATED + timedelta(hours=n * 2 * hours), Outcome.NO_ANSWER) for n in (1, 2, 3))
    told = case(**(QUIET | {"notice_at": CREATED + timedelta(hours=hours), "created_at": CREATED}))
    return replace(told, tries=tries, **changes)


@pytest.mark.parametrize(
    ("people", "hours"),
    [
        (4, {}),
        (5, {"notified": 3.0, "called": 6.0}),
        (6, {"notified": 3.5, "called": 7.0}),
        (9999, {"notified": 5000.0, "called": 10000.0}),
    ],
)
def test_the_mean_wait_is_told_of_five_people_or_more(people: int, hours: dict[str, float]) -> None:
    assert counted(*(waited(n + 1) for n in range(people))).mean_hours() == hours


def test_the_wait_for_a_talk_ends_with_the_call_on_which_they_spoke_and_means_have_two_places() -> None:
    """Not with the first that nobody answered; nor with one on which somebody else spoke."""
    answers = (Outcome.NO_ANSWER, Outcome.PARTIAL, Outcome.COMPLETED)
    talked = [spoke(waited(hours, reached_self=True), answers) for hours in (1, 1, 1, 1, 1, 1 + 1 / 3)]
    others = [spoke(waited(1), answers), waited(1, reached_self=True), case(**QUIET)]
    assert counted(*talked, *others).mean_hours() == {"notified": 1.04, "called": 2.08, "reached": 4.22}


def spoke(told: Case, outcomes: tuple[Outcome, ...]) -> Case:
    tries = tuple(replace(tried, outcome=outcome) for tried, outcome in zip(told.tries, outcomes, strict=True))
    return replace(told, tries=tries)


def _all(parts: dict[str, tuple[str, ...]]) -> Iterable[str]:
    return (name for names in parts.values() for name in names)
