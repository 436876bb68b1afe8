"""The independent checker: counts what was promised from the event log alone, with rules of its own.

It shares no code with the production policy: its windows, gaps and sums are written here once more, on purpose.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any

import holidays
import numpy as np

from local.simulate.books import Books

SECOND = 1_000_000
HOURS = (9, 18)
NUMBER_GAP = 10 * 60 * SECOND
TEXT_GAP = 12 * 60 * 60 * SECOND
ENDS = {"fix_row", "staff_call", "visit", "review", "decide", "double_check", "referred", "monitoring", "stuck"}
"""Where somebody waits for people, with a due time. `closed` needs none."""
MACHINE = {"notice_due", "call_due", "calling", "lookup", "freezing", "summarising"}


@dataclass(frozen=True, slots=True)
class Findings:
    """What the log shows."""

    attempts: int
    days: int
    line_utilisation: float
    makespan_ratio: float
    max_lines_used: int
    max_starts_per_second: int
    outside_window: int
    double_calls: int
    double_notices: int
    unaccounted: int
    balanced: bool
    starts_refused: int
    texts: int
    hours_inside_windows: float
    still_with_machine: int


def check(books: Books, start: datetime, lines: int, rps: float) -> Findings:
    """Counts everything that contract 7 promises."""
    open_days = windows(start, books.last)
    begun = np.sort(np.array([at for _, at, _ in books.starts], dtype=np.int64))
    used, peak = _use(books, open_days, lines, rps)
    return Findings(
        attempts=len(begun),
        days=len({(start + timedelta(microseconds=int(at))).date() for at in begun}),
        max_lines_used=peak,
        max_starts_per_second=_most_in_a_second(begun),
        outside_window=_outside(begun, open_days),
        double_calls=_doubles(books.starts, NUMBER_GAP),
        double_notices=_doubles(books.texts, TEXT_GAP),
        unaccounted=len(_unaccounted(books)),
        balanced=_balanced(books),
        starts_refused=books.refused,
        texts=len(books.texts),
        still_with_machine=sum(final[-1][0] in MACHINE for final in books.finals.values()),
        **used,
    )


def windows(start: datetime, last: int) -> list[tuple[int, int]]:
    """Opening and closing of every working day until after `last`: weekdays that are no Korean public holiday."""
    days = []
    free = holidays.country_holidays("KR", years=range(start.year, start.year + 4))
    day = start.replace(hour=0, minute=0, second=0, microsecond=0)
    while (day - start) // timedelta(microseconds=1) <= last:
        if day.weekday() < 5 and day.date() not in free:  # noqa: PLR2004 - Monday to Friday
            opens, closes = (day + timedelta(hours=hour) - start for hour in HOURS)
            days.append((opens // timedelta(microseconds=1), closes // timedelta(microseconds=1)))
        day += timedelta(days=1)
    return days


def _use(books: Books, open_days: list[tuple[int, int]], lines: int, rps: float) -> tuple[dict[str, Any], int]:
    """Sweeps over time: lines busy, people due, window open; between two events nothing changes."""
    tracks = [books.calls, books.waited, open_days]
    times = np.array([at for track in tracks for pair in track for at in pair], dtype=np.int64)
    track_of = np.repeat(np.arange(3), [2 * len(track) for track in tracks])
    sign = np.tile(np.array([1, -1], dtype=np.int64), sum(len(track) for track in tracks))
    order = np.lexsort((sign, times))  # at one moment, ends come before beginnings
    times, track_of, sign = times[order], track_of[order], sign[order]
    busy, due, is_open = (np.cumsum(np.where(track_of == n, sign, 0)) for n in range(3))
    seconds = np.diff(times, append=times[-1:]) / SECOND
    available = (is_open > 0) & (due > 0)
    begins = min((at for at, _ in books.waited), default=0)
    whole = (is_open > 0) & (times >= begins) & (times < books.last)
    inside = float(seconds[whole].sum())
    needed = max(float((busy * seconds)[is_open > 0].sum()) / lines, len(books.starts) / rps)
    on_offer = lines * float(seconds[available].sum())
    use = {
        "line_utilisation": float((busy * seconds)[available].sum()) / on_offer if on_offer else 1.0,
        "makespan_ratio": inside / needed if needed else 1.0,
        "hours_inside_windows": inside / 3600,
    }
    return use, int(busy.max(initial=0))


def _most_in_a_second(begun: "np.ndarray[Any, Any]") -> int:
    """The most starts in any second, wherever it begins."""
    if not len(begun):
        return 0
    return int((np.searchsorted(begun, begun + SECOND, side="left") - np.arange(len(begun))).max())


def _outside(begun: "np.ndarray[Any, Any]", open_days: list[tuple[int, int]]) -> int:
    inside = sum(int(np.searchsorted(begun, b, "left") - np.searchsorted(begun, a, "left")) for a, b in open_days)
    return len(begun) - inside


def _doubles(acts: list[tuple[str, int, str]], gap: int) -> int:
    """Acts beyond the first of an attempt, and acts on a number that had not rested."""
    again = len(acts) - len({attempt for _, _, attempt in acts})
    ordered = sorted(acts)
    soon = sum(a[0] == b[0] and a[2] != b[2] and b[1] - a[1] < gap for a, b in pairwise(ordered))
    return again + soon


def _unaccounted(books: Books) -> set[str]:
    """Whoever stood on the list and stands nowhere now: no case, no known state, or open without a due time."""
    lost = set()
    for case in books.enrolled:
        finals = books.finals.get(case, [])
        if len(finals) != 1:
            lost.add(case)
            continue
        state, due = finals[0]
        if state != "closed" and (state not in ENDS | MACHINE or due == "-"):
            lost.add(case)
    return lost


def _balanced(books: Books) -> bool:
    """As many cases as people, the same ones, everybody in exactly one place."""
    return (
        len(books.enrolled) == len(set(books.enrolled)) == len(books.finals)
        and set(books.enrolled) == set(books.finals)
        and not _unaccounted(books)
    )
