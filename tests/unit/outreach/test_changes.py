"""What has changed since somebody was last asked after, as a table. An improvement raises nobody."""

from typing import Any

import pytest

from anbu.domain.cases.case import Case
from anbu.domain.counselling.record import CounsellingRecord, Need, Reached, Topic, TopicFindings, TopicState
from anbu.domain.outreach.changes import Change, changes_since, problems
from anbu.domain.values import replace
from tests.unit.cases.builders import case as case_of_one

ARREARS, HEALTH, HOUSING = Topic.ARREARS, Topic.HEALTH, Topic.HOUSING


def record(**states: TopicState) -> CounsellingRecord:
    topics = {topic: TopicFindings(states.get(topic.value, "unknown")) for topic in Topic}
    return CounsellingRecord("c1", "rules", "2026-11", Reached.SELF, Need.WATCH, (), topics, (), (), "")


def case(**changes: Any) -> Case:
    return replace(case_of_one(), **({"reached_self": True, "need": Need.WATCH} | changes))


@pytest.mark.parametrize(
    ("before", "now", "changes"),
    [
        ({"arrears": "problem"}, {"arrears": "problem"}, ()),
        ({"arrears": "problem"}, {"arrears": "ok"}, ()),  # better
        ({"arrears": "problem", "health": "problem"}, {"health": "problem"}, ()),
        ({"arrears": "problem"}, {"health": "problem"}, (Change.NEW_TOPIC,)),
        ({"arrears": "ok"}, {"arrears": "problem"}, (Change.NEW_TOPIC,)),
        ({}, {"arrears": "ok", "health": "unknown"}, ()),
        ({}, {}, ()),
    ],
)
def test_a_new_topic_is_one_in_which_no_problem_was_stated_before(
    before: dict[str, TopicState], now: dict[str, TopicState], changes: tuple[Change, ...]
) -> None:
    assert changes_since(case(), record(**before), case(), record(**now)) == changes


def test_without_two_records_no_topic_is_new() -> None:
    told = record(arrears="problem")
    assert changes_since(case(), None, case(), told) == changes_since(case(), told, case(), None) == ()


@pytest.mark.parametrize("state", ["problem", "ok", "unknown"])
def test_only_a_problem_is_one(state: TopicState) -> None:
    assert problems(record(arrears=state)) == ({ARREARS} if state == "problem" else set())


def test_who_was_reached_and_is_not_any_more_is_silent_for_the_first_time() -> None:
    silent = case(reached_self=False)
    assert changes_since(case(), None, silent, None) == (Change.FIRST_SILENCE,)
    assert changes_since(silent, None, silent, None) == ()
    assert changes_since(silent, None, case(), None) == ()


LOUDER = (Need.NONE_STATED, Need.UNKNOWN, Need.WATCH, Need.IN_DEPTH, Need.URGENT)


@pytest.mark.parametrize("before", LOUDER)
@pytest.mark.parametrize("now", LOUDER)
def test_worse_is_a_louder_need_of_somebody_who_was_reached(before: Need, now: Need) -> None:
    worse = (Change.WORSE,) if LOUDER.index(now) > LOUDER.index(before) else ()
    assert changes_since(case(need=before), None, case(need=now), None) == worse
    unreached = case(need=now, reached_self=False)
    assert changes_since(case(need=before, reached_self=False), None, unreached, None) == ()


def test_danger_is_worse_whoever_told_it() -> None:
    assert Change.WORSE in changes_since(case(), None, case(reached_self=False, danger=True), None)
