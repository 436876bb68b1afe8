"""Campaigns: everyone meant is called once a period, or it says that they were not."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from anbu.domain.cases.case import Case, Person, Priority
from anbu.domain.cases.case_record import CaseRecord
from anbu.domain.cases.round import Round
from anbu.domain.cases.state import State
from anbu.domain.counselling.record import CounsellingRecord, Need, Reached, Topic, TopicFindings
from anbu.domain.dialogue.caller import NumberOfCase
from anbu.domain.ids import AreaCode, AttemptId, CaseId, PersonKey, RoundId
from anbu.domain.outreach.campaigns import (
    Campaign,
    CampaignInvalid,
    CampaignKind,
    CampaignRun,
    FollowUp,
    RunState,
    campaign_of,
    round_of,
)
from anbu.domain.outreach.changes import Change
from anbu.domain.outreach.forecast import Expectation
from anbu.domain.outreach.wishes import PersonWish
from anbu.domain.values import replace
from anbu.ports import Create, Index, Replace
from anbu.usecases import start_campaigns as start_campaigns_module
from anbu.usecases.compare_follow_ups import compare_follow_ups
from anbu.usecases.find_earlier_cases import find_earlier_cases
from anbu.usecases.keep_campaigns import campaigns, keep_campaign, pause_campaign, take_settings
from anbu.usecases.plan_notices import plan_notices
from anbu.usecases.preview_campaign import preview_campaign
from anbu.usecases.run_campaign import run_campaign
from anbu.usecases.start_campaigns import run_by_hand, start_asked, start_by_hand, start_campaigns
from anbu.usecases.worlds import Campaigning
from tests.unit.cases.builders import GOKSEONG, MONDAY_TEN
from tests.unit.outreach.outreach_world import OutreachWorld

WEEKLY: dict[str, Any] = {
    "id": "weekly",
    "area": GOKSEONG,
    "kind": "monitoring",
    "every": "week",
    "on": 1,
    "at": "09:30",
    "cohort": {"states": ["monitoring"]},
}
TUESDAY = MONDAY_TEN.replace(day=24, hour=9, minute=30)
EXPECTED = Expectation(0.5, 100, 0.9, 0.6, 30, 40)


@pytest.fixture
def world() -> OutreachWorld:
    made = OutreachWorld()
    for n in range(3):
        made.add(n, state=State.MONITORING, reached_self=True, need=Need.WATCH)
    made.add(9, state=State.REVIEW)
    return made


def campaign(**changes: Any) -> Campaign:
    return campaign_of(WEEKLY | changes, MONDAY_TEN)


def opened(world: OutreachWorld, run: CampaignRun, made: Campaign | None = None) -> list[Case]:
    where = round_of(made or campaign(), run.period)
    return list(world.ledger.query(Case, Index.ROUND, f"{GOKSEONG}#{where}").items)


def tick_at(world: OutreachWorld, moment: datetime) -> list[CampaignRun]:
    world.clock.shown = moment
    return start_campaigns(world.campaigning)


def test_everyone_of_the_cohort_is_asked_after_once_a_week(world: OutreachWorld) -> None:
    keep_campaign(world.ledger, campaign())
    assert tick_at(world, TUESDAY - timedelta(minutes=1)) == []
    (run,) = tick_at(world, TUESDAY)
    assert (run.state, run.meant, run.opened, run.shared) == (RunState.DONE, 3, 3, 0)
    for case in opened(world, run):
        assert case.state is State.NOTICE_DUE
        assert case.origin == "monitoring"
        assert world.ledger.get(Person, case.id) is not None
    assert tick_at(world, TUESDAY) == [], "a doubled tick is the same run"
    assert tick_at(world, TUESDAY + timedelta(days=1)) == []
    assert len(opened(world, run)) == 3


def test_a_late_tick_runs_once_and_a_skipped_week_says_that_it_was_missed(world: OutreachWorld) -> None:
    keep_campaign(world.ledger, campaign())
    runs = tick_at(world, TUESDAY + timedelta(days=14, hours=5))
    assert [(run.state, run.why) for run in runs] == [
        (RunState.MISSED, "overtaken_by_the_next"),
        (RunState.MISSED, "overtaken_by_the_next"),
        (RunState.DONE, ""),
    ]
    assert tick_at(world, TUESDAY + timedelta(days=14, hours=6)) == []


def test_a_campaign_that_fails_holds_up_no_other(world: OutreachWorld, monkeypatch: pytest.MonkeyPatch) -> None:
    keep_campaign(world.ledger, campaign(id="a-first"))
    keep_campaign(world.ledger, campaign(id="b-second"))
    run = start_campaigns_module.run_campaign

    def fails_for_the_first(made: Campaign, due_at: datetime, told: Campaigning) -> CampaignRun:
        if made.id == "a-first":
            raise RuntimeError("its people cannot be read")
        return run(made, due_at, told)

    monkeypatch.setattr(start_campaigns_module, "run_campaign", fails_for_the_first)
    with pytest.raises(ExceptionGroup):
        tick_at(world, TUESDAY)
    assert [run.state for run in world.ledger.query(CampaignRun, Index.OWN, "b-second").items] == [RunState.DONE]
    assert not world.ledger.query(CampaignRun, Index.OWN, "a-first").items


def test_what_is_too_late_is_missed_and_not_made_good_at_a_wrong_time(world: OutreachWorld) -> None:
    keep_campaign(world.ledger, campaign(grace_hours=2))
    (run,) = tick_at(world, TUESDAY + timedelta(hours=2, seconds=1))
    assert (run.state, run.why) == (RunState.MISSED, "too_late")
    (good,) = tick_at(world, TUESDAY + timedelta(days=7, hours=2))
    assert good.state is RunState.DONE


def test_a_paused_campaign_calls_nobody_and_shows_it(world: OutreachWorld) -> None:
    keep_campaign(world.ledger, campaign())
    pause_campaign(world.ledger, "weekly", paused=True)
    (run,) = tick_at(world, TUESDAY)
    assert (run.state, run.why) == (RunState.MISSED, "paused")
    pause_campaign(world.ledger, "weekly", paused=False)
    (later,) = tick_at(world, TUESDAY + timedelta(days=7))
    assert later.opened == 3


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
    world.clock.shown = TUESDAY + timedelta(days=3)
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


def test_a_changed_schedule_owes_nothing_for_before_and_forgets_nothing(world: OutreachWorld) -> None:
    keep_campaign(world.ledger, campaign())
    noon = TUESDAY + timedelta(hours=3)  # nobody has ticked since half past nine
    keep_campaign(world.ledger, campaign(at="11:00"), noon)
    assert [(run.period, run.why) for run in runs_of(world)] == [("2026-11-24T09:30", "schedule_changed")]
    assert tick_at(world, noon) == [], "not the 11:00 of today: it was not asked for then"
    (run,) = tick_at(world, TUESDAY + timedelta(days=7, hours=2))
    assert run.opened == 3


def test_a_run_by_hand_hides_no_firing_that_was_skipped(world: OutreachWorld) -> None:
    keep_campaign(world.ledger, campaign())
    world.clock.shown = TUESDAY + timedelta(days=2)  # the schedule's ticks have failed since Monday
    start_by_hand("weekly", world.campaigning, "by a person")
    start_campaigns(world.campaigning)
    assert [(run.period, run.state) for run in runs_of(world)] == [
        ("2026-11-24T09:30", RunState.MISSED),
        ("2026-11-26-by-hand", RunState.DONE),
    ]


def test_every_run_that_died_is_gone_on_with_not_the_last_alone(world: OutreachWorld) -> None:
    keep_campaign(world.ledger, campaign())
    made = world.ledger.get(Campaign, "weekly")
    assert made is not None
    world.ledger.write(Create(run_by_hand(made, MONDAY_TEN, "a person asked; the API's process died")))
    runs = tick_at(world, TUESDAY)
    assert [(run.state, run.opened, run.shared) for run in runs] == [
        (RunState.DONE, 3, 0),
        (RunState.DONE, 0, 3),
    ]


def test_what_a_person_changed_is_not_put_back_by_the_settings(world: OutreachWorld) -> None:
    take_settings(world.ledger, [campaign()])
    stored = world.ledger.get(Campaign, "weekly")
    assert stored is not None
    keep_campaign(world.ledger, replace(stored, paused=True, made_by="official-1"))
    take_settings(world.ledger, [campaign()])
    assert world.ledger.get(Campaign, "weekly").paused  # type: ignore[union-attr]


def test_a_withdrawn_campaign_stops_owing(world: OutreachWorld) -> None:
    take_settings(world.ledger, [campaign()])
    take_settings(world.ledger, [])
    assert tick_at(world, TUESDAY + timedelta(days=30)) == []


def runs_of(world: OutreachWorld) -> list[CampaignRun]:
    return list(world.ledger.query(CampaignRun, Index.OWN, "weekly").items)


def test_whom_the_machine_is_calling_anyway_is_not_called_again(world: OutreachWorld) -> None:
    keep_campaign(world.ledger, campaign(cohort={}))
    world.add(10, state=State.CALL_DUE)
    (run,) = tick_at(world, TUESDAY)
    assert (run.meant, run.opened, run.shared) == (5, 4, 1)


def test_a_run_that_died_goes_on_where_it_stopped(world: OutreachWorld) -> None:
    made = keep_campaign(world.ledger, campaign())
    world.clock.shown = TUESDAY
    begun = CampaignRun("weekly", "2026-11-24T09:30", TUESDAY, RunState.BEGUN, TUESDAY)
    world.ledger.write(Create(begun))
    (run,) = start_campaigns(world.campaigning)
    assert (run.state, run.opened) == (RunState.DONE, 3)
    assert run_campaign(made, TUESDAY, world.campaigning).state is RunState.DONE


def test_started_by_hand_or_by_an_event_once_a_day(world: OutreachWorld) -> None:
    heat = campaign(id="heat", kind="heat_wave", every=None, cohort={"age_from": 65, "living_alone": True})
    keep_campaign(world.ledger, heat)
    keep_campaign(world.ledger, campaign())
    (first,) = start_asked({"kind": "heat_wave", "areas": ["4600000000"], "why": "폭염 경보"}, world.campaigning)
    (again,) = start_asked({"campaign": "heat"}, world.campaigning)
    assert (first.opened, first.why) == (4, "폭염 경보")
    assert again.period == first.period
    assert all(case.origin == "heat_wave" for case in opened(world, first, heat))
    assert start_asked({"kind": "heat_wave", "areas": ["1100000000"]}, world.campaigning) == []
    with pytest.raises(LookupError):
        start_by_hand("nobody", world.campaigning, "")


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


def test_settings_make_change_and_withdraw_campaigns(world: OutreachWorld) -> None:
    take_settings(world.ledger, [campaign(), campaign(id="second")])
    take_settings(world.ledger, [campaign(on=3)])
    stored = {made.id: made for made in campaigns(world.ledger)}
    assert stored["second"].paused
    assert stored["weekly"].schedule == campaign(on=3).schedule
    before = stored["weekly"].version
    take_settings(world.ledger, [campaign(on=3)])
    assert world.ledger.get(Campaign, "weekly").version == before  # type: ignore[union-attr]


def test_what_a_manager_made_is_not_withdrawn_by_settings(world: OutreachWorld) -> None:
    keep_campaign(world.ledger, replace(campaign(id="manager"), made_by="official-1"))
    take_settings(world.ledger, [])
    assert not world.ledger.get(Campaign, "manager").paused  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": "party"},
        {"every": "day"},
        {"cron": "0 25 * * *"},
        {"cron": "0 8-12 * * *"},
        {"cohort": {"ages": 3}},
        {"cohort": {"states": ["asleep"]}},
        {"colour": "red"},
        {"on": "soon"},
    ],
)
def test_a_campaign_that_makes_no_sense_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(CampaignInvalid):
        campaign(**wrong)
    with pytest.raises(CampaignInvalid):
        campaign_of({"id": "x"}, MONDAY_TEN)


def record(case_id: str, *problems: Topic) -> CounsellingRecord:
    topics = {topic: TopicFindings("problem" if topic in problems else "ok") for topic in Topic}
    return CounsellingRecord(case_id, "rules", "2026-11", Reached.SELF, Need.WATCH, (), topics, (), (), "")


def followed_up(world: OutreachWorld, **now: Any) -> Case:
    keep_campaign(world.ledger, campaign())
    (run,) = tick_at(world, TUESDAY)
    made = opened(world, run)[0]
    values = {"state": State.REVIEW, "due_at": TUESDAY + timedelta(days=5), "reached_self": True, "need": Need.WATCH}
    world.ledger.write(Replace(replace(made, **(values | now))))
    return made


def changes_of(world: OutreachWorld, case: CaseId) -> tuple[str, ...]:
    found = world.ledger.get(FollowUp, case)
    assert found is not None
    return found.changes


@pytest.mark.parametrize(
    ("now", "changes"),
    [
        ({}, ()),
        ({"need": Need.NONE_STATED}, ()),
        ({"need": Need.IN_DEPTH}, (Change.WORSE,)),
        ({"danger": True}, (Change.WORSE,)),
        ({"reached_self": False, "need": Need.UNKNOWN, "state": State.STAFF_CALL}, (Change.FIRST_SILENCE,)),
    ],
)
def test_a_change_against_the_last_call_raises_the_case(
    world: OutreachWorld, now: dict[str, Any], changes: tuple[Change, ...]
) -> None:
    case = followed_up(world, **now)
    assert compare_follow_ups(world.work) == bool(changes)
    assert changes_of(world, case.id) == changes
    after = world.case(case.id)
    assert (after.priority is Priority.FIRST) is bool(changes)
    assert (after.due_at == TUESDAY.replace(hour=18, minute=0)) is bool(changes)
    assert compare_follow_ups(world.work) == 0, "compared once"


def test_a_new_topic_is_a_change(world: OutreachWorld) -> None:
    case = followed_up(world)
    before = world.ledger.get(FollowUp, case.id)
    assert before is not None
    for where, problem in ((before.before, Topic.HEALTH), (case.id, Topic.HOUSING)):
        stored = CaseRecord(where, AttemptId(f"{where}-call-1"), 1, "", TUESDAY, record(where, problem))
        world.ledger.write(Create(stored))
    assert compare_follow_ups(world.work) == 1
    assert changes_of(world, case.id) == (Change.NEW_TOPIC,)


def test_a_new_topic_after_a_silent_week_is_a_change(world: OutreachWorld) -> None:
    case = followed_up(world)
    silent = world.ledger.get(FollowUp, case.id)
    assert silent is not None
    third = replace(case, id=CaseId("third"), state=State.REVIEW, reached_self=True, need=Need.WATCH, version=0)
    world.ledger.write(Create(third), Create(FollowUp(third.id, case.id, "weekly", TUESDAY)))
    for where, problem in ((silent.before, Topic.HEALTH), (third.id, Topic.HOUSING)):
        stored = CaseRecord(where, AttemptId(f"{where}-call-1"), 1, "", TUESDAY, record(where, problem))
        world.ledger.write(Create(stored))
    compare_follow_ups(world.work)
    assert changes_of(world, third.id) == (Change.NEW_TOPIC,)


def test_nothing_is_compared_while_the_machine_is_still_at_it(world: OutreachWorld) -> None:
    case = followed_up(world, state=State.SUMMARISING, danger=True)
    assert compare_follow_ups(world.work) == 0
    assert changes_of(world, case.id) == ()
    found = world.ledger.get(FollowUp, case.id)
    assert found is not None
    assert found.compared_at is None


def test_every_kind_of_campaign_can_be_read() -> None:
    assert {campaign(kind=kind.value).kind for kind in CampaignKind} == set(CampaignKind)
