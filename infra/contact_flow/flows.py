"""The contact flows of a deployment. The same input always gives the same document, byte for byte."""

from typing import Any

from infra.contact_flow import blocks
from infra.contact_flow.parts import GREETING, PROCEED, Arns, SpeechTiming, conversation, endings, hand_over, set_up
from infra.contact_flow.phrases import Phrases, approved_phrases

SPEAKER = "Seoyeon"


def outbound(
    arns: Arns, timing: SpeechTiming | None = None, phrases: Phrases | None = None, *, voice: str = SPEAKER
) -> dict[str, Any]:
    """The flow of a call that we place (type CONTACT_FLOW). The contact carries the attribute `attemptId`."""
    words = phrases or approved_phrases()
    return blocks.flow(
        *set_up(voice, then="open"),
        blocks.ask_function("open", arns.handler, "open", then="proceed", failed="sorry"),
        blocks.compare("proceed", PROCEED, {"yes": "talk"}, otherwise="not-now"),
        *conversation(arns, timing or SpeechTiming()),
        *hand_over(arns, words),
        *endings(words),
    )


def ring_back(
    arns: Arns, timing: SpeechTiming | None = None, phrases: Phrases | None = None, *, voice: str = SPEAKER
) -> dict[str, Any]:
    """The flow of a call that a resident makes to our number (type CONTACT_FLOW). Its attempt is made by the
    `ring_back` door, which tells its id; the contact keeps it as `attemptId`, as an outbound one does."""
    words = phrases or approved_phrases()
    keep = {"attemptId": "$.External.attempt_id"}
    # kept before the greeting is read: `$.External` stays until the next function runs
    return blocks.flow(
        *set_up(voice, then="open"),
        blocks.ask_function("open", arns.handler, "ring_back", then="proceed", failed="sorry"),
        blocks.compare("proceed", PROCEED, {"yes": "keep-attempt"}, otherwise="not-now"),
        blocks.keep_attributes("keep-attempt", keep, then="talk", failed="sorry"),
        *conversation(arns, timing or SpeechTiming()),
        *hand_over(arns, words),
        *endings(words),
    )


def duty(handler_arn: str, phrases: Phrases | None = None, *, voice: str = SPEAKER) -> dict[str, Any]:
    """The call to the officer on duty (type CONTACT_FLOW): there is an alert, press one to take it on. It names nobody.

    Only a key takes it on: what answers as a machine, or says something, does not. Where we cannot tell whether it
    is still open the officer is asked all the same.
    """
    words = phrases or approved_phrases()
    take = {"1": "take"}
    return blocks.flow(
        *set_up(voice, then="open"),
        blocks.ask_function("open", handler_arn, "duty", then="still", failed="ask"),
        blocks.compare("still", PROCEED, {"no": "taken"}, otherwise="ask"),
        blocks.menu("ask", words.duty, take, seconds=6, otherwise="ask-again"),
        blocks.menu("ask-again", words.duty_again, take, seconds=8, otherwise="next"),
        blocks.ask_function("take", handler_arn, "duty_key", then="took", failed="next"),
        blocks.compare("took", PROCEED, {"yes": "thanks"}, otherwise="next"),
        blocks.say("thanks", words.duty_thanks, then="hang-up"),
        blocks.say("taken", words.duty_taken, then="hang-up"),
        blocks.say("next", words.duty_next, then="hang-up"),
        blocks.hang_up("hang-up"),
    )


def agent_whisper(handler_arn: str, phrases: Phrases | None = None, *, voice: str = SPEAKER) -> dict[str, Any]:
    """What the staff member hears before the two are joined (type AGENT_WHISPER): the summary, told and not kept."""
    words = phrases or approved_phrases()
    return blocks.flow(
        blocks.no_logging("no-logging", "voice"),
        blocks.voice("voice", voice, "summary"),
        blocks.ask_function("summary", handler_arn, "whisper", then="tell", failed="no-summary"),
        blocks.say("tell", "$.External.summary", then="end"),
        blocks.say("no-summary", words.no_summary, then="end"),
        blocks.end("end"),
        kind="agentWhisper",
    )


def goodbye(phrases: Phrases | None = None, *, voice: str = SPEAKER) -> dict[str, Any]:
    """What the caller hears when the staff member has hung up first (type CONTACT_FLOW)."""
    words = phrases or approved_phrases()
    return blocks.flow(
        *set_up(voice, then="safe"),
        blocks.say("safe", words.safe, then="hang-up"),
        blocks.hang_up("hang-up"),
    )


__all__ = ["GREETING", "Arns", "SpeechTiming", "agent_whisper", "duty", "goodbye", "outbound", "ring_back"]
