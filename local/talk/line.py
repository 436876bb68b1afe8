"""The telephone line of `anbu talk`: doors and hook are the shipped handler's; a persona or a person answers."""

import json
import re
import sys
from collections.abc import Callable
from typing import Any, Protocol

from anbu.domain.dialogue.dialogue import Turn
from anbu.usecases.conversing import turns_of
from functions.call_handler import doors, hook
from local.talk.world import World
from local.telephone.effects import Event, FunctionFailed, Heard, HungUp, Patience

_MARKUP = re.compile(r"<[^>]+>")
_FRIDAY, _OPENS, _CLOSES = 4, 9, 18
Show = Callable[[str, str], None]
"""Who speaks (`agent`, `resident`, `note`), and what."""


class Listener(Protocol):
    """Whoever has picked up."""

    def hears(self, text: str) -> None:
        """The agent says something."""

    def answers(self) -> Heard:
        """What comes back. Raises `HungUp`."""


class TalkLine:
    """A `CallLine` in one process."""

    def __init__(
        self, world: World, listener: Listener, show: Show, beside: Callable[[Turn], str] | None = None
    ) -> None:
        """`show` is told all that is said, and what `beside` makes of each turn."""
        self._world, self._listener, self._show, self._beside = world, listener, show, beside

    def speak(self, text: str, *, markup: bool = False) -> None:
        """Says it."""
        plain = _MARKUP.sub("", text) if markup else text
        self._world.clock.says(plain)
        self._show("agent", plain)
        self._listener.hears(plain)

    def hear(self, patience: Patience) -> Heard:
        """What the other end says; silence takes as long as the line waits for a word."""
        heard = self._listener.answers()
        if heard.text:
            self._world.clock.says(heard.text)
            self._show("resident", heard.text)
        else:
            self._world.clock.passes(patience.start_ms / 1000)
            self._show("resident", "(말이 없음)")
        return heard

    def invoke(self, arn: str, event: Event, seconds: float) -> Event:  # noqa: ARG002 - there is one function
        """A door of the call handler, as over the wire."""
        return _carried(dict(doors.answer(_carried(event)["Details"], self._world.conversing)))

    def hook(self, alias_arn: str, event: Event, seconds: float) -> Event:  # noqa: ARG002
        """The code hook, as over the wire."""
        answer = _carried(hook.answer(_carried(event), self._world.conversing))
        if self._beside is not None:
            self._show("note", self._beside(turns_of(self._world.ledger, self._world.attempt.id)[-1]))
        return answer

    def pause(self, seconds: float) -> None:
        """Lets time pass."""
        self._world.clock.passes(seconds)

    def is_open(self, hours: str, queue: str) -> bool:  # noqa: ARG002
        """Whether staff are at work at this time of the call."""
        now = self._world.clock.now()
        return now.weekday() <= _FRIDAY and _OPENS <= now.hour < _CLOSES

    def metric(self, name: str, queue: str) -> float:  # noqa: ARG002
        """One member of staff is free."""
        return 1.0 if name.startswith("NumberOfAgents") else 0.0

    def join(self, queue: str) -> bool:  # noqa: ARG002
        """There is room in the queue."""
        return True

    def bridge(self, number: str, seconds: float) -> bool:  # noqa: ARG002
        """Nobody else is rung from here."""
        return False


HOW_TO_ANSWER = "전화를 받은 분처럼 입력하세요. 빈 줄은 침묵, /1은 번호 누르기, /끊기(또는 Ctrl+C)는 전화 끊기입니다."


class Typist:
    """A person at the keyboard. An empty line is silence, `/1` presses a key, `/끊기` hangs up."""

    def __init__(self) -> None:
        """Says how to answer."""
        print(HOW_TO_ANSWER, file=sys.stderr, flush=True)

    def hears(self, text: str) -> None:
        """It is on the screen already."""

    def answers(self) -> Heard:
        """The next line."""
        print("나> ", end="", file=sys.stderr, flush=True)
        try:
            typed = input().strip()
        except (EOFError, KeyboardInterrupt):
            print(file=sys.stderr)
            raise HungUp from None
        if typed in {"/끊기", "/quit", "/q"}:
            raise HungUp
        return Heard(keys=typed[1:]) if re.fullmatch(r"/[0-9*#]+", typed) else Heard.words(typed)


def _carried(event: dict[str, Any]) -> dict[str, Any]:
    """What JSON leaves of it: nothing passes between flow and function that could not go over the wire."""
    try:
        carried: dict[str, Any] = json.loads(json.dumps(event))
    except TypeError as error:
        raise FunctionFailed(str(error)) from error
    return carried
