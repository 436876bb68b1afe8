"""The contacts that the network knows, and how Connect's API and events tell of them."""

from dataclasses import dataclass, field
from typing import Any

from local.telephone.contact import Contact


@dataclass(slots=True)
class Record:
    """One contact's record. Times are shown Unix seconds; None: never happened."""

    contact: Contact
    arn: str
    initiated: float
    flow_id: str
    token: str = ""
    ring_seconds: float = 60
    connected: float | None = None
    queued: float | None = None
    with_agent: float | None = None
    disconnected: float | None = None
    reason: str | None = None

    @property
    def in_the_air(self) -> bool:
        """Does it hold a line?"""
        return self.disconnected is None

    def described(self) -> dict[str, Any]:
        """As DescribeContact tells it."""
        contact = self.contact
        told: dict[str, Any] = {
            "Arn": self.arn,
            "Id": contact.id,
            "InitialContactId": contact.initial_id or contact.id,
            "InitiationMethod": contact.initiation,
            "Channel": "VOICE",
            "Name": contact.name or None,
            "Description": contact.description or None,
            "InitiationTimestamp": self.initiated,
            "ConnectedToSystemTimestamp": self.connected,
            "DisconnectTimestamp": self.disconnected,
            "LastUpdateTimestamp": self.disconnected or self.connected or self.initiated,
            "DisconnectReason": self.reason,
            "CustomerEndpoint": {"Type": "TELEPHONE_NUMBER", "Address": contact.customer},
            "SystemEndpoint": {"Type": "TELEPHONE_NUMBER", "Address": contact.system},
            "Attributes": dict(contact.attributes),
            "Tags": dict(contact.tags),
        }
        if self.with_agent is not None:
            told["AgentInfo"] = {"ConnectedToAgentTimestamp": self.with_agent}
        if contact.queue:
            told["QueueInfo"] = {"Id": contact.queue.rsplit("/", 1)[-1], "EnqueueTimestamp": self.queued}
        return {key: value for key, value in told.items() if value is not None}

    def found(self) -> dict[str, Any]:
        """As SearchContacts tells it: less."""
        keys = ("Arn", "Id", "InitialContactId", "InitiationMethod", "Channel", "Name", "InitiationTimestamp")
        told = self.described()
        return {key: told[key] for key in (*keys, "DisconnectTimestamp") if key in told}


@dataclass(slots=True)
class Directory:
    """All contacts of this run, by id, by client token, and those in the air."""

    by_id: dict[str, Record] = field(default_factory=dict)
    by_token: dict[str, Record] = field(default_factory=dict)
    calls_to: dict[str, int] = field(default_factory=dict)
    """How often each number was rung."""
    in_the_air: set[str] = field(default_factory=set)

    def add(self, record: Record) -> None:
        """A contact that has just begun."""
        self.by_id[record.contact.id] = record
        self.in_the_air.add(record.contact.id)
        if record.token:
            self.by_token[record.token] = record
        number = record.contact.customer
        self.calls_to[number] = self.calls_to.get(number, 0) + 1

    def ended(self, record: Record, at: float, reason: str | None) -> None:
        """It is over; its line is free."""
        record.disconnected, record.reason = at, reason
        self.in_the_air.discard(record.contact.id)
