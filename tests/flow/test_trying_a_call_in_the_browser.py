"""The page on which a clerk tries a call: served, spoken through, and the clock slows down for a person."""

import asyncio
import json
from pathlib import Path
from typing import Any

import aiohttp

from tests.flow.telephone_world import Servers, World, make


async def talk(world: World, *said: dict[str, Any]) -> tuple[list[Any], float]:
    async with aiohttp.ClientSession() as session:
        assert "안부 전화 걸어 보기" in await (await session.get(f"{world.url}/phone")).text()
        answers, heard, rate = iter(said), [], 0.0
        async with session.ws_connect(f"{world.url}/phone/line?attempt=c1-call-1") as line:
            async for message in line:
                heard.append(json.loads(message.data))
                if "listening" in heard[-1]:
                    rate = world.clock.rate
                    await line.send_json(next(answers))
        return heard, rate


def test_a_person_talks_through_the_flow_at_their_own_pace(servers: Servers, tmp_path: Path):
    world = make(servers, tmp_path)
    heard, rate = asyncio.run(talk(world, {"said": [{"text": "네 먹었어요", "confidence": 0.8}]}))
    assert [message["agent"] for message in heard if "agent" in message] == [
        "안녕하세요. 식사는 하셨어요?",
        "안녕히 계세요.",
    ]
    assert heard[-1] == {"ended": "CONTACT_FLOW_DISCONNECT"}
    assert world.emulated.hooked[0]["transcriptions"][0]["transcriptionConfidence"] == 0.8
    assert (rate, world.clock.rate) == (1.0, 2000.0)


def test_putting_the_receiver_down_ends_the_call(servers: Servers, tmp_path: Path):
    heard, _ = asyncio.run(talk(make(servers, tmp_path), {"hang_up": True}))
    assert heard[-1] == {"ended": "CUSTOMER_DISCONNECT"}


def test_keys_are_pressed(servers: Servers, tmp_path: Path):
    world = make(servers, tmp_path)
    asyncio.run(talk(world, {"keys": "1"}))
    assert world.emulated.hooked[0]["inputMode"] == "DTMF"


def test_a_call_to_oneself_is_the_residents_call_and_leaves_nothing(servers: Servers, tmp_path: Path):
    world = make(servers, tmp_path)

    async def rehearsed() -> list[dict[str, Any]]:
        answers = iter(["네 맞아요", "네", "이틀을 굶었어요", "아니요"])
        heard: list[dict[str, Any]] = []
        async with (
            aiohttp.ClientSession() as session,
            session.ws_connect(f"{world.url}/phone/line", params={"name": "이연습"}) as line,
        ):
            async for message in line:
                heard.append(json.loads(message.data))
                if "listening" in heard[-1]:
                    said = next(answers, "")
                    await line.send_json({"said": [{"text": said}]} if said else {"hang_up": True})
        return heard

    heard = asyncio.run(rehearsed())
    said = [message["agent"] for message in heard if "agent" in message]
    assert "이연습 님 본인 맞으세요?" in said[0]
    assert "인공지능" in said[1]
    assert "일일구" in said[3]
    assert "결과: 이야기하다 끊김" in heard[-2]["note"]
    assert heard[-1] == {"ended": "CUSTOMER_DISCONNECT"}
    assert not world.emulated.hooked, "the deployment hears nothing of it"
