"""`anbu talk --deployed`: rings the running deployment's number over the local telephone network, from the terminal."""

import asyncio
import sys
from typing import Any
from urllib.parse import urlencode

import aiohttp

from local.cloud import NotRunning, running
from local.residents.persona import Resident
from local.talk.line import Listener, Show, Typist
from local.telephone.effects import Heard, HungUp


def talk_to_deployment(listener: Resident | None, show: Show, number: str = "") -> int:
    """One call in, to its end; what it came to stands in the deployment's ledger (`anbu why`). 1 if none is running
    or its telephone network does not answer.

    `number`: whose telephone rings in (E.164). Somebody on a list is asked for by name; a number that nobody knows gets
    neutral help.
    """
    try:
        address = running().telephone
    except NotRunning as reason:
        print(f"떠 있는 배포가 없습니다. 먼저 `uv run anbu up`을 실행해 주세요. ({reason})", file=sys.stderr)
        return 1
    print(f"브라우저에서 해 보시려면 {address}/phone", file=sys.stderr)
    query = f"?{urlencode({'number': number})}" if number else ""
    try:
        ended = asyncio.run(call_line(f"{address}/phone/line{query}", listener or Typist(), show))
    except aiohttp.ClientError as gone:
        print(f"전화망이 답하지 않습니다. `uv run anbu up`으로 다시 시작해 주세요. ({gone})", file=sys.stderr)
        return 1
    show("note", f"통화가 끝났습니다 ({ended})")
    return 0


async def call_line(address: str, listener: Listener, show: Show) -> str:
    """One call over the network's socket, to its end. Returns why it ended."""
    async with aiohttp.ClientSession() as session, session.ws_connect(address) as line:
        async for message in line:
            told: dict[str, Any] = message.json()
            if "agent" in told:
                show("agent", told["agent"])
                listener.hears(told["agent"])
            elif "listening" in told:
                await line.send_json(await asyncio.to_thread(_answer, listener, show))
            elif "ended" in told:
                return str(told["ended"])
    return "CUSTOMER_DISCONNECT"


def _answer(listener: Listener, show: Show) -> dict[str, Any]:
    try:
        heard: Heard = listener.answers()
    except HungUp:
        return {"hang_up": True}
    show("resident", heard.text or "(말이 없음)")
    if heard.keys:
        return {"keys": heard.keys}
    return {"said": [{"text": other.text, "confidence": other.confidence} for other in heard.alternatives]}
