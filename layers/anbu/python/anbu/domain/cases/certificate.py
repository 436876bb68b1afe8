"""The round's certificate (contract 6): everyone on the list, counted, and the proof that nobody is missing."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

from anbu.domain.cases.case import Case
from anbu.domain.cases.outcome import NoticeResult
from anbu.domain.cases.state import State
from anbu.domain.counselling.record import Need
from anbu.domain.ids import AreaCode, CaseId, RoundId

OUTCOMES = (
    "public_support",
    "private_support",
    "case_management",
    "referred",
    "monitoring",
    "closed_without_support",
)
"""How a person may have closed a case; `people.closed` is their sum."""


@dataclass(frozen=True, slots=True)
class FileCounts:
    """The stored file, read in full again."""

    rows: int
    sha256: str


@dataclass(frozen=True, slots=True)
class RowCounts:
    """The rows of the file as the ledger has them."""

    rows: int = 0
    rejected: int = 0
    duplicate: int = 0
    to_mend: tuple[CaseId, ...] = ()
    """Cases of rejected rows: once one is mended, it is a person like any other."""

    def plus(self, other: "RowCounts") -> "RowCounts":
        """Both together."""
        return RowCounts(
            self.rows + other.rows,
            self.rejected + other.rejected,
            self.duplicate + other.duplicate,
            self.to_mend + other.to_mend,
        )


@dataclass(frozen=True, slots=True)
class Certificate:
    """As printed. `missing` names rows (file, sheet, row) or cases that are not accounted for; never people."""

    round_id: RoundId
    area: AreaCode
    decide_by: date
    sealed: bool
    file: FileCounts
    ledger: dict[str, int]
    people: dict[str, int]
    need: dict[str, int]
    outcomes: dict[str, int]
    overdue: dict[str, int]
    missing: tuple[str, ...]
    balanced: bool


@dataclass(slots=True)
class Tally:
    """Counts a round's cases one by one, so that a nation's round needs no more memory than a village's."""

    now: datetime
    people: Counter[str] = field(default_factory=Counter)
    need: Counter[str] = field(default_factory=Counter)
    outcomes: Counter[str] = field(default_factory=Counter)
    overdue: Counter[str] = field(default_factory=Counter)
    households: set[str] = field(default_factory=set)
    to_mend: set[str] = field(default_factory=set)
    """Rows of which no person can be told yet: counted as rejected, not as people."""
    unaccounted: list[str] = field(default_factory=list)

    def add(self, case: Case) -> None:
        """Counts one case."""
        if case.state is State.FIX_ROW:
            self.to_mend.add(case.id)
            self._add_due(case, "people")
            return
        self.people["people"] += 1
        self.people["notified"] += case.notice in {NoticeResult.SENT, NoticeResult.DELIVERED}
        self.people["attempted"] += bool(case.tries)
        self.people["reached_self"] += case.reached_self
        self.people["counselled"] += case.counselled
        self.need[case.need] += 1
        self.households.add(case.household or case.id)
        self._add_standing(case)

    def _add_standing(self, case: Case) -> None:
        if case.state is State.CLOSED:
            self.people["closed"] += 1
            if case.closed_as in OUTCOMES:
                self.outcomes[case.closed_as] += 1
            else:
                self.unaccounted.append(f"case {case.id}: closed without an outcome")
        elif case.state.is_the_machines:
            self.people["waiting_machine"] += 1
            self._add_due(case, "machine")
        else:
            self.people["waiting_person"] += 1
            self._add_due(case, "people")

    def _add_due(self, case: Case, owner: str) -> None:
        if case.due_at is None:
            self.unaccounted.append(f"case {case.id}: no due time")
        elif case.due_at < self.now:
            self.overdue[owner] += 1


def certify(
    round_id: RoundId,
    area: AreaCode,
    decide_by: date,
    tally: Tally,
    file: FileCounts,
    rows: RowCounts,
    missing: Iterable[str],
    *,
    sealed: bool = False,
) -> Certificate:
    """A round's certificate: balanced only if file and ledger agree row by row and every case stands somewhere."""
    lost = (*missing, *tally.unaccounted)
    people = tally.people["people"]
    standing = tally.people["waiting_machine"] + tally.people["waiting_person"] + tally.people["closed"]
    mended = len(set(rows.to_mend) - tally.to_mend)
    rejected = rows.rejected - mended
    adds_up = rows.rows == rejected + rows.duplicate + people and people == standing and file.rows == rows.rows
    return Certificate(
        round_id,
        area,
        decide_by,
        sealed,
        file,
        {
            "rows": rows.rows,
            "rejected": rejected,
            "rejected_open": len(tally.to_mend),
            "duplicate": rows.duplicate,
            "people": people,
            "households": len(tally.households),
        },
        {name: tally.people[name] for name in _PEOPLE},
        {need.value: tally.need[need] for need in Need},
        {name: tally.outcomes[name] for name in OUTCOMES},
        {"machine": tally.overdue["machine"], "people": tally.overdue["people"]},
        tuple(lost),
        adds_up and not lost,
    )


_PEOPLE = ("notified", "attempted", "reached_self", "counselled", "waiting_machine", "waiting_person", "closed")
