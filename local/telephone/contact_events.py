"""Connect's contact events: their exact shape, and their way to EventBridge, which may lose, double or mix them."""

import asyncio
import json
import random
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from aiohttp import ClientError

from local.telephone.contacts import Record
from local.telephone.emulator import MOST_EVENTS, Emulator
from local.telephone.settings import Faults

HELD_SECONDS = 0.5
"""Real seconds for which an event that comes late is held back: others overtake it."""
UNSET = "1970-01-01T00:00:00.001Z"
"""What Connect writes for a time that never came."""


def timestamp(seconds: float | None) -> str:
    """UTC with milliseconds, as Connect writes times in events."""
    if seconds is None:
        return UNSET
    return datetime.fromtimestamp(seconds, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def contact_event(kind: str, record: Record, at: float, source: str) -> dict[str, Any]:
    """One entry for PutEvents. Contact attributes are not in it: who reads it finds the contact by its id."""
    contact = record.contact
    detail: dict[str, Any] = {
        "eventType": kind,
        "contactId": contact.id,
        "initialContactId": contact.initial_id or contact.id,
        "previousContactId": contact.previous_id or contact.id,
        "channel": "VOICE",
        "instanceArn": contact.instance_arn,
        "initiationMethod": contact.initiation,
        "initiationTimestamp": timestamp(record.initiated),
        "connectedToSystemTimestamp": timestamp(record.connected),
        "tags": {
            "aws:connect:instanceId": contact.instance_arn.rsplit("/", 1)[-1],
            "aws:connect:systemEndpoint": contact.system,
        },
    }
    if contact.initiation == "INBOUND":
        del detail["initialContactId"], detail["previousContactId"]
    if record.queued is not None:
        detail["queueInfo"] = {
            "queueArn": contact.queue,
            "queueType": "STANDARD",
            "enqueueTimestamp": timestamp(record.queued),
        }
    if record.with_agent is not None:
        detail["AgentInfo"] = {"connectedToAgentTimestamp": timestamp(record.with_agent)}
    if kind in {"DISCONNECTED", "COMPLETED"}:
        detail["disconnectTimestamp"] = timestamp(record.disconnected)
        detail["disconnectReason"] = record.reason
    return {
        "Source": source,
        "DetailType": "Amazon Connect Contact Event",
        "Resources": [record.arn, contact.instance_arn],
        "Time": int(at),
        "Detail": json.dumps(detail, ensure_ascii=False),
    }


class EventStream:
    """Sends events on in the order in which they come, as many at once as are waiting."""

    def __init__(self, emulator: Emulator, faults: Faults, seed: int) -> None:
        self._emulator, self._faults = emulator, faults
        self._random = random.Random(seed)
        self._waiting: asyncio.Queue[Mapping[str, Any]] = asyncio.Queue()
        self._unsent = 0

    def publish(self, entry: Mapping[str, Any]) -> None:
        """Takes one event. Which are lost, doubled or held back is decided by the seed."""
        if self._random.random() < self._faults.drop:
            return
        copies = 2 if self._random.random() < self._faults.duplicate else 1
        held = HELD_SECONDS if self._random.random() < self._faults.reorder else 0.0
        self._unsent += copies
        for _ in range(copies):
            if held:
                asyncio.get_running_loop().call_later(held, self._waiting.put_nowait, entry)
            else:
                self._waiting.put_nowait(entry)

    async def run(self) -> None:
        """Until it is cancelled. An event that is not taken is lost, as in AWS; reconcile finds its call."""
        while True:
            entries = [await self._waiting.get()]
            while len(entries) < MOST_EVENTS and not self._waiting.empty():
                entries.append(self._waiting.get_nowait())
            try:
                await self._emulator.put_events(entries)
            except (RuntimeError, ClientError, TimeoutError) as error:
                print(f"contact events lost: {len(entries)} ({error})", flush=True)
            finally:
                self._unsent -= len(entries)

    @property
    def is_waiting(self) -> bool:
        """Have events been taken that are not yet sent?"""
        return self._unsent > 0
