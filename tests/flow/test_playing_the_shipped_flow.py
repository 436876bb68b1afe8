"""The flow that ships, played by the player against a scripted line: every way out, and what goes over the wire."""

# ruff: noqa: ARG002 - a scripted line answers the same whatever it is asked with

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from anbu.domain.times import KST
from infra.contact_flow.bot import bot
from infra.contact_flow.flows import Arns, agent_whisper, goodbye, outbound, ring_back
from infra.contact_flow.phrases import approved_phrases
from local.telephone.contact import Contact
from local.telephone.effects import SILENCE, Alternative, Event, FunctionFailed, Heard, HungUp, Patience
from local.telephone.flow import read_flow
from local.telephone.flow_player import Ending, drive, play_flow

ALIAS = "arn:aws:lex:ap-northeast-2:000000000000:bot-alias/BOT/ALIAS"
ARNS = Arns("arn:handler", ALIAS, "arn:queue", "arn:whisper", "arn:goodbye")
SAY = approved_phrases()


@dataclass
class Line:
    """A scripted line: what each door answers, what the hook says turn by turn, what the resident says."""

    doors: dict[str, Any] = field(default_factory=lambda: {"open": OPEN, "ring_back": OPEN, "close": {"next": "end"}})
    replies: list[Any] = field(default_factory=lambda: [closing("끝")])
    said: list[Heard] = field(default_factory=list)
    open_now: bool = True
    agents: float = 1
    room: bool = True
    office_answers: bool = False
    hangs_up_at: str = ""
    spoken: list[str] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    patience: list[Patience] = field(default_factory=list)

    def speak(self, text: str, *, markup: bool = False) -> None:
        self.spoken.append(text)
        if self.hangs_up_at and self.hangs_up_at in text:
            raise HungUp

    def hear(self, patience: Patience) -> Heard:
        self.patience.append(patience)
        return self.said.pop(0) if self.said else SILENCE

    def invoke(self, arn: str, event: Event, seconds: float) -> Event:
        self.events.append(event)
        answer = self.doors[event["Details"]["Parameters"]["door"]]
        if isinstance(answer, Exception):
            raise answer
        return dict(answer)

    def hook(self, alias_arn: str, event: Event, seconds: float) -> Event:
        self.events.append(event)
        reply = self.replies.pop(0)
        if isinstance(reply, Exception):
            raise reply
        return reply

    def pause(self, seconds: float) -> None: ...

    def is_open(self, hours: str, queue: str) -> bool:
        return self.open_now

    def metric(self, name: str, queue: str) -> float:
        return self.agents

    def join(self, queue: str) -> bool:
        return self.room

    def bridge(self, number: str, seconds: float) -> bool:
        return self.office_answers


OPEN = {"proceed": "yes", "greeting": "안녕하세요.", "attempt_id": "c1-ring_back-1"}


def reply(text: str, kind: str = "ElicitIntent", **attributes: str) -> Event:
    return {
        "sessionState": {
            "dialogAction": {"type": kind},
            "intent": {"name": "FallbackIntent", "state": "InProgress", "slots": {}},
            "sessionAttributes": {"attemptId": "c1-call-1", **attributes},
        },
        "messages": [{"contentType": "PlainText", "content": text}],
    }


def closing(text: str) -> Event:
    return reply(text, "Close")


def play(line: Line, document: Event | None = None, clock: Callable[[], datetime] | None = None) -> Ending:
    contact = Contact(
        "11111111-2222-3333-4444-555555555555", "arn:instance", "+821000001234", "+827000000000",
        name="c1-call-1", attributes={"attemptId": "c1-call-1"},
    )  # fmt: skip
    now = datetime(2026, 11, 23, 10, tzinfo=KST)
    return drive(play_flow(read_flow(document or outbound(ARNS)), contact, clock or (lambda: now)), line)


def test_a_call_goes_greeting_conversation_goodbye_and_the_flow_hangs_up():
    line = Line(replies=[reply("식사는 하셨어요?", turn="1"), closing("안녕히 계세요.")], said=[Heard.words("네")])
    ending = play(line)
    assert line.spoken == ["안녕하세요.", "식사는 하셨어요?", "안녕히 계세요."]
    assert ending.reason == "CONTACT_FLOW_DISCONNECT"


