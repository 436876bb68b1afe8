"""A telephone network for tests, with an emulated cloud of one function and one bus behind it."""

import asyncio
import json
import threading
import time
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

import boto3
from aiohttp import web
from botocore.config import Config

from anbu.domain.times import KST
from infra.contact_flow.flows import Arns, outbound, ring_back
from local.clock import FastClock, set_clock
from local.telephone.network import network
from local.telephone.settings import NetworkSettings

ALIAS = "arn:aws:lex:ap-northeast-2:000000000000:bot-alias/BOT/live"
HANDLER = "arn:aws:lambda:ap-northeast-2:000000000000:function:call_handler"
INSTANCE = "11111111-1111-4111-8111-111111111111"
PERSONA = """
name: 네 하고 답하는 사람
turns: [{when: 식사, say: 네 먹었어요}]
"""


@dataclass
class Emulated:
    """Stands for the embedded cloud: a function that talks one question long, and a bus that keeps what it is given."""

    events: list[dict[str, Any]] = field(default_factory=list)
    hooked: list[dict[str, Any]] = field(default_factory=list)
    asked: list[dict[str, Any]] = field(default_factory=list)

    def app(self) -> web.Application:
        app = web.Application()
        app.add_routes(
            [web.post("/2015-03-31/functions/{arn}/invocations", self.invoke), web.post("/", self.put_events)]
        )
        return app

    async def invoke(self, request: web.Request) -> web.Response:
        assert request.match_info["arn"] == HANDLER
        event = await request.json()
        if "Details" in event:
            self.asked.append(event["Details"])
            door = event["Details"]["Parameters"]["door"]
            answer = {"proceed": "yes", "greeting": "안녕하세요. 식사는 하셨어요?", "attempt_id": "c1-ring_back-1"}
            return web.json_response({"next": "end"} if door == "close" else answer)
        self.hooked.append(event)
        state = {"dialogAction": {"type": "Close"}, "intent": {"name": "FallbackIntent", "state": "Fulfilled"}}
        return web.json_response(
            {"sessionState": state, "messages": [{"contentType": "PlainText", "content": "안녕히 계세요."}]}
        )

    async def put_events(self, request: web.Request) -> web.Response:
        body = json.loads(await request.text())
        self.events += [json.loads(entry["Detail"]) for entry in body["Entries"]]
        return web.json_response({"FailedEntryCount": 0, "Entries": [{"EventId": "e"} for _ in body["Entries"]]})


class Servers:
    """aiohttp servers in a thread of their own, so that blocking SDKs can speak to them."""

    def __init__(self) -> None:
        self.loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self.loop.run_forever, daemon=True)
        self._thread.start()
        self._runners: list[web.AppRunner] = []

    def serve(self, app: web.Application) -> str:
        return asyncio.run_coroutine_threadsafe(self._serve(app), self.loop).result(20)

    async def _serve(self, app: web.Application) -> str:
        runner = web.AppRunner(app, access_log=None)
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        self._runners.append(runner)
        return f"http://127.0.0.1:{runner.addresses[0][1]}"

    def stop(self) -> None:
        async def clean() -> None:
            for runner in reversed(self._runners):
                await runner.cleanup()

        asyncio.run_coroutine_threadsafe(clean(), self.loop).result(20)
        self.loop.call_soon_threadsafe(self.loop.stop)
        self._thread.join(20)
        self.loop.close()


@dataclass
class World:
    url: str
    emulated: Emulated
    clock: FastClock

    def connect(self) -> Any:
        return boto3.client(
            "connect", endpoint_url=self.url, region_name="ap-northeast-2", aws_access_key_id="test",
            aws_secret_access_key="test", config=Config(retries={"total_max_attempts": 1}),
        )  # fmt: skip

    def start(self, n: int = 1, **more: Any) -> str:
        params = {
            "InstanceId": INSTANCE, "ContactFlowId": "out", "DestinationPhoneNumber": f"+8210000012{n:02}",
            "SourcePhoneNumber": "+827000000000", "ClientToken": f"c{n}-call-1", "Name": f"c{n}-call-1",
            "Attributes": {"attemptId": f"c{n}-call-1"}, "RingTimeoutInSeconds": 40,
        }  # fmt: skip
        contact: str = self.connect().start_outbound_voice_contact(**(params | more))["ContactId"]
        return contact

    def events_of(self, contact: str, last: str = "COMPLETED") -> list[dict[str, Any]]:
        end = time.monotonic() + 10
        while time.monotonic() < end:
            found = [event for event in self.emulated.events if event["contactId"] == contact]
            if any(event["eventType"] == last for event in found):
                return found
            threading.Event().wait(0.02)
        raise AssertionError(f"no {last} of {contact}")


def make(servers: Servers, tmp_path: Path, rate: float = 2000, **more: Any) -> World:
    (tmp_path / "a.yaml").write_text(PERSONA, encoding="utf-8")
    clock_file = tmp_path / "clock.json"
    set_clock(clock_file, datetime(2026, 11, 23, 10, tzinfo=KST), rate)
    emulated = Emulated()
    arns = Arns(HANDLER, ALIAS, "arn:queue", "arn:whisper", "arn:goodbye")
    settings = NetworkSettings.model_validate(
        {
            "emulator": servers.serve(emulated.app()), "clock_file": clock_file, "caller_number": "+827000000000",
            "flows": {"out": {"name": "out", "content": outbound(arns)},
                "in": {"name": "in", "content": ring_back(arns)}},
            "outbound_flow": "out", "ring_back_flow": "in", "hooks": {ALIAS: HANDLER},
            "residents": {"personas": tmp_path, "answer_rate": 1.0, "texts_delivered": 1.0}, **more,
        }
    )  # fmt: skip
    return World(servers.serve(network(settings)), emulated, FastClock(clock_file))
