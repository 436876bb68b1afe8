"""A turn is taken once, however often and however close together it is asked for, and its alerts with it."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from anbu.adapters.ledger.memory import MemoryLedger
from anbu.domain.cases.attempt import AttemptKind, CallEnded, Contact
from anbu.domain.cases.outcome import Outcome
from anbu.domain.cases.outcome_of import report_of
from anbu.domain.counselling.record import DangerKind, Topic
from anbu.domain.dialogue.dialogue import Alert, Dialogue, Ending
from anbu.domain.dialogue.said import Alternative, Said
from anbu.domain.dialogue.second_opinion import Opinion
from anbu.domain.ids import ContactId, attempt_id
from anbu.domain.times import KST
from anbu.ports import Change, Create, Index, Replace
from anbu.usecases.conversing import AskModel, Spoken, turns_of
from anbu.usecases.open_call import open_call
from anbu.usecases.take_turn import NoSuchCall, take_turn
from local.talk.world import World, world_of

MONDAY = datetime(2026, 11, 23, 10, tzinfo=KST)
HUNGRY = "쌀이 없어서 사흘째 굶고 있어요"


def say(text: str) -> Said:
    return Said((Alternative(text, 0.9),)) if text else Said()


def opened(ask_model: AskModel | None = None, **told: Any) -> World:
    world = world_of(ask_model=lambda: ask_model, **told)
    assert open_call(world.contact, world.attempt.id, world.conversing).proceed
    return world


def talk(world: World, *said: str, first: int = 1) -> list[Spoken]:
    return [take_turn(world.attempt.id, n, say(text), world.conversing) for n, text in enumerate(said, first)]


def alerts(world: World) -> list[Alert]:
    return list(world.ledger.query(Alert, Index.OWN, world.case.id).items)


def test_opening_twice_says_the_same_and_links_the_contact() -> None:
    world = opened()
    again = open_call(world.contact, world.attempt.id, world.conversing)
    assert again.first is not None
    assert again.first.text == turns_of(world.ledger, world.attempt.id)[0].reply
    contact = world.ledger.get(Contact, world.contact)
    assert contact is not None
    assert contact.attempt_id == world.attempt.id


def test_nobody_is_talked_to_for_an_attempt_that_is_not_ours() -> None:
    world = world_of()
    assert not open_call(world.contact, "c-nobody-call-1", world.conversing).proceed  # type: ignore[arg-type]
    with pytest.raises(NoSuchCall):
        take_turn(world.attempt.id, 1, say("네"), world.conversing)


def test_each_turn_asked_for_twice_is_taken_once() -> None:
    world = opened()
    for n, text in enumerate(["네", "네", HUNGRY, "아니요", "없어요", "아니요"], 1):
        first = take_turn(world.attempt.id, n, say(text), world.conversing)
        assert take_turn(world.attempt.id, n, say(text), world.conversing) == first
    assert [turn.n for turn in turns_of(world.ledger, world.attempt.id)] == list(range(7))
    assert [(alert.kind, alert.turn) for alert in alerts(world)] == [(DangerKind.NO_FOOD, "t6")]


def test_an_old_turn_that_comes_again_skips_no_question() -> None:
    world = opened()
    spoken = talk(world, "네", "네", "없어요", "없어요")
    assert take_turn(world.attempt.id, 2, say("네"), world.conversing) == spoken[1]
    dialogue = world.ledger.get(Dialogue, world.case.id, world.attempt.id)
    assert dialogue is not None
    assert dialogue.turn == 4


class Interleaved:
    """A ledger where, just before a write, somebody else takes the same turn."""

    def __init__(self, inner: MemoryLedger) -> None:
        self.inner, self.rival = inner, None
        self.get, self.query = inner.get, inner.query

    rival: Any

    def write(self, *changes: Change) -> None:
        rival, self.rival = self.rival, None
        if rival is not None:
            rival()
        self.inner.write(*changes)


def test_each_turn_taken_twice_at_once_is_taken_once() -> None:
    world = opened()
    ledger = Interleaved(world.ledger)
    conversing = replace(world.conversing, ledger=ledger)
    for n, text in enumerate(["네", "네", HUNGRY, "아니요"], 1):
        rivals: list[Spoken] = []

        def rival(n: int = n, text: str = text, rivals: list[Spoken] = rivals) -> None:
            rivals.append(take_turn(world.attempt.id, n, say(text), conversing))

        ledger.rival = rival
        assert take_turn(world.attempt.id, n, say(text), conversing) == rivals[0]
    assert len(turns_of(world.ledger, world.attempt.id)) == 5
    assert len(alerts(world)) == 1


def test_alert_turn_and_state_stand_or_fall_together() -> None:
    world = opened()
    talk(world, "네", "네")

    class Broken(Interleaved):
        def write(self, *changes: Change) -> None:
            assert len(changes) == 3, "turn, state and alert in one transaction"
            raise RuntimeError("the table is away")

    broken = replace(world.conversing, ledger=Broken(world.ledger))
    with pytest.raises(RuntimeError):
        take_turn(world.attempt.id, 3, say(HUNGRY), broken)
    assert alerts(world) == []
    assert len(turns_of(world.ledger, world.attempt.id)) == 3
    talk(world, HUNGRY, first=3)
    assert len(alerts(world)) == 1


def test_the_same_words_again_are_one_alert_and_new_words_another() -> None:
    world = opened()
    talk(world, "네", "네", "죽고 싶어요", "아니요", "죽고 싶어요", "없어요", "오늘 밤에 목을 매려고 해요")
    assert {alert.turn for alert in alerts(world)} == {"t6", "t14"}


def test_a_model_is_not_asked_where_rules_found_danger() -> None:
    asked: list[str] = []

    def model(_question: str, words: str) -> Opinion | None:
        asked.append(words)
        return None

    world = opened(model)
    talk(world, "네", "네", HUNGRY, "아니요", "요즘 형편이 영 빠듯합니다")
    assert HUNGRY not in asked
    assert "요즘 형편이 영 빠듯합니다" in asked


def test_a_model_hears_danger_in_whatever_they_answer_once_they_were_told_that_this_is_a_machine() -> None:
    asked: list[str] = []

    def model(_question: str, words: str) -> Opinion | None:
        asked.append(words)
        return Opinion(((DangerKind.NO_FOOD, words),), "")

    world = opened(model)
    talk(world, "글쎄요 이렇게 지낸 지가 오래되어서요", "네", "그날그날 겨우겨우 넘기고 있습니다만")
    assert asked == ["그날그날 겨우겨우 넘기고 있습니다만"]
    assert [alert.turn for alert in alerts(world)] == ["t6"]


def test_a_model_can_raise_and_its_checked_sentence_is_spoken() -> None:
    words = "요즘은 물만 마시고 삽니다"

    def model(_question: str, _words: str) -> Opinion | None:
        return Opinion(((DangerKind.NO_FOOD, "물만 마시고"),), "")

    world = opened(model)
    talk(world, "네", "네", words)
    assert [alert.kind for alert in alerts(world)] == [DangerKind.NO_FOOD]

    kind = opened(lambda _question, _words: Opinion((), "혼자 지내시느라 적적하셨겠어요."))
    assert "적적하셨겠어요." in talk(kind, "네", "네", "그럭저럭 지내고 있습니다")[-1].text


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


def test_of_several_dangers_all_are_alerted_and_the_most_pressing_answered() -> None:
    world = opened()
    spoken = talk(world, "네", "네", "전기도 끊겼는데 남편이 저를 때려요")[-1]
    assert "일일이" in spoken.text
    assert {alert.kind for alert in alerts(world)} == {DangerKind.VIOLENCE, DangerKind.LIFE_UTILITIES}


@pytest.mark.parametrize(
    ("said", "kinds", "numbers"),
    [
        ("살려주세요 남편이 쓰러져서 숨을 안 쉬어요", {DangerKind.MEDICAL_EMERGENCY}, ("일일구",)),
        ("영감이 숨을 안 쉬어 우짜노", {DangerKind.MEDICAL_EMERGENCY}, ("일일구",)),
        ("살려주세요 남편이 칼을 들고 있어요", {DangerKind.VIOLENCE}, ("일일이",)),
        ("살려주세요", {DangerKind.MEDICAL_EMERGENCY, DangerKind.VIOLENCE}, ("일일구", "일일이")),
        ("아들한테 맞아서 피가 안 멈춰요", {DangerKind.MEDICAL_EMERGENCY, DangerKind.VIOLENCE}, ("일일구", "일일이")),
    ],
)
def test_who_needs_an_ambulance_is_told_its_number_at_once_and_who_is_beaten_the_police(
    said: str, kinds: set[DangerKind], numbers: tuple[str, ...]
) -> None:
    world = opened()
    spoken = talk(world, "네", "네", said)[-1]
    assert {alert.kind for alert in alerts(world)} == kinds
    assert all(number in spoken.text for number in numbers)


def test_more_of_the_same_danger_is_answered_with_both_numbers() -> None:
    world = opened()
    spoken = talk(world, "네", "네", "남편이 저를 때려요", "어제도 남편한테 맞아서 멍이 들었어요")[-1]
    assert "일일이" in spoken.text
    assert "일일구" in spoken.text
