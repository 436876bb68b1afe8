"""What the flows share: the setting up, the conversation, the hand-over to a person, the endings."""

from dataclasses import dataclass

from infra.contact_flow import blocks
from infra.contact_flow.bot import FALLBACK, INTENT
from infra.contact_flow.phrases import Phrases

PROCEED = "$.External.proceed"
GREETING = "$.External.greeting"
NEXT = "$.External.next"
ATTEMPT = "$.Attributes.attemptId"


@dataclass(frozen=True, slots=True)
class Arns:
    """What the flows point at. CloudFormation tokens are welcome: they are never looked into."""

    handler: str
    """The function call_handler, through which all doors lead."""
    bot_alias: str
    queue: str
    whisper_flow: str
    goodbye_flow: str
    office_number: str | None = None
    """Where hand-overs go if no staff sit in Connect: a telephone of the office, E.164."""


@dataclass(frozen=True, slots=True)
class SpeechTiming:
    """Patience for slow speakers, in milliseconds. Lex's own 600 ms end-timeout cuts elderly people off in
    mid-sentence; each millisecond more is waited for at every turn. The hook may lengthen it for one person
    (its attributes overrule these)."""

    start: int = 6000
    end: int = 1800
    longest: int = 15_000
    keys_end: int = 3000
    may_interrupt: bool = True

    def attributes(self) -> dict[str, str]:
        """As Lex V2 session attributes, for every intent and slot."""
        return {
            "x-amz-lex:audio:start-timeout-ms:*:*": str(self.start),
            "x-amz-lex:audio:end-timeout-ms:*:*": str(self.end),
            "x-amz-lex:audio:max-length-ms:*:*": str(self.longest),
            "x-amz-lex:dtmf:end-timeout-ms:*:*": str(self.keys_end),
            "x-amz-lex:allow-interrupt:*:*": str(self.may_interrupt).lower(),
        }


def set_up(speaker: str, then: str) -> list[blocks.Action]:
    """No flow logs, a Korean voice, the Korean language."""
    return [
        blocks.no_logging("no-logging", "voice"),
        blocks.voice("voice", speaker, "language"),
        blocks.language("language", then),
    ]


def conversation(arns: Arns, timing: SpeechTiming) -> list[blocks.Action]:
    """Talk until the hook closes, then ask its `close` door what comes next.

    Session attributes hold the attempt, the turn and the timings, nothing else: what the call came to stays in the
    ledger, and `close` answers from there. A conversation that breaks off ends in an apology; the case goes on by
    its contact events.
    """
    attributes = {"attemptId": ATTEMPT, "turn": "0"} | timing.attributes()
    return [
        blocks.talk(
            "talk",
            arns.bot_alias,
            GREETING,
            attributes=attributes,
            intents=(FALLBACK, INTENT),
            then="close",
            failed="sorry",
        ),
        blocks.ask_function("close", arns.handler, "close", then="what-next", failed="sorry"),
        blocks.compare("what-next", NEXT, {"hand_over": "hand-over", "end": "hang-up"}, otherwise="goodbye"),
    ]


def hand_over(arns: Arns, phrases: Phrases) -> list[blocks.Action]:
    """To a person, if one is at work and free. The agent hears a summary first (the whisper flow); when nobody can
    take the call, the caller is told so and rung back, and the case goes on at the staff rung. An office without staff
    in Connect is rung on its own telephone, in the same hours."""
    if arns.office_number:
        return [
            blocks.queue("hand-over", arns.queue, then="hours", failed="nobody-free"),  # its hours are the office's
            blocks.check_hours("hours", is_open="connecting", closed="nobody-free"),
            blocks.say("connecting", phrases.connecting, then="office"),
            blocks.ring_office("office", arns.office_number, then="goodbye", failed="nobody-free"),
            blocks.say("nobody-free", phrases.nobody_free, then="safe"),
        ]
    return [
        blocks.on_moment("hand-over", "AgentWhisper", arns.whisper_flow, "goodbye-hook"),
        blocks.on_moment("goodbye-hook", "CustomerRemaining", arns.goodbye_flow, "queue"),
        blocks.queue("queue", arns.queue, then="hours", failed="nobody-free"),
        blocks.check_hours("hours", is_open="staff", closed="nobody-free"),
        blocks.check_staff("staff", somebody="connecting", nobody="nobody-free"),
        blocks.say("connecting", phrases.connecting, then="transfer"),
        blocks.transfer("transfer", failed="nobody-free"),
        blocks.say("nobody-free", phrases.nobody_free, then="safe"),
    ]


def endings(phrases: Phrases) -> list[blocks.Action]:
    """Every way out: an apology where something broke, the emergency numbers, a goodbye."""
    return [
        blocks.say("not-now", phrases.not_now, then="hang-up"),
        blocks.say("sorry", phrases.sorry, then="safe"),
        blocks.say("safe", phrases.safe, then="hang-up"),
        blocks.say("goodbye", phrases.goodbye, then="hang-up"),
        blocks.hang_up("hang-up"),
    ]
