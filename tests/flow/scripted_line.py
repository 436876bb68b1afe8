"""A scripted line, on which the player plays a shipped flow."""

# ruff: noqa: ARG002 - a scripted line answers the same whatever it is asked with

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from anbu.domain.times import KST
from infra.contact_flow.flows import Arns, outbound
from infra.contact_flow.phrases import approved_phrases
from local.telephone.contact import Contact
from local.telephone.effects import SILENCE, Event, FunctionFailed, Heard, HungUp, Patience
from local.telephone.flow import read_flow
from local.telephone.flow_player import Ending, drive, play_flow

ALIAS = "arn:aws:lex:ap-northeast-2:000000000000:bot-alias/BOT/ALIAS"
ARNS = Arns("arn:handler", ALIAS, "arn:queue", "arn:whisper", "arn:goodbye")
SAY = approved_phrases()
OPEN = {"proceed": "yes", "greeting": "안녕하세요.", "attempt_id": "c1-ring_back-1"}
HAND_OVER = {"open": OPEN, "close": {"next": "hand_over"}}
BROKEN = FunctionFailed("it broke")
LATE = FunctionFailed("no answer in time", timed_out=True)


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
