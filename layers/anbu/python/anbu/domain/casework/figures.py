"""Figures of rounds and months by area, and what must not be shown of them: fewer than five people."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from anbu.domain.cases.case import Case
from anbu.domain.cases.outcome import NoticeResult
from anbu.domain.cases.state import State
from anbu.domain.counselling.record import Need
from anbu.domain.ids import AreaCode, RoundId

FEWEST = 5
"""A figure of one to four people could tell who they are."""
COUNTED = (
    "found",
    "notified",
    "called",
    "reached",
    "counselled",
    "urgent",
    "waiting_machine",
    "waiting_people",
    "overdue",
    "closed",
)


@dataclass(frozen=True, slots=True)
class RoundFigures:
    """A round counted at one moment. Reading it reads one item, whatever the size of the round."""

    area: AreaCode
    round_id: RoundId
    at: datetime
    certificate: dict[str, Any]
    """As contract 6 prints it."""
    towns: dict[str, dict[str, int]]
    """읍면동 → what `COUNTED` names."""
    hours: dict[str, float]
    """Mean hours from the list to the notice, the first call, the first talk."""
    version: int = 0


@dataclass(frozen=True, slots=True)
class MonthFigures:
    """Decisions of one area in one month, counted in the decisions' own transactions."""

    area: AreaCode
    month: str
    """`2026-11`"""
    decisions: dict[str, int] = field(default_factory=dict)
    closed: dict[str, int] = field(default_factory=dict)
    """Closing reason → cases."""
    hours: dict[str, float] = field(default_factory=dict)
    """Sum of hours from the case's beginning to its decisions and closings, by the same names."""
    version: int = 0


@dataclass(slots=True)
class RoundCount:
    """Counts cases one by one, as of `now`."""

    now: datetime
    towns: dict[str, Counter[str]] = field(default_factory=dict)
    hours: dict[str, list[float]] = field(default_factory=dict)

    def add(self, case: Case) -> None:
        """Counts one case in its town."""
        self.towns.setdefault(case.area, Counter()).update(_said_of(case, self.now))
        self._add_hours("notified", case, case.notice_at)
        self._add_hours("called", case, case.tries[0].at if case.tries else None)
        talked = next((tried.at for tried in case.tries if case.reached_self), None)
        self._add_hours("reached", case, talked)

    def mean_hours(self) -> dict[str, float]:
        """Mean hours from the case's beginning."""
        return {name: round(sum(hours) / len(hours), 2) for name, hours in self.hours.items()}

    def _add_hours(self, name: str, case: Case, at: datetime | None) -> None:
        if at is not None:
            self.hours.setdefault(name, []).append((at - case.created_at).total_seconds() / 3600)


def _said_of(case: Case, now: datetime) -> Iterable[str]:
    said = {
        "found": True,
        "notified": case.notice in {NoticeResult.SENT, NoticeResult.DELIVERED},
        "called": bool(case.tries),
        "reached": case.reached_self,
        "counselled": case.counselled,
        "urgent": case.danger or case.need is Need.URGENT,
        "waiting_machine": case.state.is_the_machines,
        "waiting_people": case.state.is_peoples,
        "overdue": case.due_at is not None and case.due_at < now,
        "closed": case.state is State.CLOSED,
    }
    return (name for name, true in said.items() if true)


Shown = int | None
"""None: fewer than five people, or a figure from which such a one could be worked out."""


def shown(rows: Mapping[str, Mapping[str, int]], columns: Iterable[str]) -> dict[str, dict[str, Shown]]:
    """Rows by area with small figures hidden; where one alone is hidden in a column, so is the next smallest.

    Without that, the hidden one would be the total less the others.
    """
    table: dict[str, dict[str, Shown]] = {name: {} for name in rows}
    for column in columns:
        values = {name: row.get(column, 0) for name, row in rows.items()}
        hidden = {name for name, value in values.items() if 0 < value < FEWEST}
        if len(hidden) == 1:
            others = sorted((value, name) for name, value in values.items() if value >= FEWEST)
            hidden |= {others[0][1]} if others else set()
        for name, value in values.items():
            table[name][column] = None if name in hidden else value
    return table


def total(rows: Iterable[Mapping[str, int]], columns: Iterable[str]) -> dict[str, Shown]:
    """Sums over all rows; a sum of one to four people is hidden."""
    sums: Counter[str] = Counter()
    for row in rows:
        sums.update(row)
    return {column: None if 0 < sums[column] < FEWEST else sums[column] for column in columns}
