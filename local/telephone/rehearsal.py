"""A call tried out on the page: the shipped flow rings an invented person, in this process, and touches no ledger.

What `anbu talk` plays in the terminal. The deployment's own calls need a person on a list; a clerk who wants to know
what residents will hear has none yet.
"""

import asyncio
from typing import Protocol

from anbu.data import load
from anbu.domain.counselling.summarise import DANGER_NAMES
from local.talk.call import Played, play_call
from local.talk.world import RESIDENT, world_of
from local.telephone.effects import Heard, Patience

_UNHURRIED = Patience(start_ms=6000, end_ms=1800)


class Ear(Protocol):
    """Whoever is at the browser."""

    async def hears(self, text: str) -> None:
        """The agent says something."""

    async def answers(self, patience: Patience) -> Heard:
        """What comes back. Raises `HungUp`."""


class _InThread:
    """The person at the browser, for a call that is played in a thread."""

    def __init__(self, ear: Ear, loop: asyncio.AbstractEventLoop) -> None:
        self._ear, self._loop = ear, loop

    def hears(self, text: str) -> None:
        asyncio.run_coroutine_threadsafe(self._ear.hears(text), self._loop).result()

    def answers(self) -> Heard:
        return asyncio.run_coroutine_threadsafe(self._ear.answers(_UNHURRIED), self._loop).result()


async def rehearse(ear: Ear, name: str, indicators: tuple[str, ...] = ()) -> Played:
    """Plays one call to its end. `name`: whom it rings; invented people only."""
    listener = _InThread(ear, asyncio.get_running_loop())
    world = await asyncio.to_thread(lambda: world_of(resident=name or RESIDENT, indicators=indicators))
    return await asyncio.to_thread(play_call, world, listener, lambda _who, _text: None)


def in_words(played: Played) -> str:
    """What it came to, for a clerk."""
    words, states = load("story")["words"], load("story")["states"]
    dangers = ", ".join(dict.fromkeys(DANGER_NAMES[alert.kind] for alert in played.alerts)) or "없음"
    later = played.report.call_back_at
    named = f" (다시 걸 시각 {later:%Y-%m-%d %H:%M})" if later else ""
    return f"결과: {words[played.report.outcome]}{named} · 경보: {dangers} · 다음: {states[played.next.kind.state]}"
