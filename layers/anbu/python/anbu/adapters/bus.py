"""Domain events onto the EventBridge bus."""

import json
from typing import TYPE_CHECKING

from anbu.domain.casework.events import DomainEvent

if TYPE_CHECKING:
    from mypy_boto3_events import EventBridgeClient

SOURCE = "anbu"


class NotTaken(Exception):
    """The bus did not take an event: the caller's own delivery comes again."""


class EventBus:
    """One bus. An event that is put twice carries the same ids: receivers tell it by them."""

    def __init__(self, client: "EventBridgeClient", bus: str) -> None:
        self._client = client
        self._bus = bus

    def put(self, event: DomainEvent) -> None:
        """Puts one event.

        Raises:
            NotTaken: EventBridge answered that it failed (its answer says so even where the call succeeds).
        """
        detail = {"version": event.version, "at": event.at.isoformat(), **event.detail}
        answered = self._client.put_events(
            Entries=[
                {
                    "Source": SOURCE,
                    "DetailType": event.type,
                    "Detail": json.dumps(detail),
                    "EventBusName": self._bus,
                    "Time": event.at,
                }
            ]
        )
        if answered["FailedEntryCount"]:
            raise NotTaken(event.type)
