"""What others do with the same people and lines, in the same open hours: three ways of dialling, seen in the field.

Each reaches for the same residents under the same budget and gap. Time runs inside windows only; lines never fail.
"""

import heapq
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from anbu.domain.cases.outcome import Outcome
from local.simulate.residents import Residents

BUDGET = 3
GAP = 2 * 3600.0
PLANNED_CALL = 300.0
"""What a fixed rate is planned for, so that lines do not run out: a first counselling of five minutes."""
POLL = 30.0
"""How often a worker asks whether its call is over."""
_REACHED = {Outcome.COMPLETED, Outcome.WANTS_PERSON, Outcome.REFUSED}


@dataclass(frozen=True, slots=True)
class Other:
    """What one way of dialling came to."""

    hours_inside_windows: float
    line_utilisation: float


def fixed_rate(people: int, lines: int, rps: float, seed: int) -> Other:
    """A start every so many seconds, whether lines are free or not; retries after a fixed delay."""
    every = max(1 / rps, PLANNED_CALL / lines)
    residents, fresh, later = Residents(seed), deque([0] * people), list[tuple[float, int]]()
    at, end, busy = 0.0, 0.0, 0.0
    while fresh or later:
        if later and later[0][0] <= at:
            tries = heapq.heappop(later)[1]
        elif fresh:
            tries = fresh.popleft()
        else:
            at = later[0][0]
            continue
        took, again = _call(residents, tries)
        busy, end = busy + took, max(end, at + took)
        if again:
            heapq.heappush(later, (at + GAP, tries + 1))
        at += every
    return _came_to(busy, lines, end)


def polling_workers(people: int, lines: int, rps: float, seed: int) -> Other:
    """One worker a line: takes a person, rings, asks every half minute whether the call is over, takes the next."""

    def held(took: float) -> float:
        return -(-took // POLL) * POLL

    return _lines(people, lines, rps, seed, held, in_passes=False)


def stacked_retries(people: int, lines: int, rps: float, seed: int) -> Other:
    """Everyone once; then, when the last call of that pass is over and the gap has passed, all who were not reached."""
    return _lines(people, lines, rps, seed, lambda took: took, in_passes=True)


def _lines(people: int, lines: int, rps: float, seed: int, held: Callable[[float], float], *, in_passes: bool) -> Other:
    residents = Residents(seed)
    free = [0.0] * lines
    busy = end = begins = next_start = 0.0
    due = deque((0.0, 0) for _ in range(people))
    while due:
        left = deque[tuple[float, int]]()
        for ready, tries in _drain(due):
            at = max(heapq.heappop(free), ready, begins, next_start)
            next_start = at + 1 / rps
            took, again = _call(residents, tries)
            busy, end = busy + took, max(end, at + took)
            heapq.heappush(free, at + held(took))
            if again:
                (left if in_passes else due).append((at + GAP, tries + 1))
        due, begins = left, max(end, begins + GAP) if in_passes else 0.0
    return _came_to(busy, lines, end)


def _came_to(busy: float, lines: int, end: float) -> Other:
    return Other(end / 3600, busy / (lines * end) if end else 1.0)


def _drain(due: deque[tuple[float, int]]) -> Iterator[tuple[float, int]]:
    while due:
        yield due.popleft()


def _call(residents: Residents, tries: int) -> tuple[float, bool]:
    taken = residents.take_call()
    again = taken.outcome not in _REACHED and tries + 1 < BUDGET
    return taken.rings + taken.talks, again


OTHERS = {"fixed_rate": fixed_rate, "polling_workers": polling_workers, "stacked_retries": stacked_retries}


def compare(people: int, lines: int, rps: float, seed: int) -> dict[str, Other]:
    """All of them."""
    return {name: dial(people, lines, rps, seed) for name, dial in OTHERS.items()}
