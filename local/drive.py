"""Drives the fast clock: a beat of the planner whenever something is due, a jump when nothing is in the air.

In AWS the Scheduler beats every minute. The emulator's Scheduler cannot follow a fast clock, so the driver sends the
same wake message; the Scheduler's own beat stays as it is deployed. See docs/decisions/004.
"""

import json
import time
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from anbu.adapters.clock import FileClock
from anbu.domain.cases.due import due_partitions
from anbu.domain.cases.state import MACHINE_STATES

from local.clock import jump
from local.cloud import Cloud

BEAT_SECONDS = 0.5
"""Real seconds between two looks."""
WAKE_SECONDS = 1.0
"""Real seconds between two wake messages while something stays due (a line may be missing)."""


class Stalled(RuntimeError):
    """Nothing moves any more although something is due: the sentence says what."""


@dataclass(slots=True)
class Driver:
    """One embedded cloud's driver."""

    cloud: Cloud
    shards: int = 1
    _sqs: Any = field(init=False)
    _dynamo: Any = field(init=False)
    _clock: FileClock = field(init=False)
    _woken: float = 0.0

    def __post_init__(self) -> None:
        self._sqs = self.cloud.client("sqs")
        self._dynamo = self.cloud.client("dynamodb")
        self._clock = FileClock(Path(self.cloud.clock_file))

    def run(
        self, finished: Callable[[], bool], *, each: Callable[[], None] = lambda: None, seconds: float = 900
    ) -> None:
        """Drives until `finished()` is true while everything is at rest; `each` runs at every beat.

        Raises:
            Stalled: `seconds` of real time have passed.
        """
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            each()
            due = self.next_due()
            if self.is_at_rest():
                if due is None or due > self._clock.now():
                    if finished():
                        return
                    self._jump_to(due)
                self.wake()
            elif due is not None and due <= self._clock.now():
                self.wake()
            time.sleep(BEAT_SECONDS)
        raise Stalled(f"not through after {seconds:.0f} seconds; next due {self.next_due()}, queues {self.in_flight()}")

    def wake(self) -> None:
        """One beat of the planner, unless there was one just now."""
        if time.monotonic() - self._woken >= WAKE_SECONDS:
            self._woken = time.monotonic()
            self._sqs.send_message(QueueUrl=self.cloud.queues["wake"], MessageBody=json.dumps({"why": "clock"}))

    def now(self) -> datetime:
        """What the fast clock shows."""
        return self._clock.now()

    def is_at_rest(self) -> bool:
        """Whether no message waits or is being worked on, and no call is in the air. Asked twice: work hops."""
        return all(not any(self.in_flight().values()) and self.calls_in_the_air() == 0 for _ in range(2))

    def in_flight(self) -> dict[str, int]:
        """Messages by queue, waiting or being worked on. A wake message is no work of its own."""
        names = ["ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible"]
        counts = {}
        for name, url in self.cloud.queues.items():
            found = self._sqs.get_queue_attributes(QueueUrl=url, AttributeNames=names)["Attributes"]
            counts[name] = sum(int(found[key]) for key in names)
        return counts

    def calls_in_the_air(self) -> int:
        """As the local telephone network counts them."""
        with urllib.request.urlopen(f"{self.cloud.telephone}/status", timeout=10) as answer:  # noqa: S310  our own
            return int(json.load(answer)["calls"])

    def next_due(self) -> datetime | None:
        """The earliest due time of the machine's, or None if nothing of the machine's is open."""
        found = [
            self._first(partition)
            for state in MACHINE_STATES
            for partition in due_partitions(state, shards=self.shards)
        ]
        return min((due for due in found if due is not None), default=None)

    def _first(self, partition: str) -> datetime | None:
        items = self._dynamo.query(
            TableName=self.cloud.table,
            IndexName="due",
            KeyConditionExpression="due_pk = :p",
            ExpressionAttributeValues={":p": {"S": partition}},
            Limit=1,
        )["Items"]
        return datetime.fromisoformat(items[0]["due_at"]["S"]) if items else None

    def _jump_to(self, due: datetime | None) -> None:
        if due is not None and due - self._clock.now() > timedelta(seconds=1):
            jump(Path(self.cloud.clock_file), due)
