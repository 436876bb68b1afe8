"""Campaigns: everyone meant is called once a period, or it says that they were not."""

from datetime import datetime, timedelta

import pytest

from anbu.domain.cases.case import Person
from anbu.domain.cases.state import State
from anbu.domain.outreach.campaigns import Campaign, CampaignRun, RunState
from anbu.domain.values import replace
from anbu.ports import Create, Index
from anbu.usecases import start_campaigns as start_campaigns_module
from anbu.usecases.keep_campaigns import keep_campaign, pause_campaign, take_settings
from anbu.usecases.run_campaign import run_campaign
from anbu.usecases.start_campaigns import run_by_hand, start_asked, start_by_hand, start_campaigns
from anbu.usecases.worlds import Campaigning
from tests.unit.cases.builders import MONDAY_TEN
from tests.unit.outreach.campaign_world import TUESDAY, a_cohort, campaign, opened, runs_of, tick_at
from tests.unit.outreach.outreach_world import OutreachWorld


@pytest.fixture
def world() -> OutreachWorld:
    return a_cohort()


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
    world.clock.at = TUESDAY + timedelta(days=2)  # the schedule's ticks have failed since Monday
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


def test_a_run_that_died_goes_on_where_it_stopped(world: OutreachWorld) -> None:
    made = keep_campaign(world.ledger, campaign())
    world.clock.at = TUESDAY
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