def test_the_hook_sees_the_contact_as_session_and_what_was_recognised_best_first():
    said = Heard((Alternative("일자리를 잃었어요", 0.92), Alternative("일자리를 이었어요", 0.72)))
    line = Line(said=[said])
    play(line)
    event = line.events[1]
    assert event["sessionId"] == "11111111-2222-3333-4444-555555555555"
    assert event["invocationSource"] == "FulfillmentCodeHook"
    assert event["bot"]["localeId"] == "ko_KR"
    assert [(t["transcription"], t["transcriptionConfidence"]) for t in event["transcriptions"]] == [
        ("일자리를 잃었어요", 0.92), ("일자리를 이었어요", 0.72),
    ]  # fmt: skip


def test_session_attributes_are_the_attempt_the_turn_and_timings_and_nothing_else():
    line = Line()
    play(line)
    attributes = line.events[1]["sessionState"]["sessionAttributes"]
    assert {key: value for key, value in attributes.items() if not key.startswith("x-amz-lex:")} == {
        "attemptId": "c1-call-1",
        "turn": "0",
    }


def test_silence_and_keys_reach_the_hook_as_lex_gives_them():
    line = Line(replies=[reply("?"), closing("끝")], said=[SILENCE, Heard(keys="1")])
    play(line)
    silence, keys = line.events[1], line.events[2]
    assert (silence["inputTranscript"], silence["transcriptions"], silence["inputMode"]) == ("", [], "Speech")
    assert (keys["inputTranscript"], keys["inputMode"]) == ("1", "DTMF")


def test_slow_speakers_are_given_time_and_the_hook_may_give_more():
    longer = {"x-amz-lex:audio:end-timeout-ms:*:*": "3000"}
    line = Line(replies=[reply("?", **longer), closing("끝")])
    play(line)
    assert [p.end_ms for p in line.patience] == [1800, 3000]


def test_the_open_door_sees_what_connect_sends():
    line = Line()
    play(line)
    data = line.events[0]["Details"]["ContactData"]
    assert line.events[0]["Name"] == "ContactFlowEvent"
    assert line.events[0]["Details"]["Parameters"] == {"door": "open"}
    assert data["Attributes"] == {"attemptId": "c1-call-1"}
    assert data["CustomerEndpoint"] == {"Address": "+821000001234", "Type": "TELEPHONE_NUMBER"}
    assert (data["InitiationMethod"], data["Channel"], data["LanguageCode"]) == ("API", "VOICE", "ko-KR")


HAND_OVER = {"open": OPEN, "close": {"next": "hand_over"}}
BROKEN = FunctionFailed("it broke")
LATE = FunctionFailed("no answer in time", timed_out=True)


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


def test_who_rings_back_talks_under_the_attempt_that_the_door_made():
    line = Line(doors={"ring_back": OPEN, "close": {"next": "end"}})
    ending = play(line, ring_back(ARNS))
    assert line.events[1]["sessionState"]["sessionAttributes"]["attemptId"] == "c1-ring_back-1"
    assert ending.contact.attributes == {"attemptId": "c1-ring_back-1"}


def test_the_agent_is_told_the_summary_or_where_to_find_it():
    told, not_told = Line(doors={"whisper": {"summary": "전기요금 체납"}}), Line(doors={"whisper": BROKEN})
    assert play(told, agent_whisper("arn:handler")).reason == "FLOW_ENDED"
    play(not_told, agent_whisper("arn:handler"))
    assert (told.spoken, not_told.spoken) == (["전기요금 체납"], [SAY.no_summary])


def test_after_the_agent_the_caller_hears_the_emergency_numbers():
    line = Line()
    play(line, goodbye())
    assert line.spoken == [SAY.safe]


def test_the_flows_come_out_the_same_every_time():
    assert outbound(ARNS) == outbound(ARNS)
    assert ring_back(ARNS) == ring_back(ARNS)


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


def test_the_voice_is_that_of_the_settings():
    for document in (outbound(ARNS, voice="Jihye"), agent_whisper("arn", voice="Jihye"), goodbye(voice="Jihye")):
        voices = [action for action in document["Actions"] if action["Type"] == "UpdateContactTextToSpeechVoice"]
        assert [voice["Parameters"]["TextToSpeechVoice"] for voice in voices] == ["Jihye"]
    assert bot("b", "role", "Jihye")["BotLocales"][0]["VoiceSettings"]["VoiceId"] == "Jihye"


def test_nothing_that_the_flow_says_by_itself_tells_why_somebody_was_rung():
    for document in (outbound(ARNS), ring_back(ARNS), goodbye()):
        for action in document["Actions"]:
            words = action["Parameters"].get("Text", "")
            assert not any(word in words for word in ("복지", "체납", "위기", "생계", "기초", "상담"))
