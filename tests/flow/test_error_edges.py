"""Whatever breaks, the caller hears why and whom to ring before the line goes dead: over each shipped flow's graph."""

from collections.abc import Iterator
from typing import Any

import pytest

from infra.contact_flow.flows import Arns, goodbye, outbound, ring_back
from infra.contact_flow.phrases import approved_phrases

Flow = dict[str, Any]
STAFF = Arns("arn:handler", "arn:bot", "arn:queue", "arn:whisper", "arn:goodbye")
PHONE = Arns("arn:handler", "arn:bot", "arn:queue", "arn:whisper", "arn:goodbye", office_number="+82611000001")
FLOWS = {
    "outbound": outbound(STAFF),
    "outbound to an office's telephone": outbound(PHONE),
    "ring back": ring_back(STAFF),
    "ring back to an office's telephone": ring_back(PHONE),
    "goodbye": goodbye(),
}
SAID = approved_phrases()
FAILS = ("NoMatchingError", "QueueAtCapacity", "CallFailed", "ConnectionTimeLimitExceeded", "InputTimeLimitExceeded")


def blocks(flow: Flow) -> dict[str, Flow]:
    return {action["Identifier"]: action for action in flow["Actions"]}


def ways_on(action: Flow) -> list[str]:
    edges = action["Transitions"]
    branches = [*edges.get("Errors", ()), *edges.get("Conditions", ())]
    return list(dict.fromkeys([*([edges["NextAction"]] if edges else []), *(edge["NextAction"] for edge in branches)]))


def endings(flow: Flow, at: str, heard: tuple[str, ...] = (), seen: frozenset[str] = frozenset()) -> Iterator[set[str]]:
    """What was said on each way from a block to the end of the flow; a way back into the conversation is no end."""
    action = blocks(flow)[at]
    if action["Type"] == "ConnectParticipantWithLexBot" or at in seen:
        return
    heard = (*heard, action["Parameters"]["Text"]) if action["Type"] == "MessageParticipant" else heard
    if not ways_on(action):
        yield set(heard)
    for target in ways_on(action):
        yield from endings(flow, target, heard, seen | {at})


@pytest.mark.parametrize("flow", FLOWS.values(), ids=FLOWS)
def test_no_error_edge_ends_in_silence(flow: Flow) -> None:
    for action in flow["Actions"]:
        if action["Type"] == "MessageParticipant":
            continue  # a sentence that cannot be said is followed by the next one
        for edge in action["Transitions"].get("Errors", ()):
            if edge["ErrorType"] not in FAILS:
                continue
            for heard in endings(flow, edge["NextAction"]):
                where = f"{action['Identifier']} → {edge['NextAction']}"
                assert heard & {SAID.sorry, SAID.nobody_free, SAID.goodbye, SAID.safe, SAID.not_now}, where
                if SAID.sorry in heard or SAID.nobody_free in heard:
                    assert SAID.safe in heard, f"{where}: the emergency numbers are told"


@pytest.mark.parametrize("flow", [FLOWS["outbound"], FLOWS["ring back"]], ids=["outbound", "ring back"])
def test_a_conversation_that_breaks_off_ends_in_an_apology_and_a_case_that_goes_on(flow: Flow) -> None:
    talk = next(action for action in flow["Actions"] if action["Type"] == "ConnectParticipantWithLexBot")
    failed = next(e["NextAction"] for e in talk["Transitions"]["Errors"] if e["ErrorType"] == "NoMatchingError")
    for heard in endings(flow, failed):
        assert {SAID.sorry, SAID.safe} <= heard
    assert "다시 연락드리겠습니다" in SAID.sorry
