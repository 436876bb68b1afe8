"""What each block of the flow language does: one small generator a type, which returns the name of the next block.

A block that is not here is not known, and the player says so loudly rather than stepping over it.
"""

import random
from collections.abc import Callable, Generator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from local.telephone.conditions import branch_for
from local.telephone.contact import Contact
from local.telephone.effects import Bridge, Effect, Hear, Heard, Join, Metric, Open, Patience, Pause, Speak
from local.telephone.flow import Block, FlowError
from local.telephone.invoking import FunctionChain, invoke
from local.telephone.lex_conversation import Conversation, LexFailed

NO_MATCH = "NoMatchingCondition"
FAILED = "NoMatchingError"
Step = Generator[Effect, Any, str | None]
"""Yields effects, returns the next block; None ends the flow."""


@dataclass(slots=True)
class Play:
    """What one playing of a flow keeps between blocks."""

    contact: Contact
    clock: Callable[[], datetime]
    stopwatch: Callable[[], float]
    """Real seconds: the limits of functions are real even when the call's clock runs fast."""
    chain: FunctionChain = field(default_factory=FunctionChain)
    loops: dict[str, int] = field(default_factory=dict)
    ended_by: str = ""
    """Why the flow ended, once it has: a `disconnectReason` of Connect."""


def _words(block: Block, contact: Contact) -> Effect | None:
    parameters = contact.fill(block.parameters)
    if "PromptId" in parameters or "Media" in parameters:
        raise FlowError(f"{block.type} '{block.id}' plays a recorded prompt, which cannot be heard here")
    if markup := parameters.get("SSML"):
        return Speak(markup, markup=True)
    text = parameters.get("Text")
    return Speak(text) if text else None


def say(block: Block, play: Play) -> Step:
    """MessageParticipant."""
    play.chain.rest()
    words = _words(block, play.contact)
    if words is None:  # Connect treats an empty prompt as an error
        return block.on(FAILED)
    yield words
    return block.then()


def ask_for_input(block: Block, play: Play) -> Step:
    """GetParticipantInput: a menu of keys, or digits to keep."""
    play.chain.rest()
    words = _words(block, play.contact)
    if words is not None:
        yield words
    parameters = block.parameters
    stores = parameters.get("StoreInput") == "True"
    seconds = int(parameters["InputTimeLimitSeconds"])
    longest = parameters.get("InputValidation", {}).get("CustomValidation", {}).get("MaximumLength")
    heard: Heard = yield Hear(Patience(start_ms=seconds * 1000, most_keys=int(longest) if longest else 1))
    if stores:
        play.contact.stored_input = heard.keys or "Timeout"
        return block.then()
    if not heard.keys:
        return block.on("InputTimeLimitExceeded", FAILED)
    return branch_for(block, heard.keys, play.contact) or block.on(NO_MATCH)


def talk_with_bot(block: Block, play: Play) -> Step:
    """ConnectParticipantWithLexBot: the prompt, then the hook's conversation; branches compare the intent's name."""
    play.chain.rest()
    contact = play.contact
    words = _words(block, contact)
    if words is not None:
        yield words
    attributes = {
        key: str(value) for key, value in contact.fill(block.parameters.get("LexSessionAttributes", {})).items()
    }
    alias = str(contact.fill(block.parameters["LexV2Bot"]["AliasArn"]))
    conversation = Conversation(contact, alias, play.clock, attributes)
    try:
        intent = yield from conversation.talk()
    except LexFailed:
        return block.on(FAILED)
    return branch_for(block, intent, contact) or block.on(NO_MATCH)


def call_function(block: Block, play: Play) -> Step:
    """InvokeLambdaFunction."""
    answered = yield from invoke(block, play.contact, play.chain, play.stopwatch)
    return block.then() if answered else block.on(FAILED)


def compare(block: Block, play: Play) -> Step:
    """Compare."""
    yield from ()
    value = str(play.contact.fill(block.parameters["ComparisonValue"]))
    return branch_for(block, value, play.contact) or block.on(NO_MATCH)


def distribute(block: Block, play: Play) -> Step:
    """DistributeByPercentage: the same contact always goes the same way."""
    yield from ()
    percent = random.Random(play.contact.id + block.id).randrange(1, 101)
    return branch_for(block, str(percent), play.contact) or block.on(NO_MATCH)


def count_loop(block: Block, play: Play) -> Step:
    """Loop."""
    yield from ()
    done = play.loops.get(block.id, 0)
    more = done < int(play.contact.fill(block.parameters["LoopCount"]))
    play.loops[block.id] = done + 1 if more else 0
    return branch_for(block, "ContinueLooping" if more else "DoneLooping", play.contact) or block.then()


def check_hours(block: Block, play: Play) -> Step:
    """CheckHoursOfOperation: the hours named, or those of the queue."""
    hours = str(play.contact.fill(block.parameters.get("HoursOfOperationId", "")))
    is_open: bool = yield Open(hours, play.contact.queue)
    return branch_for(block, str(is_open), play.contact) or block.on(FAILED)


def check_metric(block: Block, play: Play) -> Step:
    """CheckMetricData: how many are at work, or wait."""
    queue = str(play.contact.fill(block.parameters.get("QueueId", play.contact.queue)))
    value: float = yield Metric(block.parameters["MetricType"], queue)
    return branch_for(block, f"{value:g}", play.contact) or block.on(NO_MATCH)


def check_answering(block: Block, _play: Play) -> Step:
    """CheckOutboundCallStatus: only campaign calls are listened to for machines, and ours are none."""
    yield from ()
    return block.on(FAILED)


def join_queue(block: Block, play: Play) -> Step:
    """TransferContactToQueue: the flow ends with the caller waiting, unless the queue is full."""
    contact = play.contact
    if not contact.queue:
        return block.on(FAILED)
    joined: bool = yield Join(contact.queue)
    if not joined:
        return block.on("QueueAtCapacity")
    play.ended_by = "TRANSFERRED"
    return None


def bridge(block: Block, play: Play) -> Step:
    """TransferParticipantToThirdParty."""
    parameters = play.contact.fill(block.parameters)
    seconds = float(parameters.get("ThirdPartyConnectionTimeLimitSeconds", 30))
    answered: bool = yield Bridge(parameters["ThirdPartyPhoneNumber"], seconds)
    if not answered:
        return block.on("ConnectionTimeLimitExceeded", "CallFailed", FAILED)
    if parameters.get("ContinueFlowExecution") == "True":
        return block.then()
    play.ended_by = "TRANSFERRED"
    return None


def wait(block: Block, play: Play) -> Step:
    """Wait."""
    yield Pause(float(play.contact.fill(block.parameters["TimeLimitSeconds"])))
    return branch_for(block, "WaitCompleted", play.contact) or block.then()


def disconnect(_block: Block, play: Play) -> Step:
    """DisconnectParticipant."""
    yield from ()
    play.ended_by = "CONTACT_FLOW_DISCONNECT"
    return None


def end_flow(_block: Block, play: Play) -> Step:
    """EndFlowExecution: the end of a whisper or queue flow; the contact lives on."""
    yield from ()
    play.ended_by = "FLOW_ENDED"
    return None
