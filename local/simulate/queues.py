"""Queues and event buses of the simulation: at least once at best; lost, doubled and overtaken when faults are on."""

import json
from collections.abc import Callable, Mapping, Sequence
from random import Random
from typing import Any

from anbu.usecases.take_dead_letter import ReceivedLetter
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
        bury: Callable[[ReceivedLetter], None],
        *,
        takes: tuple[float, float],
    ) -> None:
        self._name, self._timeline, self._fuse, self._chance = name, timeline, fuse, chance
        self._handle, self._bury, self._takes = handle, bury, takes
        self._letters = 0

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
                self._letters += 1
                letter = ReceivedLetter(f"{self._name}-{self._letters}", self._name, json.dumps(message, default=str))
                self._timeline.after(0, self._receive_dead, letter)
        finally:
            self._fuse.put_out()

    def _receive_dead(self, letter: ReceivedLetter) -> None:
        """A dead letter stays in its queue until it has been taken."""
        self._fuse.light()
        try:
            self._bury(letter)
        except (Crash, AnswerLost):
            self._timeline.after(VISIBILITY, self._receive_dead, letter)
        finally:
            self._fuse.put_out()
