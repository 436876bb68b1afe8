"""Plays a contact flow, block by block, as Connect would: the very JSON that ships.

    ending = drive(play_flow(flow, contact, clock), line)

`play_flow` is a generator that touches nothing; `drive` answers what it asks from a `CallLine` (a terminal, a persona,
a test). The telephone network drives the same generator without blocking.
"""

import time
from collections.abc import Callable, Generator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from local.telephone import blocks
from local.telephone.contact import Contact
from local.telephone.effects import (
    Bridge,
    Effect,
    Event,
    FunctionFailed,
    Hear,
    Heard,
    Hook,
    HungUp,
    Invoke,
    Join,
    Metric,
    Open,
    Patience,
    Pause,
    Speak,
)
from local.telephone.flow import Block, Flow, FlowError
from local.telephone.settings_blocks import change_contact, changes_contact

MOST_BLOCKS = 10_000  # a call that goes round in circles is a broken flow, not a long one

_BLOCKS: dict[str, Callable[[Block, blocks.Play], blocks.Step]] = {
    "MessageParticipant": blocks.say,
    "GetParticipantInput": blocks.ask_for_input,
    "ConnectParticipantWithLexBot": blocks.talk_with_bot,
    "InvokeLambdaFunction": blocks.call_function,
    "Compare": blocks.compare,
    "DistributeByPercentage": blocks.distribute,
    "Loop": blocks.count_loop,
    "CheckHoursOfOperation": blocks.check_hours,
    "CheckMetricData": blocks.check_metric,
    "CheckOutboundCallStatus": blocks.check_answering,
    "TransferContactToQueue": blocks.join_queue,
    "TransferParticipantToThirdParty": blocks.bridge,
    "Wait": blocks.wait,
    "DisconnectParticipant": blocks.disconnect,
    "EndFlowExecution": blocks.end_flow,
}


@dataclass(frozen=True, slots=True)
class Ending:
    """How it ended: a `disconnectReason` of Connect, or `TRANSFERRED`, `FLOW_ENDED` while the contact lives on."""

    reason: str
    contact: Contact
    path: tuple[str, ...]
    """The blocks that were played, in order."""


class CallLine(Protocol):
    """One end of a telephone line, with the functions behind it. Anything here may raise `HungUp`."""

    def speak(self, text: str, *, markup: bool = False) -> None:
        """Say it."""

    def hear(self, patience: Patience) -> Heard:
        """What was said, or keyed, or silence."""

    def invoke(self, arn: str, event: Event, seconds: float) -> Event:
        """Run a function. Raises `FunctionFailed`."""

    def hook(self, alias_arn: str, event: Event, seconds: float) -> Event:
        """Run the code hook of a bot alias. Raises `FunctionFailed`."""

    def pause(self, seconds: float) -> None:
        """Let time pass."""

    def is_open(self, hours: str, queue: str) -> bool:
        """Is anybody at work?"""

    def metric(self, name: str, queue: str) -> float:
        """A number about a queue."""

    def join(self, queue: str) -> bool:
        """Wait in the queue; False: it is full."""

    def bridge(self, number: str, seconds: float) -> bool:
        """Ring somebody else; False: no answer."""


def play_flow(
    flow: Flow,
    contact: Contact,
    clock: Callable[[], datetime],
    stopwatch: Callable[[], float] = time.monotonic,
) -> Generator[Effect, Any, Ending]:
    """Play from the first block to an end.

    Whoever drives it answers each effect, or throws `HungUp` or `FunctionFailed`.

    Raises:
        FlowError: a block that the player does not know, an edge that is missing, a flow that goes in circles.
    """
    play = blocks.Play(contact, clock, stopwatch)
    path: list[str] = []
    at: str | None = flow.start
    try:
        while at is not None:
            if len(path) >= MOST_BLOCKS:
                raise FlowError(f"{MOST_BLOCKS} blocks and no end: the flow goes in circles")
            block = flow.block(at)
            path.append(at)
            at = yield from _step(block, play)
    except HungUp:
        play.ended_by = "CUSTOMER_DISCONNECT"
    return Ending(play.ended_by, contact, tuple(path))


def _step(block: Block, play: blocks.Play) -> blocks.Step:
    if changes_contact(block.type):
        return change_contact(block, play.contact)
    step = _BLOCKS.get(block.type)
    if step is None:
        raise FlowError(f"block '{block.id}' is a {block.type}, which the player does not know")
    return (yield from step(block, play))


def drive(playing: Generator[Effect, Any, Ending], line: CallLine) -> Ending:
    """Answer everything from this line until the flow ends."""
    try:
        effect = next(playing)
        while True:
            try:
                answer = _ANSWERS[type(effect)](line, effect)
            except (HungUp, FunctionFailed) as happened:
                effect = playing.throw(happened)
            else:
                effect = playing.send(answer)
    except StopIteration as end:
        ending: Ending = end.value
        return ending


_ANSWERS: dict[type, Callable[[CallLine, Any], Any]] = {
    Speak: lambda line, it: line.speak(it.text, markup=it.markup),
    Hear: lambda line, it: line.hear(it.patience),
    Invoke: lambda line, it: line.invoke(it.arn, it.event, it.seconds),
    Hook: lambda line, it: line.hook(it.alias_arn, it.event, it.seconds),
    Pause: lambda line, it: line.pause(it.seconds),
    Open: lambda line, it: line.is_open(it.hours, it.queue),
    Metric: lambda line, it: line.metric(it.name, it.queue),
    Join: lambda line, it: line.join(it.queue),
    Bridge: lambda line, it: line.bridge(it.number, it.seconds),
}
