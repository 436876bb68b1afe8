"""Whom a campaign calls: exactly the cohort it says, nobody twice, and nobody who is to be left in peace."""

from datetime import date, timedelta
from typing import Any

import pytest

from anbu.domain.cases.case import Person
from anbu.domain.cases.round import Round
from anbu.domain.cases.state import State
from anbu.domain.counselling.record import Need
from anbu.domain.dialogue.caller import NumberOfCase
from anbu.domain.ids import AreaCode, CaseId, PersonKey, RoundId
from anbu.domain.outreach.campaigns import Campaign, CampaignRun
from anbu.domain.outreach.forecast import Expectation
from anbu.domain.outreach.wishes import PersonWish
from anbu.domain.values import replace
from anbu.ports import Create, Replace
from anbu.usecases.find_earlier_cases import find_earlier_cases
from anbu.usecases.keep_campaigns import campaigns, keep_campaign
from anbu.usecases.plan_notices import plan_notices
from anbu.usecases.preview_campaign import preview_campaign
from anbu.usecases.run_campaign import run_campaign
from anbu.usecases.start_campaigns import start_asked
from tests.unit.cases.builders import MONDAY_TEN
from tests.unit.outreach.campaign_world import TUESDAY, a_cohort, campaign, opened, tick_at
from tests.unit.outreach.outreach_world import OutreachWorld

EXPECTED = Expectation(0.5, 100, 0.9, 0.6, 30, 40)


@pytest.fixture
def world() -> OutreachWorld:
    return a_cohort()


def test_a_person_in_two_campaigns_is_called_once(world: OutreachWorld) -> None:
    keep_campaign(world.ledger, campaign())
    keep_campaign(world.ledger, campaign(id="other", cohort={"age_from": 60, "states": ["monitoring"]}))
    runs = tick_at(world, TUESDAY)
    assert sorted((run.opened, run.shared) for run in runs) == [(0, 3), (3, 0)]


def test_after_the_rest_the_other_campaign_calls_too(world: OutreachWorld) -> None:
    keep_campaign(world.ledger, campaign())
    (run,) = tick_at(world, TUESDAY)
    for case in opened(world, run):  # the machine is done with them
        world.ledger.write(Replace(replace(case, state=State.REVIEW)))
    keep_campaign(world.ledger, campaign(id="other", on=4))  # Friday: three days later
    world.clock.at = TUESDAY + timedelta(days=3)
    other = world.ledger.get(Campaign, "other")
    assert other is not None
    assert run_campaign(other, TUESDAY + timedelta(days=3, seconds=-1), world.campaigning).opened == 3


def test_whom_a_campaign_asks_for_is_texted_and_goes_on_to_the_call(world: OutreachWorld) -> None:
    keep_campaign(world.ledger, campaign())
    tick_at(world, TUESDAY)
    assert plan_notices(world.work) == 3
    world.deliver()
    assert len(world.carrier.sent) == 3
    assert {case.state for case in world.opened("weekly")} == {State.CALL_DUE}


def done_with(world: OutreachWorld, run: CampaignRun, **now: Any) -> None:
    """The machine is done with everyone of a run."""
    for case in opened(world, run):
        world.ledger.write(Replace(replace(case, state=State.REVIEW, **now)))


def test_a_daily_campaign_calls_daily_whatever_other_campaigns_rest(world: OutreachWorld) -> None:
    keep_campaign(world.ledger, campaign(every=None, cron="30 9 * * *"))
    for day in range(3):
        (run,) = tick_at(world, TUESDAY + timedelta(days=day))
        assert (run.opened, run.shared) == (3, 0)
        done_with(world, run)


def test_what_was_heard_last_counts_and_not_what_the_list_showed(world: OutreachWorld) -> None:
    keep_campaign(world.ledger, campaign())
    keep_campaign(world.ledger, campaign(id="worse", on=4, cohort={"needs": ["in_depth"]}))
    keep_campaign(world.ledger, campaign(id="silent", on=5, cohort={"unreached": True, "states": ["monitoring"]}))
    (run,) = tick_at(world, TUESDAY)
    first, *others = opened(world, run)
    world.ledger.write(Replace(replace(first, state=State.REVIEW, reached_self=True, need=Need.IN_DEPTH)))
    for case in others:
        world.ledger.write(Replace(replace(case, state=State.STAFF_CALL)))
    (friday,) = tick_at(world, TUESDAY + timedelta(days=3))
    assert [case.person_key for case in opened(world, friday, campaign(id="worse"))] == [first.person_key]
    (saturday,) = tick_at(world, TUESDAY + timedelta(days=4))
    assert (saturday.opened, saturday.meant) == (2, 2)


def test_a_city_with_districts_of_its_own_is_reached_by_its_own_code(world: OutreachWorld) -> None:
    suwon, jangan = AreaCode("4111000000"), AreaCode("4111156000")
    world.ledger.write(Create(Round(suwon, RoundId("s"), date(2026, 12, 31), MONDAY_TEN)))
    case = world.case(world.add(30, state=State.MONITORING))
    world.ledger.write(Replace(replace(case, area=jangan, round_area=suwon, round_id=RoundId("s"))))
    for area in (suwon, AreaCode("4111100000"), jangan, AreaCode("4100000000")):
        seen = preview_campaign(campaign(area=area, cohort={}), world.campaigning, EXPECTED)
        assert seen.called == (case.id,), area


