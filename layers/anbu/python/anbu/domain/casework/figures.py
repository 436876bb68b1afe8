"""Figures of rounds and months by area. What of them may be shown says `suppression.py`."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from anbu.domain.cases.case import Case
from anbu.domain.cases.outcome import SPOKE, NoticeResult
from anbu.domain.cases.state import State
from anbu.domain.casework.decisions import DecisionKind
from anbu.domain.casework.suppression import FEWEST
from anbu.domain.counselling.record import Need
from anbu.domain.ids import AreaCode, RoundId

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
    "linked",
    "public_support",
    "private_support",
    "case_management",
    "referred_elsewhere",
    "closed",
    "closed_without_support",
)
PARTS = {
    "found": ("waiting_machine", "waiting_people", "closed"),
    "linked": ("public_support", "private_support", "case_management", "referred_elsewhere"),
}
"""Columns that are sums of others."""
NO_NUMBER = "no_number"
"""People whom nobody can ring: counted for the forecast, shown nowhere."""
_LINKED_BY = {
    DecisionKind.PUBLIC_BENEFIT: "public_support",
    DecisionKind.PRIVATE_RESOURCE: "private_support",
    DecisionKind.CASE_MANAGEMENT: "case_management",
}
_LINKED_AS = {
    "public_support": "public_support",
    "private_support": "private_support",
    "case_management": "case_management",
    "referred": "referred_elsewhere",
}


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
    certified_at: datetime | None = None
    """When the certificate was made; None: not yet."""
    states: dict[str, int] = field(default_factory=dict)
    """State → people."""
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
    states: Counter[str] = field(default_factory=Counter)
    hours: dict[str, list[float]] = field(default_factory=dict)

    def add(self, case: Case) -> None:
        """Counts one case in its town."""
        self.states[case.state] += 1
        self.towns.setdefault(case.area, Counter()).update(_said_of(case, self.now))
        self._add_hours("notified", case, case.notice_at)
        self._add_hours("called", case, case.tries[0].at if case.tries else None)
        talks = (tried.at for tried in case.tries if tried.outcome in SPOKE)
        self._add_hours("reached", case, next(talks, None) if case.reached_self else None)

    def mean_hours(self) -> dict[str, float]:
        """Mean hours from the case's beginning; of one to four people none is told."""
        told = ((name, hours) for name, hours in self.hours.items() if len(hours) >= FEWEST)
        return {name: round(sum(hours) / len(hours), 2) for name, hours in told}

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
        "closed_without_support": case.closed_as == "closed_without_support",
        NO_NUMBER: not any(number.kind.can_be_rung for number in case.numbers),
    }
    yield from (name for name, true in said.items() if true)
    link = _link(case)
    yield from ("linked", link) if link else ()


def _link(case: Case) -> str | None:
    """To what a case is linked, as it stands: where it was referred and is answered for, or as what it was closed."""
    if case.state is State.CLOSED:
        return _LINKED_AS.get(case.closed_as or "")
    if case.state is State.REFERRED and case.decision in _LINKED_BY:
        return _LINKED_BY[DecisionKind(case.decision)]
    return None
