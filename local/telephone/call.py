"""One call in the network, from ringing to its last event."""

import time
from collections.abc import Callable, Generator
from datetime import datetime
from typing import Any

from local.clock import FastClock
from local.telephone.contact_events import EventStream, contact_event
from local.telephone.contacts import Directory, Record
from local.telephone.effects import (
    Bridge,
    Effect,
    Event,
    FunctionFailed,
    Hear,
    Hook,
    HungUp,
    Invoke,
    Join,
    Metric,
    Open,
    Pause,
    Speak,
)
from local.telephone.emulator import Emulator
from local.telephone.flow import Flow, FlowError
from local.telephone.flow_player import Ending, play_flow
from local.telephone.lines import Ear, SilentEar
from local.telephone.pace import Pace
from local.telephone.settings import NetworkSettings

AGENT_TALKS_SECONDS = 240.0
FRIDAY = 4


class Switchboard:
    """What every call needs: the flows, the functions behind them, the clock, and who is told."""

    def __init__(
        self,
        settings: NetworkSettings,
        *,
        clock: FastClock,
        pace: Pace,
        emulator: Emulator,
        events: EventStream,
        directory: Directory,
        flows: dict[str, Flow],
    ) -> None:
        self.settings, self.clock, self.emulator = settings, clock, emulator
        self.events, self.directory, self.flows, self.pace = events, directory, flows, pace
        self.agents_talking = 0

    def tell(self, kind: str, record: Record) -> None:
        """Publish a contact event, unless the settings want this number's to be lost."""
        if self.settings.residents.is_odd(record.contact.customer, "events_lost"):
            return
        self.events.publish(contact_event(kind, record, self.clock.timestamp(), self.settings.event_source))

    async def connect(self, record: Record, ear: Ear) -> None:
        """Somebody has answered: play the flow to its end, and tell of it. Never leaves the contact hanging."""
        record.connected = self.clock.timestamp()
        self.tell("CONNECTED_TO_SYSTEM", record)
        reason = "OTHER"
        try:
            ending = await self._play(record, self.flows[record.flow_id], ear)
            await ear.settle()
            reason = ending.reason
            if reason == "TRANSFERRED":
                reason = await self._with_agent(record)
        except HungUp:
            reason = "CUSTOMER_DISCONNECT"
        except FlowError as error:
            print(f"call {record.contact.id}: {error}", flush=True)
        finally:
            self.finish(record, reason)

    def finish(self, record: Record, reason: str | None) -> None:
        """The end, told twice as Connect does: DISCONNECTED, and without an agent's after-work COMPLETED at once."""
        if not record.in_the_air:
            return
        self.directory.ended(record, self.clock.timestamp(), reason)
        self.tell("DISCONNECTED", record)
        self.tell("COMPLETED", record)

    async def _play(self, record: Record, flow: Flow, ear: Ear) -> Ending:
        patience = self.settings.function_patience
        playing = play_flow(flow, record.contact, self.clock.now, lambda: time.monotonic() / patience)
        return await drive(playing, lambda effect: self._answer(effect, record, ear))

    async def _with_agent(self, record: Record) -> str:
        """A staff member hears the whisper, then talks with the caller; the line stays taken until they are done."""
        self.agents_talking += 1
        try:
            record.queued = self.clock.timestamp()
            self.tell("QUEUED", record)
            whisper = record.contact.hooks.get("AgentWhisper", "").rsplit("/", 1)[-1]
            if whisper in self.flows:
                await self._play(record, self.flows[whisper], SilentEar())
            record.with_agent = self.clock.timestamp()
            self.tell("CONNECTED_TO_AGENT", record)
            await self.clock.sleep(AGENT_TALKS_SECONDS)
            return "AGENT_DISCONNECT"
        finally:
            self.agents_talking -= 1

    async def _answer(self, effect: Effect, record: Record, ear: Ear) -> Any:  # noqa: PLR0911 - one an effect
        match effect:
            case Speak(text, _):
                return await ear.hears(text)
            case Hear(patience):
                return await ear.answers(patience)
            case Invoke(arn, event, seconds):
                return await self._ask(arn, event, seconds, record, ear)
            case Hook(alias, event, seconds):
                return await self._ask(self._hook_of(alias), event, seconds, record, ear)
            case Pause(seconds):
                return await self.clock.sleep(seconds)
            case Open():
                return self._is_open(self.clock.now())
            case Metric(name, _):
                free = self.settings.agents - self.agents_talking
                return float(free) if name.startswith("NumberOfAgents") else 0.0
            case Join():
                await ear.settle()
                return self.agents_talking < self.settings.agents
            case Bridge():
                return False
        raise FlowError(f"contact {record.contact.id}: {type(effect).__name__} cannot be answered")

    async def _ask(self, arn: str, event: Event, seconds: float, record: Record, ear: Ear) -> Event:
        await ear.settle()
        try:
            with self.pace.answer():
                return await self.emulator.invoke(arn, event, seconds * self.settings.function_patience)
        except FunctionFailed as failure:
            print(f"call {record.contact.id}: {arn.rsplit(':', 1)[-1]}: {failure}", flush=True)  # ids only
            raise

    def _hook_of(self, alias: str) -> str:
        try:
            return self.settings.hooks[alias]
        except KeyError:
            raise FlowError(f"no code hook is known for the bot alias {alias}") from None

    def _is_open(self, now: datetime) -> bool:
        return now.weekday() <= FRIDAY and self.settings.opens <= now.hour < self.settings.closes


async def drive(playing: Generator[Effect, Any, Ending], answer: Callable[[Effect], Any]) -> Ending:
    """Answer what a played flow asks, without blocking, until it ends."""
    try:
        effect = next(playing)
        while True:
            try:
                result = await answer(effect)
            except (HungUp, FunctionFailed) as happened:
                effect = playing.throw(happened)
            else:
                effect = playing.send(result)
    except StopIteration as end:
        ending: Ending = end.value
        return ending
