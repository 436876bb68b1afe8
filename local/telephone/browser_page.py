"""The page on which a clerk tries a call as a resident: typing, or speaking where the browser can listen."""

import asyncio
import json
from pathlib import Path
from typing import Any

from aiohttp import WSMsgType, web

from anbu.domain.transcript import CallEnd
from local.telephone.connect_api import ConnectApi
from local.telephone.effects import SILENCE, Alternative, Heard, HungUp, Patience
from local.telephone.pace import Pace

PAGE = Path(__file__).with_name("page.html")
TRY_NUMBER = "+821000000000"
_REASONS = {CallEnd.RESIDENT_HUNG_UP: "CUSTOMER_DISCONNECT", CallEnd.HANDED_OVER: "AGENT_DISCONNECT"}
LONGEST_WAIT_SECONDS = 60.0
"""A person who types is slower than one who speaks: silence counts only after this long."""


class BrowserPage:
    """The page and its socket. While a person is on the line the clock goes at a person's pace."""

    def __init__(self, api: ConnectApi, pace: Pace) -> None:
        self._api, self._pace = api, pace

    def routes(self) -> list[web.RouteDef]:
        """`/phone` is the page, `/phone/line` the telephone line."""
        return [web.get("/phone", self.page), web.get("/phone/line", self.line)]

    async def page(self, _request: web.Request) -> web.StreamResponse:
        """The page itself: one file, nothing loaded from elsewhere."""
        return web.FileResponse(PAGE)

    async def line(self, request: web.Request) -> web.WebSocketResponse:
        """One call over one socket. Query: `name` (a call tried out, kept nowhere), `attempt` (an outbound call of the
        deployment), `number` or nothing (a ring-back to it)."""
        socket = web.WebSocketResponse(heartbeat=20)
        await socket.prepare(request)
        ear = SocketEar(socket)
        if "name" in request.query:
            return await self._rehearsal(socket, ear, request.query["name"].strip())
        number = request.query.get("number") or TRY_NUMBER
        self._pace.person_on_the_line(True)
        listening = asyncio.create_task(ear.listen())
        try:
            attempt = request.query.get("attempt")
            attributes = {"attemptId": attempt} if attempt else {}
            record = self._api.ring_out(number, ear, attributes) if attempt else self._api.ring_in(number, ear)
            await self._api.until_over(record)
            if not socket.closed:
                await socket.send_json({"ended": record.reason})
        finally:
            listening.cancel()
            self._pace.person_on_the_line(False)
            await socket.close()
        return socket

    async def _rehearsal(self, socket: web.WebSocketResponse, ear: "SocketEar", name: str) -> web.WebSocketResponse:
        from local.telephone.rehearsal import in_words, rehearse  # noqa: PLC0415 - the dictionary, for who tries a call

        listening = asyncio.create_task(ear.listen())
        try:
            played = await rehearse(ear, name)
            if not socket.closed:
                await socket.send_json({"note": in_words(played)})
                await socket.send_json({"ended": _REASONS.get(played.transcript.end, "CONTACT_FLOW_DISCONNECT")})
        finally:
            listening.cancel()
            await socket.close()
        return socket


class SocketEar:
    """A person at the browser: hears by reading (and listening), answers in JSON."""

    def __init__(self, socket: web.WebSocketResponse) -> None:
        self._socket = socket
        self._said: asyncio.Queue[dict[str, Any] | None] = asyncio.Queue()

    async def listen(self) -> None:
        """Takes what the browser sends, until it goes."""
        async for message in self._socket:
            if message.type is WSMsgType.TEXT:
                await self._said.put(json.loads(message.data))
        await self._said.put(None)

    async def hears(self, text: str) -> None:
        """Show it; the browser reads it aloud if it can."""
        if self._socket.closed:
            raise HungUp
        await self._socket.send_json({"agent": text})

    async def answers(self, patience: Patience) -> Heard:
        """Words with alternatives, keys, silence, or the receiver put down."""
        await self._socket.send_json({"listening": patience.start_ms})
        try:
            said = await asyncio.wait_for(self._said.get(), LONGEST_WAIT_SECONDS)
        except TimeoutError:
            return SILENCE
        if said is None or said.get("hang_up"):
            raise HungUp
        if keys := str(said.get("keys", "")):
            return Heard(keys=keys)
        readings = [Alternative(str(r["text"]), float(r.get("confidence", 0.9))) for r in said.get("said", [])]
        return Heard(tuple(reading for reading in readings if reading.text.strip()))

    async def settle(self) -> None:
        """Time passes by itself."""
