"""What a campaign's call says against the call before: a change for the worse raises the case."""

from datetime import timedelta
from typing import Any

import pytest

from anbu.domain.cases.case import Case, Priority
from anbu.domain.cases.case_record import CaseRecord
from anbu.domain.cases.state import State
from anbu.domain.counselling.record import CounsellingRecord, Need, Reached, Topic, TopicFindings
from anbu.domain.ids import AttemptId, CaseId
from anbu.domain.outreach.campaigns import FollowUp
from anbu.domain.outreach.changes import Change
from anbu.domain.values import replace
from anbu.ports import Create, Replace
from anbu.usecases.compare_follow_ups import compare_follow_ups
from anbu.usecases.keep_campaigns import keep_campaign
from tests.unit.outreach.campaign_world import TUESDAY, a_cohort, campaign, opened, tick_at
from tests.unit.outreach.outreach_world import OutreachWorld


@pytest.fixture
def world() -> OutreachWorld:
    return a_cohort()


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
