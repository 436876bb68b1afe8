"""The text message providers: Solapi's HTTP as its official SDK calls it, and AWS End User Messaging's SendTextMessage.

What becomes of a text is drawn by (seed, number): delivered, failed at the carrier, or taken while the sender's
connection broke before the answer (the case in which a sender must look up and never send again).
"""

import asyncio
import random
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import aiohttp
from aiohttp import web

from local.clock import FastClock
from local.telephone.aws_door import AwsDoor, AwsError, Params
from local.telephone.settings import NetworkSettings, Oddity
from local.telephone.solapi_shapes import group, message, refused, report, webhook_headers

TAKEN, DELIVERED, FAILED = "2000", "4000", "3059"
SMS_BYTES, LMS_BYTES = 90, 2000


MOST_REPORTS = 50
"""Delivery reports in one request to the webhook."""


@dataclass(slots=True)
class Text:
    """One text message that a provider has taken."""

    id: str
    group_id: str
    asked: Mapping[str, Any]
    at: float
    status: str = TAKEN
    reported: float | None = None


class Texts:
    """Every text message of this run, whichever provider took it."""

    def __init__(self, settings: NetworkSettings, clock: FastClock) -> None:
        self._settings, self._clock = settings, clock
        self.sent: dict[str, Text] = {}
        self._random = random.Random(settings.residents.seed)
        self._tasks: set[asyncio.Task[None]] = set()
        self._unreported: list[Text] = []
        self._webhook_is_busy = False

    def routes(self) -> list[web.RouteDef]:
        """Solapi's doors."""
        return [
            web.post("/messages/v4/send-many/detail", self.solapi_send),
            web.get("/messages/v4/list-old", self.solapi_list),
        ]

    def aws_door(self) -> AwsDoor:
        """AWS End User Messaging's door."""
        operations = {"SendTextMessage": self.aws_send}
        return AwsDoor("pinpoint-sms-voice-v2", operations, invalid="ValidationException")

    async def solapi_send(self, request: web.Request) -> web.Response:
        """Takes one or more texts; each is checked by itself."""
        if not request.headers.get("Authorization", "").startswith("HMAC-SHA256 ApiKey="):
            return _refused(403, "InvalidAPIKey", "유효한 API Key를 입력하세요.")
        body = await request.json()
        wanted = body.get("messages") or []
        if not wanted:
            return _refused(400, "ValidationError", "messages 가 비어 있습니다.")
        group_id = _new_id("G4V")
        taken, failed = [], []
        for asked in wanted:
            if self._is_odd(asked, "text_lost"):
                raise web.HTTPServiceUnavailable
            problem = self._problem(asked)
            if problem:
                failed.append(refused(asked, _new_id("M4V"), problem))
                continue
            taken.append(self._take(asked, group_id))
        lost = any(self._is_odd(asked, "text_answer_lost") for asked in wanted)
        if lost or self._random.random() < self._settings.residents.texts_unanswered:
            if request.transport is not None:
                request.transport.close()  # taken, and the sender never hears of it
            raise web.HTTPServiceUnavailable
        answer = group(group_id, len(taken), len(failed), self._iso(self._clock.timestamp()))
        return web.json_response(
            {
                "groupInfo": answer,
                "failedMessageList": failed,
                "messageList": [message(text, self._iso(text.at)) for text in taken]
                if body.get("showMessageList")
                else None,
            }
        )

    async def solapi_list(self, request: web.Request) -> web.Response:
        """Texts by id, number, status and time of creation, oldest first."""
        query = request.query
        begin = datetime.fromisoformat(query["startDate"]).timestamp() if "startDate" in query else 0.0
        end = datetime.fromisoformat(query["endDate"]).timestamp() if "endDate" in query else float("inf")
        limit = int(query.get("limit", 20))
        found = [
            text
            for text in self.sent.values()
            if begin <= text.at <= end
            and query.get("messageId", text.id) == text.id
            and query.get("to", text.asked["to"]) == text.asked["to"]
            and query.get("statusCode", text.status) == text.status
        ]
        ids = [text.id for text in found]
        first = ids.index(query["startKey"]) if query.get("startKey") in ids else 0
        page = found[first : first + limit]
        next_key = ids[first + limit] if first + limit < len(ids) else None
        messages = {text.id: message(text, self._iso(text.at)) for text in page}
        return web.json_response({"limit": limit, "messageList": messages, "nextKey": next_key})

    async def aws_send(self, params: Params) -> Params:
        """SendTextMessage."""
        number = params["DestinationPhoneNumber"]
        if not params.get("MessageBody", "").strip():
            raise AwsError("ValidationException", "MessageBody must not be blank")
        if params.get("DryRun"):
            return {"MessageId": str(uuid.uuid4())}
        asked = {"to": number, "text": params["MessageBody"], "customFields": params.get("Context", {})}
        return {"MessageId": self._take(asked, "").id}

    def _problem(self, asked: Mapping[str, Any]) -> str | None:
        number = str(asked.get("to", ""))
        if not number.isdigit() or not number.startswith("01") or self._is_odd(asked, "text_refused"):
            return "1062"
        sender = _domestic(self._settings.texts_sender)
        if sender and _domestic(str(asked.get("from", ""))) != sender:
            return "1062"
        size = len(str(asked.get("text", "")).encode("cp949", "replace"))
        if size > (SMS_BYTES if asked.get("type") == "SMS" else LMS_BYTES):
            return "1063"
        return None

    def _take(self, asked: Mapping[str, Any], group_id: str) -> Text:
        text = Text(_new_id("M4V"), group_id, asked, self._clock.timestamp())
        self.sent[text.id] = text
        task = asyncio.create_task(self._deliver(text))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return text

    def stop(self) -> None:
        """What is still under way stays so."""
        for task in self._tasks:
            task.cancel()

    async def _deliver(self, text: Text) -> None:
        """Later, the carrier reports; the webhook is told once, as best it can."""
        await self._clock.sleep(self._settings.report_seconds)
        dice = random.Random(f"{self._settings.residents.seed}{text.asked['to']}")
        arrives = dice.random() < self._settings.residents.texts_delivered and not self._is_odd(
            text.asked, "text_failed"
        )
        text.status = DELIVERED if arrives else FAILED
        text.reported = self._clock.timestamp()
        if self._settings.texts_webhook and not self._is_odd(text.asked, "text_receipt_lost"):
            self._unreported.append(text)
            await self._tell(self._settings.texts_webhook)

    async def _tell(self, webhook: str) -> None:
        """All that is unreported in one request after another, as the provider does: never one a text at once."""
        if self._webhook_is_busy:
            return  # whoever is telling takes these too
        self._webhook_is_busy = True
        try:
            async with aiohttp.ClientSession(headers=webhook_headers(self._settings.texts_webhook_word)) as session:
                while self._unreported:
                    some, self._unreported = self._unreported[:MOST_REPORTS], self._unreported[MOST_REPORTS:]
                    await self._post(session, webhook, some)
        finally:
            self._webhook_is_busy = False

    async def _post(self, session: aiohttp.ClientSession, webhook: str, texts: list[Text]) -> None:
        body = [report(text, self._iso(text.at), self._iso(text.reported or text.at)) for text in texts]
        try:
            async with session.post(webhook, json=body):
                pass
        except aiohttp.ClientError as error:
            print(f"delivery reports lost: {len(texts)} ({type(error).__name__})", flush=True)

    def _is_odd(self, asked: Mapping[str, Any], oddity: Oddity) -> bool:
        return self._settings.residents.is_odd(str(asked.get("to", "")), oddity)

    @staticmethod
    def _iso(seconds: float) -> str:
        return datetime.fromtimestamp(seconds, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _domestic(number: str) -> str:
    return "0" + number.removeprefix("+82") if number.startswith("+82") else number


def _new_id(prefix: str) -> str:
    return prefix + uuid.uuid4().hex[:28].upper()


def _refused(status: int, code: str, sentence: str) -> web.Response:
    return web.json_response({"errorCode": code, "errorMessage": sentence}, status=status)
