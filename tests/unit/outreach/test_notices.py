"""Notices: sent once, looked up in doubt, never a dead end; every path leads to the call."""

from datetime import timedelta

import pytest

from anbu.domain.cases.attempt import Attempt, AttemptStatus
from anbu.domain.cases.outcome import NoticeResult
from anbu.domain.cases.state import State
from anbu.domain.ids import AttemptId, NumberKey
from anbu.domain.outreach.sending import TextFate, TextReport
from anbu.domain.outreach.wishes import NumberWish
from anbu.domain.phones import NumberSource
from anbu.ports import Create
from anbu.usecases.plan_notices import plan_notices
from anbu.usecases.redo_overdue import redo_overdue
from anbu.usecases.send_notice import send_notice
from anbu.usecases.take_receipt import take_receipt
from tests.unit.cases.builders import MONDAY_TEN
from tests.unit.outreach.outreach_world import OutreachWorld

NOTICE = AttemptId("c1-notice-1")
HALF_AN_HOUR = timedelta(minutes=30)


@pytest.fixture
def world() -> OutreachWorld:
    made = OutreachWorld()
    made.add(1)
    return made


def plan_and_send(world: OutreachWorld) -> None:
    plan_notices(world.work)
    world.deliver()


def test_who_was_texted_is_rung_half_an_hour_later(world: OutreachWorld) -> None:
    plan_and_send(world)
    case = world.case(1)
    assert (case.state, case.notice, case.due_at) == (State.CALL_DUE, NoticeResult.SENT, MONDAY_TEN + HALF_AN_HOUR)
    assert case.attempt is None
    assert [text.attempt_id for text in world.carrier.sent] == [NOTICE]


def test_a_notice_that_certainly_failed_is_marked_and_the_call_comes_at_once(world: OutreachWorld) -> None:
    world.carrier.mood = "refuses"
    plan_and_send(world)
    case = world.case(1)
    assert (case.state, case.notice, case.notice_at) == (State.CALL_DUE, NoticeResult.FAILED, None)
    assert case.due_at == MONDAY_TEN


def test_a_busy_provider_loses_nobody_and_sends_later(world: OutreachWorld) -> None:
    world.carrier.mood = "busy"
    plan_and_send(world)
    assert world.case(1).state is State.NOTICE_DUE
    world.carrier.mood = "fine"
    world.later(minutes=1)
    plan_and_send(world)
    assert len(world.carrier.sent) == 1
    assert world.case(1).notice is NoticeResult.SENT


def test_a_lost_answer_is_looked_up_and_never_sent_again(world: OutreachWorld) -> None:
    world.carrier.mood = "answer_lost"
    plan_and_send(world)
    world.carrier.mood = "fine"
    world.later(minutes=5)
    plan_and_send(world)
    assert world.case(1).state is State.NOTICE_DUE, "nothing is done until the lease ends and the look-up is asked for"
    redo_overdue(world.work)
    assert world.case(1).state is State.LOOKUP
    world.deliver()
    assert world.case(1).notice is NoticeResult.DELIVERED
    assert len(world.carrier.sent) == 1


def test_what_is_never_found_is_unknown_and_the_call_comes_all_the_same(world: OutreachWorld) -> None:
    world.carrier.mood, world.carrier.listed = "answer_lost", False
    plan_and_send(world)
    world.carrier.mood = "fine"
    world.later(minutes=5)
    redo_overdue(world.work)
    world.deliver()
    case = world.case(1)
    assert (case.state, case.notice) == (State.CALL_DUE, NoticeResult.UNKNOWN)
    assert case.notice_at == MONDAY_TEN, "it may have come: the lead time is kept"


def test_a_look_up_without_answer_stays_overdue_until_there_is_one(world: OutreachWorld) -> None:
    world.carrier.mood = "answer_lost"
    plan_and_send(world)
    world.carrier.mood = "busy"
    world.later(minutes=5)
    redo_overdue(world.work)
    world.deliver()
    assert world.case(1).state is State.LOOKUP
    world.carrier.mood = "fine"
    world.later(minutes=10)
    redo_overdue(world.work)
    world.deliver()
    assert world.case(1).notice is NoticeResult.DELIVERED


def test_a_message_lost_on_the_way_costs_only_time(world: OutreachWorld) -> None:
    plan_notices(world.work)
    world.notices.waiting.clear()
    world.later(minutes=5)
    redo_overdue(world.work)
    world.deliver()
    assert world.case(1).state is State.NOTICE_DUE
    world.later(minutes=2)
    plan_and_send(world)
    assert world.case(1).notice is NoticeResult.SENT
    assert len(world.carrier.sent) == 1


def test_a_doubled_message_is_one_text(world: OutreachWorld) -> None:
    plan_notices(world.work)
    world.notices.waiting *= 3
    world.deliver()
    assert len(world.carrier.sent) == 1


def test_a_message_that_comes_too_late_to_finish_in_time_does_not_act(world: OutreachWorld) -> None:
    plan_notices(world.work)
    attempt = world.ledger.get(Attempt, "c1", NOTICE)
    assert attempt is not None
    world.clock.at = attempt.lease_until - world.work.act_lease() / 2 + timedelta(microseconds=1)
    world.deliver()
    assert world.carrier.sent == []
    world.clock.at -= timedelta(microseconds=1)
    send_notice(NOTICE, world.texting)
    assert len(world.carrier.sent) == 1