@pytest.mark.parametrize(("warned", "starts"), [("3000000000", 0), ("3600000000", 1), ("3611000000", 1)])
def test_a_warning_concerns_its_area_and_no_other_that_begins_alike(
    world: OutreachWorld, warned: str, starts: int
) -> None:
    """대전 is 30, 울산 31, 세종 36: the noughts at the end say nothing."""
    keep_campaign(world.ledger, campaign(id="heat", area="3611000000", kind="heat_wave", every=None))
    assert len(start_asked({"kind": "heat_wave", "areas": [warned]}, world.campaigning)) == starts


def test_a_family_that_mourns_is_not_rung_by_any_campaign(world: OutreachWorld) -> None:
    for n, changes in enumerate(({"state": State.STAFF_CALL}, {"state": State.CLOSED, "due_at": None})):
        world.ledger.write(Replace(replace(world.case(n), spared=True, **changes)))
    seen = preview_campaign(campaign(cohort={}), world.campaigning, EXPECTED)
    assert set(seen.called) == {"c2", "c9"}
    assert seen.shared == ("c0",), "people are on it"


def test_who_refused_the_machine_is_left_to_staff_by_the_campaign_too(world: OutreachWorld) -> None:
    world.ledger.write(Create(PersonWish(PersonKey("p0"), True, MONDAY_TEN, "call")))
    keep_campaign(world.ledger, campaign())
    tick_at(world, TUESDAY)
    plan_notices(world.work)
    asked = {case.person_key: case for case in world.opened("weekly")}
    assert asked[PersonKey("p0")].state is State.STAFF_CALL
    assert asked[PersonKey("p0")].attempt is None
    assert asked[PersonKey("p1")].attempt is not None


def test_who_rings_back_or_is_looked_up_finds_the_campaigns_case(world: OutreachWorld) -> None:
    keep_campaign(world.ledger, campaign())
    (run,) = tick_at(world, TUESDAY)
    for case in opened(world, run):
        assert world.ledger.get(NumberOfCase, case.numbers[0].key, case.id) is not None
        assert case in find_earlier_cases(world.ledger, replace(case, id=CaseId("another")))


def test_whom_the_machine_is_calling_anyway_is_not_called_again(world: OutreachWorld) -> None:
    keep_campaign(world.ledger, campaign(cohort={}))
    world.add(10, state=State.CALL_DUE)
    (run,) = tick_at(world, TUESDAY)
    assert (run.meant, run.opened, run.shared) == (5, 4, 1)


@pytest.mark.parametrize(
    ("cohort", "people"),
    [
        ({}, 5),
        ({"states": ["review"]}, 1),
        ({"needs": ["watch"]}, 3),
        ({"unreached": True}, 2),
        ({"unreached": False}, 3),
        ({"age_from": 70, "age_to": 70}, 4),
        ({"age_from": 71}, 1),
        ({"age_to": 69}, 0),
        ({"living_alone": False}, 0),
        ({"indicators": ["power_cut", "water_cut"]}, 1),
        ({"rounds": ["2026-6"]}, 5),
        ({"rounds": ["2026-5"]}, 0),
        ({"kinds": ["list"]}, 5),
        ({"kinds": ["postal"]}, 0),
        ({"closed_as": ["monitoring"]}, 0),
        ({"areas": ["4672000000"]}, 5),
        ({"areas": ["4672025000"]}, 0),
    ],
)
def test_a_cohort_means_exactly_whom_it_says(world: OutreachWorld, cohort: dict[str, Any], people: int) -> None:
    world.add(20, age=85, state=State.STAFF_CALL, indicators=("power_cut",))
    seen = preview_campaign(campaign(cohort=cohort), world.campaigning, EXPECTED)
    assert len(seen.called) == people


def test_a_fact_that_is_not_known_meets_no_condition(world: OutreachWorld) -> None:
    person = world.ledger.get(Person, "c0")
    assert person is not None
    world.ledger.write(Replace(replace(person, birth_date=None, household_size=None)))
    assert len(preview_campaign(campaign(cohort={"age_from": 0}), world.campaigning, EXPECTED).called) == 3
    assert len(preview_campaign(campaign(cohort={"living_alone": True}), world.campaigning, EXPECTED).called) == 3


def test_a_preview_says_who_when_and_what_it_costs_and_writes_nothing(world: OutreachWorld) -> None:
    seen = preview_campaign(campaign(), world.campaigning, EXPECTED)
    assert seen.called == ("c0", "c1", "c2")
    assert seen.fires_at == TUESDAY
    assert seen.forecast.people == 3
    assert seen.forecast.calls == round(3 * 1.75)
    assert seen.forecast.cost_won > 3 * 30
    assert list(campaigns(world.ledger)) == []
