"""Loses, doubles and kills, at every station, while a round runs."""

import contextlib
import signal
import threading
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psutil

from local.cloud import Cloud

PATIENCE = 200.0
"""Real seconds to wait for a message worth losing, or for a run worth killing."""
LOOK = 0.1
"""Real seconds between two looks at who is working."""
BUSY = 0.02
"""Seconds of processor time that a worker has used since the last look if it is in the middle of a run."""
SECOND = 3.0
"""Real seconds to wait for another message to double."""


@dataclass
class Saboteur(threading.Thread):
    """Every fault at once. `done` names those that came about."""

    cloud: Cloud
    queues: tuple[str, ...]
    functions: tuple[str, ...] = ()
    done: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(daemon=True)
        self._sqs = self.cloud.client("sqs")
        self._lambda = self.cloud.client("lambda")
        self._stopped = threading.Event()
        self._held_back = threading.Barrier(len(self.queues) + 1)

    def __hash__(self) -> int:
        return id(self)

    def start(self) -> None:
        """Comes back when every queue's function is held back: the first message may be the only one."""
        super().start()
        self._held_back.wait(PATIENCE)

    def stop(self) -> None:
        self._stopped.set()
        self.join(30)

    def run(self) -> None:
        hands = [threading.Thread(target=self.lose_and_double, args=(queue,), daemon=True) for queue in self.queues]
        hands += [threading.Thread(target=self.kill_runs, daemon=True)] if self.functions else []
        for hand in hands:
            hand.start()
        for hand in hands:
            hand.join()

    def lose_and_double(self, queue: str) -> None:
        """Holds the queue's function back, takes one message away, puts another there twice, lets it go on."""
        mapping = self._mapping(queue)
        self._lambda.update_event_source_mapping(UUID=mapping, Enabled=False)
        try:
            self._held_back.wait(PATIENCE)
            lost = self._take(queue, PATIENCE)
            doubled = self._take(queue, SECOND)
            if lost:
                self.done.append(f"lost on {queue}")
            if doubled:
                for _ in range(2):
                    self._sqs.send_message(QueueUrl=self.cloud.queues[queue], MessageBody=doubled["Body"])
                self.done.append(f"doubled on {queue}")
        finally:
            self._lambda.update_event_source_mapping(UUID=mapping, Enabled=True)

    def kill_runs(self) -> None:
        """Kills one worker process of each function in the middle of a run: one that has just used the processor."""
        end, used, left = time.monotonic() + PATIENCE, dict[int, float](), set(self.functions)
        while left and time.monotonic() < end and not self._stopped.wait(LOOK):
            for function, worker in workers_of(self.cloud, left):
                with contextlib.suppress(psutil.NoSuchProcess):
                    now = sum(worker.cpu_times()[:2])
                    if function in left and now - used.get(worker.pid, now) >= BUSY:
                        worker.send_signal(signal.SIGKILL)
                        left.discard(function)
                        self.done.append(f"killed {function}")
                    used[worker.pid] = now

    def _take(self, queue: str, seconds: float) -> dict[str, Any] | None:
        end = time.monotonic() + seconds
        while time.monotonic() < end and not self._stopped.is_set():
            found = self._sqs.receive_message(QueueUrl=self.cloud.queues[queue], WaitTimeSeconds=1)
            for message in found.get("Messages", ()):
                self._sqs.delete_message(QueueUrl=self.cloud.queues[queue], ReceiptHandle=message["ReceiptHandle"])
                taken: dict[str, Any] = message
                return taken
        return None

    def _mapping(self, queue: str) -> str:
        mappings = self._lambda.list_event_source_mappings()["EventSourceMappings"]
        name = self.cloud.queues[queue].rsplit("/", 1)[1]
        return next(str(found["UUID"]) for found in mappings if found["EventSourceArn"].endswith(f":{name}"))


def workers_of(cloud: Cloud, functions: Iterable[str]) -> Iterator[tuple[str, psutil.Process]]:
    """The worker processes of these functions of this cloud."""
    marks = {name: f"ministack-lambda-{(cloud.functions or {})[name]}-" for name in functions}
    folder = str(Path(cloud.clock_file).parent)
    memory = f"-{cloud.endpoint.rsplit(':', 1)[1]}/"
    for process in psutil.process_iter(["cmdline"]):
        line = " ".join(process.info["cmdline"] or ())
        if folder in line or memory in line:
            yield from ((name, process) for name, mark in marks.items() if mark in line)
