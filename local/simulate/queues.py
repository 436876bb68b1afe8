"""Queues and event buses of the simulation: at least once at best; lost, doubled and overtaken when faults are on."""

import json
from collections.abc import Callable, Mapping, Sequence
from random import Random
from typing import Any

from local.simulate.faults import AnswerLost, Crash, Fuse
from local.simulate.timeline import Timeline

Handle = Callable[[Mapping[str, Any]], None]
VISIBILITY = 180.0
"""Seconds until a message whose run died comes again: six times a function's 30 seconds."""
RECEIVES = 5


class Post:
    """Carries messages to the run that handles them; what dies too often becomes a dead letter."""

    def __init__(
        self,
        name: str,
        timeline: Timeline,
        fuse: Fuse,
        chance: Random,
        handle: Handle,
        bury: Callable[[str, str], None],
        *,
        takes: tuple[float, float],
    ) -> None:
        self._name, self._timeline, self._fuse, self._chance = name, timeline, fuse, chance
        self._handle, self._bury, self._takes = handle, bury, takes

    def send(self, messages: Sequence[Mapping[str, Any]]) -> None:
        """Sends each on its way."""
        for message in messages:
            for _ in range(self._fuse.copies()):
                self._timeline.after(
                    self._chance.uniform(*self._takes) + self._fuse.lateness(), self._receive, message, 1
                )

    def _receive(self, message: Mapping[str, Any], receives: int) -> None:
        if self._fuse.is_quiet:
            self._handle(message)
            return
        self._fuse.light()
        try:
            self._handle(message)
        except (Crash, AnswerLost):
            if receives < RECEIVES:
                self._timeline.after(VISIBILITY, self._receive, message, receives + 1)
            else:
                self._bury(self._name, json.dumps(message, default=str))
        finally:
            self._fuse.put_out()
