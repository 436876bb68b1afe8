"""Ladders are data: what the file and the settings say holds, and what cannot be followed is refused."""

from collections.abc import Callable
from datetime import time, timedelta
from typing import Any

import pytest

from anbu.adapters.holidays import korean_calendar
from anbu.adapters.ladders import ladders
from anbu.data import load
from anbu.domain.cases.ladder import Ladder
from anbu.domain.cases.outcome import Outcome
from anbu.domain.counselling.record import Need
from anbu.domain.ids import AreaCode
from anbu.domain.outreach.ladders import LadderInvalid, ladder_of, merged

CALENDAR = korean_calendar()
MOKPO, HAENAM = AreaCode("4611000000"), AreaCode("4682000000")
DEFAULT: dict[str, Any] = load("ladders")["default"]


def test_the_default_is_the_nationwide_practice() -> None:
    ladder = ladders(CALENDAR)(MOKPO)
    assert ladder.notice_lead == timedelta(minutes=30)
    assert (ladder.call_window.opens, ladder.call_window.closes) == (time(9), time(18))
    assert ladder.call_budget == 3
    assert ladder.review_days[Need.URGENT] == 0
    assert ladder.gap_after(Outcome.NO_ANSWER) == timedelta(hours=2)


def test_the_gap_of_a_number_holds_whatever_the_result() -> None:
    ladder = ladder_of(merged(DEFAULT, {"number_gap_minutes": 45}), CALENDAR)
    assert ladder.gap_after(Outcome.BUSY) == timedelta(minutes=45)
    assert ladder.gap_after(Outcome.NO_ANSWER) == timedelta(minutes=120)


def test_a_government_overrides_single_values_or_takes_a_named_ladder() -> None:
    own = ladders(CALENDAR, {MOKPO: {"call_budget": 5, "gap_minutes": {"busy": 15}}, HAENAM: {"ladder": "chungju"}})
    assert own(MOKPO).call_budget == 5
    assert own(MOKPO).gap_after(Outcome.BUSY) == timedelta(minutes=15)
    assert own(MOKPO).gap_after(Outcome.NO_ANSWER) == timedelta(minutes=120)
    assert own(AreaCode("4611052000")).call_budget == 5, "an 읍면동 goes by its 시군구"
    assert (own(HAENAM).call_budget, own(HAENAM).visit_days) == (4, 0)
    assert own(AreaCode("1111000000")).call_budget == 3


@pytest.mark.parametrize("name", [name for name, table in load("ladders").items() if isinstance(table, dict)])
def test_every_named_ladder_can_be_followed(name: str) -> None:
    assert ladders(CALENDAR, {MOKPO: {"ladder": name}})(MOKPO).call_budget >= 1


@pytest.mark.parametrize(
    "wrong",
    [
        {"call_budget": 0},
        {"call_budget": True},
        {"call_budget": "3"},
        {"redo_limit": 0},
        {"visit_days": -1},
        {"number_gap_minutes": 4},
        {"notice_lead_minutes": 1.5},
        {"call_hours": ["07:00", "18:00"]},
        {"call_hours": ["09:00", "20:01"]},
        {"call_hours": ["18:00", "09:00"]},
        {"call_hours": ["nine", "18:00"]},
        {"call_hours": ["09:00"]},
        {"call_days": []},
        {"call_days": [7]},
        {"gap_minutes": {"no_anwser": 30}},
        {"gap_minutes": {"busy": -1}},
        {"review_days": {"urgent": -1}},
        {"call_bugdet": 3},
    ],
)
def test_a_ladder_that_makes_no_sense_calls_nobody(wrong: dict[str, Any]) -> None:
    with pytest.raises(LadderInvalid):
        ladder_of(merged(DEFAULT, wrong), CALENDAR)


@pytest.mark.parametrize(
    ("at_least", "read"),
    [
        ({"number_gap_minutes": 5}, lambda ladder: ladder.number_gap == timedelta(minutes=5)),
        ({"call_budget": 1, "redo_limit": 1}, lambda ladder: ladder.call_budget == ladder.redo_limit == 1),
        ({"notice_lead_minutes": 0}, lambda ladder: ladder.notice_lead == timedelta(0)),
        ({"staff_budget": 0, "visit_days": 0}, lambda ladder: ladder.staff_budget == ladder.visit_days == 0),
    ],
)
def test_the_least_that_is_allowed_is_taken(at_least: dict[str, Any], read: Callable[[Ladder], bool]) -> None:
    assert read(ladder_of(merged(DEFAULT, at_least), CALENDAR))


def test_who_mends_a_ladder_is_told_which_values_are_unknown_and_which_are_missing() -> None:
    table = {name: value for name, value in DEFAULT.items() if name != "visit_days"} | {"call_bugdet": 3}
    with pytest.raises(LadderInvalid, match=r"unknown values \['call_bugdet'\] or lacks \['visit_days'\]"):
        ladder_of(table, CALENDAR)


def test_a_missing_value_is_refused_not_guessed() -> None:
    with pytest.raises(LadderInvalid, match="lacks"):
        ladder_of({name: value for name, value in DEFAULT.items() if name != "visit_days"}, CALENDAR)


def test_an_unknown_name_is_refused() -> None:
    with pytest.raises(LadderInvalid, match="no ladder named"):
        ladders(CALENDAR, {MOKPO: {"ladder": "atlantis"}})
