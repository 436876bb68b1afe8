"""Drives the fast clock: a beat of the planner whenever something is due, a jump when nothing is in the air.

In AWS the Scheduler beats every minute. The emulator's Scheduler cannot follow a fast clock, so the driver sends the
same wake message; the Scheduler's own beat stays as it is deployed. See docs/decisions/004.
"""

import json
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from anbu.adapters.clock import FileClock
from anbu.domain.cases.due import due_partitions
from anbu.domain.cases.state import MACHINE_STATES
from local.clock import jump
from local.cloud import Cloud
from local.stillness import Stillness

BEAT_SECONDS = 0.25
"""Real seconds between two looks."""
WAKE_SECONDS = 2.0
"""Real seconds between two wake messages while nothing moves although something is due."""
BUSY_WAKE_SECONDS = 3.0
"""The same while calls are in the air: the end of each hands its line on, so a beat finds little to do."""
RECONCILE_EVERY = timedelta(days=1)
"""On the fast clock, and at once where nothing is due. In AWS the Scheduler has it every hour, and hours are long."""


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
    _lambda: Any = field(init=False)
    _stillness: Stillness = field(default_factory=Stillness)
    _woken: float = 0.0
    _woken_for: datetime | None = None
    _looked: float = 0.0
    _reconciled: datetime | None = None

    def __post_init__(self) -> None:
        self._sqs = self.cloud.client("sqs")
        self._dynamo = self.cloud.client("dynamodb")
        self._lambda = self.cloud.client("lambda")
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
            if self.is_at_rest():
                due = self.next_due()
                if due is None or due > self._clock.now():
                    if finished():
                        return
                    self._move_on(due)
                if due is not None:
                    if due != self._woken_for:
                        self._woken = 0.0  # what has come due since has had no beat yet
                    self._woken_for = due
                    self.wake()
            elif self._may_look() and self._may_wake(self._pause()) and self._something_is_due():
                self.wake()
            time.sleep(BEAT_SECONDS)
        raise Stalled(f"not through after {seconds:.0f} seconds; next due {self.next_due()}, queues {self.in_flight()}")

    def wake(self) -> None:
        """One beat of the planner, unless there was one just now."""
        if self._may_wake():
            self._woken = time.monotonic()
            self._sqs.send_message(QueueUrl=self.cloud.queues["wake"], MessageBody=json.dumps({"why": "clock"}))

    def reconcile(self, *, beside: bool = False) -> None:
        """Runs reconcile, which the Scheduler would run every hour of this clock, and waits for its end.

        `beside`: does not wait, as the Scheduler does not.
        """
        name = (self.cloud.functions or {})["reconcile"]
        self._lambda.invoke(FunctionName=name, InvocationType="Event" if beside else "RequestResponse", Payload=b"{}")
        self._reconciled = self._clock.now()

    def now(self) -> datetime:
        """What the fast clock shows."""
        return self._clock.now()

    def is_at_rest(self) -> bool:
        """Whether no message waits or is being worked on, and no call is in the air. Asked twice: work hops.

        The cheapest question first, and no further one once something moves: asking costs the emulator time.
        """
        return all(
            self.calls_in_the_air() == 0 and self._stillness.is_still(self.in_flight(), time.monotonic())
            for _ in range(2)
        )

    def in_flight(self) -> dict[str, tuple[int, int]]:
        """Messages by queue: how many wait, and how many a run holds."""
        return {name: self._waiting(url) for name, url in self.cloud.queues.items()}

    def _waiting(self, url: str) -> tuple[int, int]:
        names = ["ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible"]
        found = self._sqs.get_queue_attributes(QueueUrl=url, AttributeNames=names)["Attributes"]
        return int(found[names[0]]), int(found[names[1]])

    def calls_in_the_air(self) -> int:
        """As the local telephone network counts them. One that is too busy to say has some: the clock may not jump."""
        with suppress(TimeoutError), urllib.request.urlopen(f"{self.cloud.telephone}/status", timeout=10) as answer:  # noqa: S310  our own
            return int(json.load(answer)["calls"])
        return 1

    def next_due(self) -> datetime | None:
        """The earliest due time of the machine's, or None if nothing of the machine's is open."""
        return min((due for due in map(self._first, self._partitions()) if due is not None), default=None)

    def _partitions(self) -> Iterator[str]:
        for state in MACHINE_STATES:
            yield from due_partitions(state, shards=self.shards)

    def _first(self, partition: str) -> datetime | None:
        items = self._dynamo.query(
            TableName=self.cloud.table,
            IndexName="due",
            KeyConditionExpression="due_pk = :p",
            ExpressionAttributeValues={":p": {"S": partition}},
            Limit=1,
        )["Items"]
        return datetime.fromisoformat(items[0]["due_at"]["S"]) if items else None

    def _pause(self) -> float:
        return BUSY_WAKE_SECONDS if self.calls_in_the_air() else WAKE_SECONDS

    def _may_wake(self, pause: float = WAKE_SECONDS) -> bool:
        return time.monotonic() - self._woken >= pause

    def _may_look(self) -> bool:
        """A look at what is due is some twenty queries: not at every beat while calls are in the air."""
        if time.monotonic() - self._looked < WAKE_SECONDS:
            return False
        self._looked = time.monotonic()
        return True

    def _something_is_due(self) -> bool:
        """Asks no further than the first that is."""
        now = self._clock.now()
        firsts = map(self._first, self._partitions())
        return any(due is not None and due <= now for due in firsts)

    def _move_on(self, due: datetime | None) -> None:
        """Nothing is in the air: on to the next due time, by way of reconcile if its last look is a day old.

        With nothing due at all (a list whose event was lost), reconcile is what finds it.
        """
        if self._reconciled is None or self._clock.now() - self._reconciled >= RECONCILE_EVERY or due is None:
            self.reconcile(beside=due is not None)
        until = due or self._clock.now() + RECONCILE_EVERY
        if until - self._clock.now() > timedelta(seconds=1):
            jump(Path(self.cloud.clock_file), until)