def test_nobody_is_texted_when_the_window_has_closed_meanwhile(world: OutreachWorld) -> None:
    world.clock.at = MONDAY_TEN.replace(hour=17, minute=29, second=59)
    plan_notices(world.work)
    world.later(seconds=2)
    world.deliver()
    assert world.carrier.sent == []
    assert world.case(1).due_at == (MONDAY_TEN + timedelta(days=1)).replace(hour=9)


def test_the_wish_not_to_be_texted_is_kept(world: OutreachWorld) -> None:
    world.ledger.write(Create(NumberWish(NumberKey("+821000000001"), True, MONDAY_TEN, "call")))
    plan_and_send(world)
    assert world.carrier.sent == []
    assert world.case(1).notice is NoticeResult.NOT_POSSIBLE
    assert world.case(1).state is State.CALL_DUE


def test_no_more_texts_are_planned_than_can_be_sent(world: OutreachWorld) -> None:
    for n in range(2, 700):
        world.add(n)
    assert plan_notices(world.work) == world.work.texts_a_minute
    assert plan_notices(world.work) == 0, "they wait in the queue: their leases would end before more were sent"
    world.deliver()
    assert plan_notices(world.work) == 699 - world.work.texts_a_minute


def receipt(fate: TextFate) -> TextReport:
    return TextReport(fate, "m1", NOTICE)


def test_a_receipt_changes_the_notice_and_not_the_way(world: OutreachWorld) -> None:
    plan_and_send(world)
    before = world.case(1)
    assert take_receipt(receipt(TextFate.DELIVERED), world.work)
    after = world.case(1)
    assert after.notice is NoticeResult.DELIVERED
    assert (after.state, after.due_at) == (before.state, before.due_at)
    take_receipt(receipt(TextFate.ACCEPTED), world.work)
    assert world.case(1).notice is NoticeResult.DELIVERED, "a late receipt undoes nothing"


def test_a_receipt_of_failure_is_marked(world: OutreachWorld) -> None:
    plan_and_send(world)
    take_receipt(receipt(TextFate.FAILED), world.work)
    assert world.case(1).notice is NoticeResult.FAILED
    assert world.case(1).state is State.CALL_DUE


def test_a_receipt_faster_than_the_answer_counts_as_the_answer(world: OutreachWorld) -> None:
    world.carrier.mood = "answer_lost"
    plan_and_send(world)
    take_receipt(receipt(TextFate.DELIVERED), world.work)
    case = world.case(1)
    assert (case.state, case.notice) == (State.CALL_DUE, NoticeResult.DELIVERED)
    attempt = world.ledger.get(Attempt, "c1", NOTICE)
    assert attempt is not None
    assert attempt.status is AttemptStatus.ENDED


def test_a_doubled_receipt_writes_nothing(world: OutreachWorld) -> None:
    plan_and_send(world)
    take_receipt(receipt(TextFate.DELIVERED), world.work)
    version = world.case(1).version
    take_receipt(receipt(TextFate.DELIVERED), world.work)
    assert world.case(1).version == version


def test_receipts_of_others_are_not_ours(world: OutreachWorld) -> None:
    assert not take_receipt(TextReport(TextFate.DELIVERED, "m9", AttemptId("nobody-notice-1")), world.work)
    assert not take_receipt(TextReport(TextFate.DELIVERED, "m9"), world.work)


def test_households_on_one_phone_get_one_text_and_each_their_call(world: OutreachWorld) -> None:
    world.add(2, number="+821000000001")
    plan_notices(world.work)
    assert world.case(2).state is State.NOTICE_DUE, "the text is under way: its result is waited for"
    world.deliver()
    world.later(minutes=4)
    plan_and_send(world)
    assert len(world.carrier.sent) == 1
    assert world.case(2).state is State.CALL_DUE
    assert world.case(2).notice is NoticeResult.SENT
    assert world.case(2).due_at == world.case(1).due_at


def test_who_must_be_told_where_the_number_came_from_gets_a_text_of_their_own(world: OutreachWorld) -> None:
    world.add(2, number="+821000000001", source=NumberSource.KAIT)
    plan_and_send(world)
    world.later(minutes=4)
    plan_and_send(world)
    assert world.case(2).state is State.NOTICE_DUE
    world.clock.at = (MONDAY_TEN + timedelta(days=1)).replace(hour=9)
    plan_and_send(world)
    assert [text.attempt_id for text in world.carrier.sent] == [NOTICE, "c2-notice-1"]


def test_who_opted_out_at_the_provider_is_not_texted_again(world: OutreachWorld) -> None:
    world.carrier.mood = "opted_out"
    plan_notices(world.work)
    world.deliver()
    assert world.case(1).notice is NoticeResult.FAILED
    wish = world.ledger.get(NumberWish, "+821000000001")
    assert wish is not None
    assert (wish.no_texts, wish.said_to) == (True, "provider")
