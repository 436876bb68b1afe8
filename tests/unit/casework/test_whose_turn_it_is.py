"""The order of people's work, and the order in which officers are told of danger: as tables."""

from datetime import datetime, timedelta

import pytest

from anbu.domain.cases.state import State
from anbu.domain.casework.access import Official
from anbu.domain.casework.rota import AlertText, Rota, is_call, is_duty_call, on_duty
from anbu.domain.casework.work_order import (
    FAULT_GROUPS,
    PEOPLES_GROUPS,
    WorkGroup,
    district_entry,
    group_of,
    stretch_of,
    todays_stretches,
    town_entry,
    work_place,
)
from anbu.domain.counselling.record import Need
from anbu.domain.ids import AreaCode, AttemptId, CaseId
from anbu.domain.times import KST
from tests.unit.cases.builders import GOKSEONG, MONDAY_TEN, case

TOWN = AreaCode("4672025000")
S, G = State, WorkGroup

GROUPS = {
    S.NOTICE_DUE: G.MACHINE,
    S.CALL_DUE: G.MACHINE,
    S.CALLING: G.MACHINE,
    S.LOOKUP: G.MACHINE,
    S.FREEZING: G.MACHINE,
    S.SUMMARISING: G.MACHINE,
    S.FIX_ROW: G.FIX_ROW,
    S.STAFF_CALL: G.STAFF_CALL,
    S.VISIT: G.VISIT,
    S.REVIEW: G.REVIEW,
    S.DECIDE: G.DECIDE,
    S.DOUBLE_CHECK: G.DOUBLE_CHECK,
    S.REFERRED: G.REFERRED,
    S.MONITORING: G.MONITORING,
    S.STUCK: G.STUCK,
    S.CLOSED: G.CLOSED,
}
PEOPLE_ACT = {S.FIX_ROW, S.STAFF_CALL, S.VISIT, S.REVIEW, S.DECIDE}


@pytest.mark.parametrize("state", list(State))
@pytest.mark.parametrize(
    ("danger", "need", "pressing"),
    [
        (False, Need.WATCH, False),
        (True, Need.WATCH, True),
        (False, Need.URGENT, True),
        (False, Need.UNKNOWN, False),
        (False, Need.IN_DEPTH, False),
    ],
)
def test_every_case_stands_in_one_group_and_what_is_pressing_stands_first(
    state: State, danger: bool, need: Need, pressing: bool
) -> None:
    expected = G.URGENT if pressing and state in PEOPLE_ACT else GROUPS[state]
    assert group_of(case(state=state, danger=danger, need=need)) is expected


def test_the_groups_are_shown_in_this_order() -> None:
    people = ["urgent", "stuck", "staff_call", "review", "decide", "visit", "double_check", "fix_row", "referred"]
    assert [group.value for group in WorkGroup] == [*people, "monitoring", "machine", "closed"]
    assert [group.value for group in PEOPLES_GROUPS] == [*people, "monitoring"]
    assert [group.value for group in FAULT_GROUPS] == [*people[1:], "monitoring"]
    assert [group.rank for group in WorkGroup] == sorted(group.rank for group in WorkGroup)
    assert G.URGENT.rank == "00"


def test_a_case_stands_in_its_town_and_in_the_district_that_holds_it() -> None:
    told = case(state=S.REVIEW, area=TOWN)
    assert town_entry(told) == ("WORK#4672025000", "03#2026-11-23T01:00:00Z#c1")
    assert district_entry(told) == ("WORK#4672000000", "03#2026-11-23T01:00:00Z#c1")
    assert work_place(case(state=S.CLOSED, due_at=None)) == "11#-#c1"


def test_a_stretch_holds_what_is_due_in_it_and_today_begins_with_what_is_overdue() -> None:
    whole = stretch_of(G.DECIDE)
    assert (whole.low, whole.high) == ("04#", "04#~")
    part = stretch_of(G.DECIDE, MONDAY_TEN, MONDAY_TEN + timedelta(hours=1))
    assert (part.low, part.high) == ("04#2026-11-23T01:00:00Z", "04#2026-11-23T02:00:00Z")
    today = list(todays_stretches("2026-11-23T01:00:00Z", (G.URGENT, G.VISIT)))
    assert [(one.low, one.high) for one in today] == [
        ("00#", "00#2026-11-23T01:00:00Z"),
        ("05#", "05#2026-11-23T01:00:00Z"),
        ("00#2026-11-23T01:00:00Z", "00#~"),
        ("05#2026-11-23T01:00:00Z", "05#~"),
    ]
    assert len(list(todays_stretches("2026-11-23T01:00:00Z"))) == 2 * len(PEOPLES_GROUPS)


@pytest.mark.parametrize(
    ("officers", "turns"),
    [
        ((), [None] * 5),
        (("a",), ["a"] * 5),
        (("a", "b"), ["a", "a", "b", "b", "a"]),
        (("a", "b", "c"), ["a", "a", "b", "b", "c", "c", "a"]),
    ],
)
def test_each_officer_has_a_text_and_a_call_and_after_the_last_it_begins_again(
    officers: tuple[str, ...], turns: list[str | None]
) -> None:
    assert [Rota(GOKSEONG, officers).officer(rung) for rung in range(len(turns))] == turns
    assert [is_call(rung) for rung in range(4)] == [False, True, False, True]


@pytest.mark.parametrize(
    ("minutes", "text", "call"), [(10, 3, 7), (9, 3, 6), (3, 1, 2), (2, 1, 1), (1, 1, 1), (60, 20, 40)]
)
def test_a_third_of_the_time_is_for_the_text_and_the_rest_for_the_call(minutes: int, text: int, call: int) -> None:
    rota = Rota(GOKSEONG, ("a",), minutes)
    assert [rota.time_for(rung) for rung in range(4)] == [timedelta(minutes=m) for m in (text, call, text, call)]
    assert Rota(GOKSEONG, ("a",)) == Rota(GOKSEONG, ("a",), 10)


def test_a_text_to_an_officer_is_known_by_its_alert_and_its_rung() -> None:
    ids = {AlertText(CaseId("c1"), alert, rung, "a", MONDAY_TEN).id for alert in ("a1", "a2") for rung in (0, 2)}
    assert ids == {"a1-text-0", "a1-text-2", "a2-text-0", "a2-text-2"}


@pytest.mark.parametrize(
    ("carried", "duty"),
    [("d0123456789abcdef", True), ("c0123456789abcdef-call-1", False), ("d0123-call-1", False), ("x0123", False)],
)
def test_a_call_to_an_officer_is_told_from_a_call_to_a_resident(carried: str, duty: bool) -> None:
    assert is_duty_call(AttemptId(carried)) is duty


def test_a_deputy_stands_in_only_while_the_officer_is_away() -> None:
    today = datetime(2026, 11, 23, tzinfo=KST).date()
    here, away, deputy = Official("a", "김하나"), Official("a", "김하나", "b", today, today), Official("b", "박두리")
    assert on_duty(here, deputy, today) is here
    assert on_duty(away, deputy, today) is deputy
    assert on_duty(away, None, today) is away, "somebody is told all the same"
    assert on_duty(away, deputy, today + timedelta(days=1)) is away
