"""Where holidays are not known yet nobody is rung, and nobody is left to a fault that comes again every minute."""

from datetime import datetime, time, timedelta

from anbu.adapters.holidays import korean_calendar
from anbu.domain.cases.next_step import StepKind, rung_again_at
from anbu.domain.times import KST
from local.talk.world import world_of

LAST = datetime.combine(korean_calendar().known_until, time(17, 59), KST)


def test_a_call_that_must_wait_past_the_known_days_goes_to_people() -> None:
    world = world_of()
    step = rung_again_at(world.case, LAST + timedelta(days=1), world.ladder, LAST, "number_rests")
    assert (step.kind, step.rule) == (StepKind.STAFF_CALL, "window_unknown")
    assert step.due is not None
    assert step.due > LAST


def test_a_call_that_must_wait_within_the_known_days_is_a_call_in_its_window() -> None:
    world = world_of(now=datetime(2026, 11, 25, 17, 55, tzinfo=KST))
    now = world.clock.now()
    step = rung_again_at(world.case, now + timedelta(minutes=10), world.ladder, now, "number_rests")
    assert (step.kind, step.rule) == (StepKind.CALL, "number_rests")
    assert step.due == datetime(2026, 11, 26, 9, 0, tzinfo=KST)
