"""Whether anything moves in the queues, although runs that died still hold messages that nobody works on.

A message whose run was killed stays invisible for minutes of real time (the visibility timeout). The ledger makes its
case due long before that, by the fast clock; so the clock must not wait for the message.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

STILL_SECONDS = 20.0
"""Real seconds without any change after which what is held is held by nobody: no run of a round works that long."""

Counts = Mapping[str, tuple[int, int]]
"""Name of a queue → messages that wait, messages that are held."""


@dataclass(slots=True)
class Stillness:
    """Remembers which messages were given up for dead: as good as gone, until they come back or are done after all."""

    _dead: dict[str, int] = field(default_factory=dict)
    _last: Counts = field(default_factory=dict)
    _since: float = 0.0

    def is_still(self, counts: Counts, at: float) -> bool:
        """Nothing waits and nothing is held but by dead runs, as far as can be told at this moment (real seconds)."""
        if counts != self._last:
            self._last, self._since = dict(counts), at
        self._dead = {name: min(held, self._dead.get(name, 0)) for name, (_, held) in counts.items()}
        if any(waiting for waiting, _ in counts.values()):
            return False
        if at - self._since >= STILL_SECONDS:
            self._dead = {name: held for name, (_, held) in counts.items()}
        return all(held <= self._dead[name] for name, (_, held) in counts.items())
