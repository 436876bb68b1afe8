"""Who belongs to a campaign's cohort, who rests, and what a campaign is where its table says nothing, as tables."""

from datetime import date, timedelta
from typing import Any

import pytest

from anbu.domain.cases.case import Person
from anbu.domain.ids import CaseId, PersonKey
from anbu.domain.outreach.campaign_table import campaign_of
from anbu.domain.outreach.campaigns import Campaign, Cohort, LastAsked, changed
from tests.unit.cases.builders import GOKSEONG, MONDAY_TEN
from tests.unit.cases.builders import case as case_of_one

TODAY = MONDAY_TEN.date()
CASE = case_of_one()


def person(born: date | None = None, household: int | None = None) -> Person:
    return Person(CaseId("c1"), "김안부", birth_date=born, household_size=household)


def aged(**bounds: int) -> Cohort:
    return Cohort(areas=(GOKSEONG,), **bounds)


@pytest.mark.parametrize(
    ("born", "age"),
    [
        (date(1961, 11, 23), 65),  # the birthday is today
        (date(1961, 11, 24), 64),  # tomorrow
        (date(1961, 11, 22), 65),
        (date(1961, 12, 1), 64),
        (date(1961, 1, 31), 65),
        (date(1960, 12, 24), 65),
        (date(2026, 11, 23), 0),
        (date(1925, 11, 24), 100),
    ],
)
def test_an_age_is_counted_in_full_years(born: date, age: int) -> None:
    assert aged(age_from=age, age_to=age).has(CASE, person(born), TODAY)
    assert not aged(age_from=age + 1).has(CASE, person(born), TODAY)
    assert age == 0 or not aged(age_to=age - 1).has(CASE, person(born), TODAY)


@pytest.mark.parametrize("born", [date(2026, 11, 20), date(1976, 2, 29), date(1910, 5, 5)])
def test_an_open_bound_leaves_nobody_out(born: date) -> None:
    assert aged(age_to=120).has(CASE, person(born), TODAY)
    assert aged(age_from=0).has(CASE, person(born), TODAY)


def test_whose_age_is_not_known_meets_no_condition_on_it() -> None:
    assert not aged(age_from=0).has(CASE, person(), TODAY)
    assert not aged(age_to=200).has(CASE, None, TODAY)
    assert aged().has(CASE, None, TODAY)


@pytest.mark.parametrize(("household", "alone"), [(1, True), (2, False), (0, False), (None, None)])
def test_alone_is_a_household_of_one(household: int | None, alone: bool | None) -> None:
    for wanted in (True, False):
        meant = Cohort(areas=(GOKSEONG,), living_alone=wanted).has(CASE, person(household=household), TODAY)
        assert meant is (alone is wanted)


TABLE: dict[str, Any] = {"id": "m", "area": GOKSEONG, "kind": "monitoring", "every": "week", "on": 1}


def campaign(**values: Any) -> Campaign:
    return campaign_of(TABLE | values, MONDAY_TEN)


def asked(by: str, ago: timedelta) -> LastAsked:
    return LastAsked(PersonKey("p1"), CaseId("c1"), by, MONDAY_TEN - ago)


@pytest.mark.parametrize(
    ("by", "ago", "rests"),
    [
        ("a", timedelta(days=2, hours=23), True),  # another campaign, before it and behind it in the alphabet
        ("z", timedelta(days=2, hours=23), True),
        ("a", timedelta(days=3), False),
        ("z", timedelta(days=3), False),
        ("m", timedelta(hours=1), True),  # itself: once a day
        ("m", timedelta(days=1), False),
        ("m", timedelta(hours=11), False),  # yesterday evening
        ("m", timedelta(days=-1), False),
    ],
)
def test_who_was_called_lately_rests(by: str, ago: timedelta, rests: bool) -> None:
    assert campaign().rests(asked("".join(list(by)), ago), MONDAY_TEN) is rests


def test_a_rest_of_nothing_asks_for_none() -> None:
    assert not campaign(rest_days=0).rests(asked("m", timedelta(0)), MONDAY_TEN)
    assert not campaign(rest_days=0).rests(asked("a", timedelta(0)), MONDAY_TEN)


def test_what_a_table_does_not_say() -> None:
    made = campaign()
    assert (made.grace, made.rest, made.paused) == (timedelta(days=1), timedelta(days=3), False)
    assert Campaign("m", GOKSEONG, made.kind, made.cohort, None, MONDAY_TEN).grace == timedelta(days=1)


def test_the_same_schedule_written_again_is_no_new_one() -> None:
    before = campaign()
    again = campaign_of(TABLE | {"paused": True}, MONDAY_TEN + timedelta(days=9))
    assert again.schedule is not before.schedule
    assert changed(before, again, MONDAY_TEN).counts_from is None
    assert changed(before, campaign(on=2), MONDAY_TEN).counts_from == MONDAY_TEN
