"""The course of a call: cut and gone on with, closed in time, who we are and when we ring again."""

from dataclasses import replace
from datetime import timedelta

from anbu.domain.cases.attempt import AttemptKind, CallEnded
from anbu.domain.cases.outcome import Outcome
from anbu.domain.cases.outcome_of import report_of
from anbu.domain.counselling.record import Topic
from anbu.domain.dialogue.dialogue import Dialogue, Ending
from anbu.domain.ids import ContactId, attempt_id
from anbu.ports import Create, Replace
from anbu.usecases.conversing import turns_of
from anbu.usecases.open_call import open_call
from anbu.usecases.take_turn import take_turn
from tests.unit.dialogue.opened_call import MONDAY, opened, say, talk


def test_a_call_that_was_cut_goes_on_where_it_stopped() -> None:
    world = opened()
    talk(world, "네", "네", "생활비가 모자라요", "밀린 건 없어요")
    second = replace(world.attempt, id=attempt_id(world.case.id, AttemptKind.CALL, 2), n=2, version=0)
    world.ledger.write(Create(second), Replace(replace(world.case, attempt=second.id)))
    opening = open_call(ContactId("second"), second.id, world.conversing)
    assert opening.proceed
    take_turn(second.id, 1, say("네"), world.conversing)
    spoken = take_turn(second.id, 2, say("네"), world.conversing)
    assert "건강" in spoken.text
    dialogue = world.ledger.get(Dialogue, world.case.id, second.id)
    assert dialogue is not None
    assert set(dialogue.covered) == {Topic.LIVING_COSTS, Topic.ARREARS}


def test_a_call_with_a_slow_speaker_is_closed_in_time_and_comes_to_partial() -> None:
    world = opened()
    n, ending = 0, None
    while ending is None:
        n += 1
        world.clock.passes(100)
        ending = take_turn(world.attempt.id, n, say("네" if n < 3 else "글쎄요 그건 말이죠"), world.conversing).ending
    turns = turns_of(world.ledger, world.attempt.id)
    assert turns[-1].at - turns[0].at <= timedelta(minutes=13)
    assert ending is Ending.TIME_UP
    ended = CallEnded(world.clock.now(), turns[0].at, "CONTACT_FLOW_DISCONNECT")
    assert report_of(turns, ended).outcome is Outcome.PARTIAL


def test_who_did_not_hear_what_this_is_hears_it_again() -> None:
    world = opened()
    spoken = talk(world, "네", "뭐라고요")
    assert "인공지능" in spoken[1].text
    assert "기록" in spoken[1].text


def test_whose_number_came_from_kait_is_told_so() -> None:
    assert "통신사" in talk(opened(number_source="kait"), "네")[0].text
    assert "통신사" not in talk(opened(), "네")[0].text


def test_no_time_is_promised_at_which_nobody_rings() -> None:
    late = talk(opened(now=MONDAY), "네", "퇴근하고 저녁 일곱 시에 전화 주세요")[-1]
    assert "오후 일곱 시" not in late.text
    assert "내일 오전 아홉 시에 다시 전화드리겠습니다" in late.text
    assert "오늘 오후 세 시에" in talk(opened(now=MONDAY), "네", "오후 세 시에 전화 주세요")[-1].text


def test_what_they_named_is_kept_although_nobody_rings_then() -> None:
    world = opened(now=MONDAY)
    talk(world, "네", "퇴근하고 저녁 일곱 시에 전화 주세요")
    dialogue = world.ledger.get(Dialogue, world.case.id, world.attempt.id)
    assert dialogue is not None
    assert dialogue.call_back_at == MONDAY.replace(hour=19)
