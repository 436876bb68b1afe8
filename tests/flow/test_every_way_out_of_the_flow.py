"""Every way out of the flow that ships: nobody is left in silence."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from anbu.domain.times import KST
from infra.contact_flow.flows import outbound
from tests.flow.scripted_line import ARNS, BROKEN, HAND_OVER, LATE, OPEN, SAY, Line, play, reply


@pytest.mark.parametrize(
    ("line", "last_words", "reason"),
    [
        (Line(doors={"open": OPEN | {"proceed": "no"}}), [SAY.not_now], "CONTACT_FLOW_DISCONNECT"),
        (Line(doors={"open": BROKEN}), [SAY.sorry, SAY.safe], "CONTACT_FLOW_DISCONNECT"),
        (Line(doors={"open": LATE}), [SAY.sorry, SAY.safe], "CONTACT_FLOW_DISCONNECT"),
        (Line(replies=[BROKEN]), [SAY.sorry, SAY.safe], "CONTACT_FLOW_DISCONNECT"),
        (Line(replies=[{"nonsense": 1}]), [SAY.sorry, SAY.safe], "CONTACT_FLOW_DISCONNECT"),
        (Line(doors={"open": OPEN, "close": BROKEN}), [SAY.sorry, SAY.safe], "CONTACT_FLOW_DISCONNECT"),
        (Line(doors={"open": OPEN, "close": {"next": "?"}}), [SAY.goodbye], "CONTACT_FLOW_DISCONNECT"),
        (Line(doors=HAND_OVER), [SAY.connecting], "TRANSFERRED"),
        (Line(doors=HAND_OVER, open_now=False), [SAY.nobody_free, SAY.safe], "CONTACT_FLOW_DISCONNECT"),
        (Line(doors=HAND_OVER, agents=0), [SAY.nobody_free, SAY.safe], "CONTACT_FLOW_DISCONNECT"),
        (Line(doors=HAND_OVER, room=False), [SAY.nobody_free, SAY.safe], "CONTACT_FLOW_DISCONNECT"),
        (Line(hangs_up_at="안녕하세요"), ["안녕하세요."], "CUSTOMER_DISCONNECT"),
    ],
)
def test_every_edge_ends_in_kind_words_and_never_in_silence(line: Line, last_words: list[str], reason: str):
    ending = play(line)
    assert line.spoken[-len(last_words) :] == last_words
    assert ending.reason == reason


def test_a_function_that_fails_is_asked_again_as_connect_does():
    line = Line(doors={"open": BROKEN})
    play(line)
    assert len(line.events) == 4


def test_a_conversation_of_more_than_fifteen_minutes_breaks_off_with_an_apology():
    moments = iter(datetime(2026, 11, 23, 10, tzinfo=KST) + timedelta(minutes=6) * n for n in range(99))
    line = Line(replies=[reply("그리고요?") for _ in range(9)])
    play(line, clock=lambda: next(moments))
    assert line.spoken[-2:] == [SAY.sorry, SAY.safe]
    assert line.spoken.count("그리고요?") == 2


OFFICE = replace(ARNS, office_number="+82611000001")


@pytest.mark.parametrize(
    ("line", "last_words"),
    [
        (Line(doors=HAND_OVER, office_answers=True), [SAY.connecting, SAY.goodbye]),
        (Line(doors=HAND_OVER), [SAY.connecting, SAY.nobody_free, SAY.safe]),
        (Line(doors=HAND_OVER, open_now=False), [SAY.nobody_free, SAY.safe]),
    ],
)
def test_an_office_without_staff_in_connect_is_rung_on_its_own_telephone(line: Line, last_words: list[str]):
    play(line, outbound(OFFICE))
    assert line.spoken[-len(last_words) :] == last_words
