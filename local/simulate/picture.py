"""The picture of a round: lines in use and people by state, over the open hours."""

from array import array
from datetime import datetime
from pathlib import Path
from typing import Any

import matplotlib as mpl
import numpy as np

from local.simulate.books import Books
from local.simulate.checker import windows

mpl.use("svg")
from matplotlib import pyplot as plt

_GROUPS = {
    "waiting for the text": ("notice_due",),
    "waiting for a call": ("call_due",),
    "on the telephone": ("calling", "lookup"),
    "being written up": ("freezing", "summarising"),
    "caseworker reads": ("review",),
    "staff ring": ("staff_call",),
    "visit, stuck, others": ("visit", "stuck", "fix_row", "decide", "double_check", "referred", "monitoring", "closed"),
}
_COLOURS = ("#c9d6e8", "#7fa6d1", "#1c4f8f", "#9a86c4", "#3f9a6d", "#e0a030", "#b0463c")
_POINTS = 600


def draw(books: Books, start: datetime, lines: int, to: Path) -> None:
    """Writes an SVG. Nights and days off are left out of its time axis."""
    days = windows(start, books.last)
    edges = np.array([open_at + (close - open_at) * n // _PER_DAY for open_at, close in days for n in range(_PER_DAY)])
    edges = edges[edges <= books.last] if len(days) * _PER_DAY > _POINTS else edges
    hours = np.arange(len(edges)) * ((days[0][1] - days[0][0]) / 3.6e9 / _PER_DAY) if days else np.array([])
    figure, (above, below) = plt.subplots(2, 1, figsize=(11, 6.5), sharex=True, layout="constrained")
    above.plot(hours, _in_use(books, edges), color="#1c4f8f", linewidth=1)
    above.axhline(lines, color="#b0463c", linewidth=0.8, linestyle="--")
    above.set(ylabel="lines in use", ylim=(0, lines * 1.08))
    below.stackplot(hours, _by_state(books, edges), labels=list(_GROUPS), colors=_COLOURS)
    below.set(ylabel="people", xlabel="hours inside calling windows")
    below.legend(loc="center left", bbox_to_anchor=(1, 0.5), frameon=False, fontsize=8)
    figure.savefig(to, format="svg")
    plt.close(figure)


_PER_DAY = 108
"""Points a day: one every five minutes."""


def _in_use(books: Books, edges: "np.ndarray[Any, Any]") -> "np.ndarray[Any, Any]":
    begun = np.sort(np.array([a for a, _ in books.calls], dtype=np.int64))
    ended = np.sort(np.array([b for _, b in books.calls], dtype=np.int64))
    used: np.ndarray[Any, Any] = np.searchsorted(begun, edges, "right") - np.searchsorted(ended, edges, "right")
    return used


def _by_state(books: Books, edges: "np.ndarray[Any, Any]") -> "list[np.ndarray[Any, Any]]":
    def moved(moments: "dict[str, array[int]]", state: str) -> "np.ndarray[Any, Any]":
        times = np.sort(np.array(moments.get(state, ()), dtype=np.int64))
        count: np.ndarray[Any, Any] = np.searchsorted(times, edges, "right")
        return count

    def standing(state: str) -> "np.ndarray[Any, Any]":
        here: np.ndarray[Any, Any] = moved(books.entered, state) - moved(books.left, state)
        return here

    return [np.asarray(sum(map(standing, states))) for states in _GROUPS.values()]
