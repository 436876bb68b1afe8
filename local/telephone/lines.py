"""The residents' side of a call in the network: how long speaking and listening take, and who listens."""

import re
from typing import Protocol

from local.clock import FastClock
from local.residents.persona import Resident
from local.telephone.effects import Heard, Patience

SYLLABLES_A_SECOND = 6.0
THINKING_SECONDS = 1.2
_TAG = re.compile(r"<[^>]+>")


class Ear(Protocol):
    """Somebody, or something, at the other end of a line. May raise `HungUp`."""

    async def hears(self, text: str) -> None:
        """The network speaks."""
        ...

    async def answers(self, patience: Patience) -> Heard:
        """What they say then."""
        ...

    async def settle(self) -> None:
        """The clock is about to be looked at: let the time pass that speaking has taken."""
        ...


def spoken_seconds(text: str) -> float:
    """How long it takes to say this: Korean news is read at about six syllables a second."""
    return len(_TAG.sub("", text)) / SYLLABLES_A_SECOND


class PersonaEar:
    """A persona. Time is gathered up and slept in one piece, so that a call costs few wake-ups."""

    def __init__(self, resident: Resident, clock: FastClock) -> None:
        self._resident, self._clock = resident, clock
        self._owed = 0.0

    async def hears(self, text: str) -> None:
        """Listening takes as long as speaking."""
        self._owed += spoken_seconds(text)
        self._resident.hears(_TAG.sub("", text))

    async def answers(self, patience: Patience) -> Heard:
        """Thinks, speaks, and pauses long enough to be taken as done; or says nothing for as long as Lex waits."""
        heard = self._resident.answers()
        if heard.text:
            said = min(spoken_seconds(heard.text), patience.longest_ms / 1000)
            self._owed += THINKING_SECONDS + said + patience.end_ms / 1000
        else:
            self._owed += patience.start_ms / 1000
        return heard

    async def settle(self) -> None:
        """Sleep what is owed."""
        owed, self._owed = self._owed, 0.0
        await self._clock.sleep(owed)


class SilentEar:
    """A staff member who listens to a whisper and says nothing."""

    async def hears(self, text: str) -> None:
        """Nothing is kept of it."""

    async def answers(self, patience: Patience) -> Heard:  # noqa: ARG002
        """Nothing."""
        return Heard()

    async def settle(self) -> None:
        """No time passes."""
