"""Every condition of a cohort by itself, and a campaign as it comes out of its table: nobody is rung by mistake."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from anbu.domain.cases.case import Person
from anbu.domain.cases.state import State
from anbu.domain.counselling.record import Need
from anbu.domain.ids import CaseId, RoundId
from anbu.domain.outreach.campaign_table import campaign_of
from anbu.domain.outreach.campaigns import Campaign, CampaignKind, Cohort, changed
from anbu.domain.outreach.schedules import for_people, monthly, weekly
from tests.unit.cases.builders import GOKSEONG, MONDAY_TEN, case

TODAY = MONDAY_TEN.date()
CASE = case(
    state=State.CLOSED,
    due_at=None,
    indicators=("rent", "power_cut"),
    need=Need.WATCH,
    closed_as="monitoring",
    origin="report",
    reached_self=True,
)
ALONE = Person(CaseId("c1"), "김안부", household_size=1)


@pytest.mark.parametrize(
    ("condition", "meant"),
    [
        ({}, True),
        ({"states": (State.CLOSED, State.VISIT)}, True),
        ({"states": (State.VISIT,)}, False),
        ({"indicators": ("water_cut", "rent")}, True),
        ({"indicators": ("water_cut",)}, False),
        ({"needs": (Need.WATCH,)}, True),
        ({"needs": (Need.URGENT, Need.IN_DEPTH)}, False),
        ({"rounds": (RoundId("2026-6"),)}, True),
        ({"rounds": (RoundId("2026-5"),)}, False),
        ({"unreached": False}, True),
        ({"unreached": True}, False),
        ({"kinds": ("report", "list")}, True),
        ({"kinds": ("list",)}, False),
        ({"closed_as": ("monitoring", "referred")}, True),
        ({"closed_as": ("referred",)}, False),
        ({"living_alone": True}, True),
        ({"living_alone": False}, False),
        ({"living_alone": True, "closed_as": ("referred",)}, False),  # every one of them must hold
    ],
)
def test_each_condition_that_is_given_must_hold(condition: dict[str, Any], meant: bool) -> None:
    assert Cohort((GOKSEONG,), **condition).has(CASE, ALONE, TODAY) is meant


@pytest.mark.parametrize("alone", [True, False])
def test_of_whom_nothing_is_known_no_condition_is_met(alone: bool) -> None:
    assert not Cohort((GOKSEONG,), living_alone=alone).has(CASE, None, TODAY)
    assert not Cohort((GOKSEONG,), living_alone=alone).has(CASE, replace(ALONE, household_size=None), TODAY)
    assert not Cohort((GOKSEONG,), closed_as=("monitoring",)).has(replace(CASE, closed_as=None), ALONE, TODAY)


def test_what_was_heard_last_counts_and_not_what_was_heard_first() -> None:
    heard = replace(CASE, need=Need.URGENT, reached_self=False, state=State.VISIT)
    assert Cohort((GOKSEONG,), needs=(Need.URGENT,), unreached=True).has(CASE, ALONE, TODAY, heard)
    assert Cohort((GOKSEONG,), states=(State.CLOSED,)).has(CASE, ALONE, TODAY, heard), "where they stand is the case's"
    assert not Cohort((GOKSEONG,), needs=(Need.WATCH,)).has(CASE, ALONE, TODAY, heard)


def made(**changes: Any) -> Campaign:
    return campaign_of({"id": "x", "area": GOKSEONG, "kind": "heat_wave"} | changes, MONDAY_TEN)


def test_a_table_says_everything_that_a_campaign_is() -> None:
    whole = made(
        paused=True,
        grace_hours=5,
        rest_days=9,
        cohort={
            "areas": ["4672025000"],
            "states": ["closed"],
            "indicators": ["rent"],
            "needs": ["watch"],
            "rounds": ["2026-6"],
            "kinds": ["report"],
            "closed_as": ["monitoring"],
            "age_from": 65,
            "age_to": 90,
            "living_alone": True,
            "unreached": False,
        },
    )
    assert whole == Campaign(
        id="x",
        area=GOKSEONG,
        kind=CampaignKind("heat_wave"),
        cohort=Cohort(
            ("4672025000",),  # type: ignore[arg-type]
            (State.CLOSED,),
            ("rent",),
            (Need.WATCH,),
            65,
            90,
            living_alone=True,
            rounds=(RoundId("2026-6"),),
            unreached=False,
            kinds=("report",),
            closed_as=("monitoring",),
        ),
        schedule=None,
        created_at=MONDAY_TEN,
        paused=True,
        grace=timedelta(hours=5),
        rest=timedelta(days=9),
    )
    hash(whole)


def test_what_a_table_does_not_say() -> None:
    assert made() == Campaign("x", GOKSEONG, CampaignKind("heat_wave"), Cohort((GOKSEONG,)), None, MONDAY_TEN)
    assert (made().paused, made().grace, made().rest) == (False, timedelta(days=1), timedelta(days=3))
    hash(made())


@pytest.mark.parametrize(
    ("table", "schedule"),
    [
        ({"every": "week", "on": 1, "at": "10:30"}, weekly(1, 10, 30)),
        ({"every": "week", "on": "1"}, weekly(1, 9, 0)),
        ({"every": "month", "on": 15, "at": "14:05"}, monthly(15, 14, 5)),
        ({"every": "month", "on": 1}, monthly(1, 9, 0)),
        ({"cron": "30 10 * * 1-5"}, for_people("30 10 * * 1-5")),
        ({}, None),
    ],
)
def test_when_it_runs(table: dict[str, Any], schedule: Any) -> None:
    assert made(**table).schedule == schedule


def test_a_changed_campaign_keeps_its_birthday_and_owes_nothing_for_before() -> None:
    later = MONDAY_TEN + timedelta(days=5)
    stored = replace(made(every="week", on=1), created_at=MONDAY_TEN - timedelta(days=9), version=4)
    kept = changed(stored, replace(stored, paused=True, created_at=later, version=0), later)
    assert (kept.created_at, kept.counts_from, kept.version) == (stored.created_at, None, 4)
    assert (kept.paused, kept.owes_since) == (True, stored.created_at)
    other = changed(stored, made(every="week", on=2), later)
    assert (other.created_at, other.counts_from, other.owes_since) == (stored.created_at, later, later)
    again = changed(other, replace(other, counts_from=None), later + timedelta(days=1))
    assert again.counts_from == later
