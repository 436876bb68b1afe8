"""What a function runs for."""

from dataclasses import dataclass

from infra.needs import Queue


@dataclass(frozen=True, slots=True)
class FromQueue:
    """Runs for messages of a queue. `gather`: seconds in which more may join, where one run does for all."""

    queue: Queue
    batch: int
    concurrency: int = 10
    gather: int = 0


@dataclass(frozen=True, slots=True)
class OnSchedule:
    """Runs at a cron time in UTC (EventBridge syntax). The event says nothing but why: what is due is in the ledger."""

    cron: str


@dataclass(frozen=True, slots=True)
class FromStream:
    """Runs for new entities of these kinds in the ledger."""

    kinds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FromBus:
    """Runs for domain events of this type on the deployment's own bus."""

    detail_type: str


@dataclass(frozen=True, slots=True)
class FromWeb:
    """Runs for POSTs to this path of the public API (a provider's webhook, which proves itself by a word)."""

    path: str


@dataclass(frozen=True, slots=True)
class FromDeadLetters:
    """Runs for what every dead-letter queue receives."""


Trigger = FromQueue | OnSchedule | FromStream | FromBus | FromWeb | FromDeadLetters
