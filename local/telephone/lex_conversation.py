"""A Lex V2 conversation inside a flow: the bot's code hook owns the loop, turn after turn, until it closes.

One intent and FallbackIntent, as the bot that ships has: whatever is said falls to FallbackIntent, whose fulfilment
code hook answers with ElicitIntent (go on) or Close (the flow goes on). Shapes and limits: Lex V2 developer guide,
"Enabling custom logic with AWS Lambda functions" and "Quotas".
"""

import json
import uuid
from collections.abc import Callable, Generator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from local.telephone.contact import Contact
from local.telephone.effects import Effect, Event, FunctionFailed, Hear, Heard, Hook, Patience, Speak
from local.telephone.flow import FlowError

INTENT = "FallbackIntent"
LONGEST_CONVERSATION = timedelta(minutes=15)
LONGEST_UTTERANCE_MS = 15_000
MOST_CHARACTERS = 4000
MOST_OUTPUT_BYTES = 50 * 1024
MOST_ATTRIBUTE_BYTES = 12 * 1024


class LexFailed(Exception):
    """The conversation broke off: the flow goes on at the block's error edge."""


@dataclass(slots=True)
class Conversation:
    """What Lex keeps of one conversation. `clock` is the one that the call lives by."""

    contact: Contact
    alias_arn: str
    clock: Callable[[], datetime]
    attributes: dict[str, str]
    started: datetime = field(init=False)

    def __post_init__(self) -> None:
        """The fifteen minutes begin now."""
        self.started = self.clock()

    def talk(self) -> Generator[Effect, Any, str]:
        """Listen, ask the hook, speak; again until the hook closes. Returns the intent's name.

        Raises:
            LexFailed: the hook failed or answered nonsense, or fifteen minutes were over.
            FlowError: the hook asked for slots, which this bot does not have.
        """
        while True:
            heard: Heard = yield Hear(self._patience())
            if self.clock() - self.started > LONGEST_CONVERSATION:
                raise LexFailed("fifteen minutes were over")
            try:
                answer: Event = yield Hook(self.alias_arn, self._event(heard))
            except FunctionFailed as failure:
                raise LexFailed(str(failure)) from failure
            action, messages = self._read(answer)
            for message in messages:
                yield Speak(message["content"], markup=message["contentType"] == "SSML")
            if action in {"Close", "Delegate"}:
                return INTENT

    def _patience(self) -> Patience:
        return Patience(
            start_ms=self._timing("audio:start-timeout-ms", 3000),
            end_ms=self._timing("audio:end-timeout-ms", 600),
            longest_ms=self._timing("audio:max-length-ms", 12_000),
            keys_end_ms=self._timing("dtmf:end-timeout-ms", 5000),
            most_keys=self._timing("dtmf:max-length", 0) or None,
            interruptible=self.attributes.get("x-amz-lex:allow-interrupt:*:*", "true") == "true",
        )

    def _timing(self, behaviour: str, default: int) -> int:
        """The attribute for our intent, for any, or the default. Above 15 s of speech Connect takes the error edge."""
        for scope in (f"{INTENT}:*", "*:*"):
            if (value := self.attributes.get(f"x-amz-lex:{behaviour}:{scope}")) is not None:
                milliseconds = int(value)
                if behaviour == "audio:max-length-ms" and milliseconds > LONGEST_UTTERANCE_MS:
                    raise LexFailed("audio:max-length-ms is above 15000")
                return milliseconds
        return default

    def _event(self, heard: Heard) -> Event:
        """What the hook is given, in the shape that Connect's voice channel makes (best reading first)."""
        intent = {"name": INTENT, "slots": {}, "state": "ReadyForFulfillment", "confirmationState": "None"}
        _, _, names = self.alias_arn.partition(":bot-alias/")
        bot_id, _, alias_id = names.partition("/")
        readings = heard.alternatives
        return {
            "messageVersion": "1.0",
            "invocationSource": "FulfillmentCodeHook",
            "inputMode": "DTMF" if heard.keys else "Speech",
            "responseContentType": "text/plain; charset=utf-8",
            "sessionId": self.contact.id,
            "inputTranscript": heard.text,
            "invocationLabel": None,
            "bot": {
                "id": bot_id,
                "name": "anbu",
                "aliasId": alias_id,
                "aliasName": "live",
                "localeId": self.contact.language.replace("-", "_"),
                "version": "1",
            },
            "interpretations": [{"interpretationSource": "Lex", "intent": intent}],
            "proposedNextState": None,
            "requestAttributes": {
                "x-amz-lex:accept-content-types": "PlainText,SSML",
                "x-amz-lex:channels:platform": "Connect",
            },
            "sessionState": {
                "sessionAttributes": dict(self.attributes),
                "activeContexts": [],
                "intent": intent,
                "originatingRequestId": str(uuid.uuid4()),
            },
            "transcriptions": [
                {
                    "transcription": reading.text,
                    "transcriptionConfidence": reading.confidence,
                    "resolvedContext": {"intent": INTENT},
                    "resolvedSlots": {},
                }
                for reading in readings
            ],
        }

    def _read(self, answer: Event) -> tuple[str, list[Event]]:
        """The dialogue action and messages of an answer, held against what Lex accepts."""
        try:
            state = answer["sessionState"]
            action = state["dialogAction"]["type"]
            messages = list(answer.get("messages") or ())
            attributes = dict(state.get("sessionAttributes") or {})
            contents = [(message["contentType"], message["content"]) for message in messages]
        except (KeyError, TypeError) as error:
            raise LexFailed(f"the hook's answer is not one: {error!r}") from error
        if action in {"ElicitSlot", "ConfirmIntent"}:
            raise FlowError(f"the hook asked Lex for {action}; this bot has no slots")
        if action not in {"ElicitIntent", "Close", "Delegate"}:
            raise LexFailed(f"the hook's dialogAction is {action!r}")
        if action == "ElicitIntent" and not messages:
            raise LexFailed("ElicitIntent needs a message")
        if any(kind not in {"PlainText", "SSML"} or not 0 < len(text) <= MOST_CHARACTERS for kind, text in contents):
            raise LexFailed("a message that cannot be spoken")
        if _bytes(answer) > MOST_OUTPUT_BYTES or _bytes(attributes) > MOST_ATTRIBUTE_BYTES:
            raise LexFailed("the hook's answer is too large")
        if not all(isinstance(value, str) for value in attributes.values()):
            raise LexFailed("session attributes are text")
        self.attributes = attributes
        intent = state.get("intent") or {"name": INTENT, "state": "InProgress"}
        self.contact.lex = {
            "IntentName": intent.get("name", INTENT),
            "SessionAttributes": attributes,
            "Slots": intent.get("slots") or {},
            "DialogState": intent.get("state", "InProgress"),
        }
        return action, messages


def _bytes(value: Any) -> int:
    return len(json.dumps(value, ensure_ascii=False).encode())
