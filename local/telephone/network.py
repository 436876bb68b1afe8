"""The local telephone network: one HTTP server that speaks Connect's API and the text providers', and plays the calls.

    python -m local.telephone.network SETTINGS.json

Functions reach it by `AWS_ENDPOINT_URL_CONNECT`, `AWS_ENDPOINT_URL_PINPOINT_SMS_VOICE_V2` and Solapi's base URL. It
plays the flow of the synthesised stack, runs the deployed functions, and publishes contact events.
"""

import asyncio
import sys
from collections.abc import AsyncIterator
from pathlib import Path

from aiohttp import web

from local.clock import FastClock
from local.residents.persona import PERSONAS, Resident, all_personas
from local.telephone.browser_page import BrowserPage
from local.telephone.call import Switchboard
from local.telephone.connect_api import ConnectApi
from local.telephone.contact_events import EventStream
from local.telephone.contacts import Directory
from local.telephone.emulator import Emulator
from local.telephone.flow import read_flow
from local.telephone.lines import PersonaEar
from local.telephone.pace import Pace
from local.telephone.settings import NetworkSettings
from local.telephone.texts import Texts

API = web.AppKey("api", ConnectApi)
BOARD = web.AppKey("board", Switchboard)
TEXTS = web.AppKey("texts", Texts)


def network(settings: NetworkSettings) -> web.Application:
    """The server, ready to be run.

    Raises:
        ValueError: there is no persona, or a flow cannot be played.
    """
    personas = all_personas(settings.residents.personas or PERSONAS)
    if not personas:
        raise ValueError("no persona files: nobody would answer")
    clock = FastClock(settings.clock_file)
    emulator = Emulator(settings.emulator, settings.region, settings.access_key, settings.secret_key)
    events = EventStream(emulator, settings.faults, settings.residents.seed)
    flows = {flow_id: read_flow(flow.content, flow.name) for flow_id, flow in settings.flows.items()}
    pace = Pace(settings.clock_file, clock)
    board = Switchboard(
        settings, clock=clock, pace=pace, emulator=emulator, events=events, directory=Directory(), flows=flows
    )
    api, texts = ConnectApi(board, personas), Texts(settings, clock)
    app = web.Application(client_max_size=2 * 1024 * 1024)
    app[API], app[BOARD], app[TEXTS] = api, board, texts
    app.add_routes(api.door().routes())
    app.add_routes(texts.routes())
    app.add_routes(BrowserPage(api, pace).routes())
    app.add_routes([web.get("/status", status), web.post("/ring-in", ring_in)])
    app.add_routes([web.post("/", texts.aws_door().by_target)])
    app.cleanup_ctx.append(_running)
    return app


async def _running(app: web.Application) -> AsyncIterator[None]:
    board = app[BOARD]
    async with board.emulator:
        stream = asyncio.create_task(board.events.run())
        pace = asyncio.create_task(board.pace.run(lambda: len(board.directory.in_the_air)))
        yield
        pace.cancel()
        app[API].stop_all()
        app[TEXTS].stop()
        stream.cancel()


async def status(request: web.Request) -> web.Response:
    """For the clock's driver and the progress display: `calls` counts those in the air or with events not yet sent."""
    board, texts = request.app[BOARD], request.app[TEXTS]
    flying = len(board.directory.in_the_air)
    told = {
        "calls": flying or int(board.events.is_waiting),
        "in_the_air": flying,
        "calls_so_far": len(board.directory.by_id),
        "texts": len(texts.sent),
        "shown": board.clock.now().isoformat(),
    }
    return web.json_response(told)


async def ring_in(request: web.Request) -> web.Response:
    """A resident rings back: `{"number": "+8210…", "persona": n}`; the persona's place in the list is optional."""
    body = await request.json()
    board, api = request.app[BOARD], request.app[API]
    personas = all_personas(board.settings.residents.personas or PERSONAS)
    persona = personas[int(body.get("persona", 0)) % len(personas)]
    record = api.ring_in(str(body["number"]), PersonaEar(Resident(persona), board.clock))
    return web.json_response({"ContactId": record.contact.id})


def main(arguments: list[str]) -> None:
    """Serve until the process is ended."""
    settings = NetworkSettings.model_validate_json(Path(arguments[0]).read_text(encoding="utf-8"))
    web.run_app(network(settings), host=settings.host, port=settings.port, access_log=None, print=None)


if __name__ == "__main__":
    main(sys.argv[1:])
