"""Counts a decision in the figures of its area and month: in the decision's own transaction, so that they agree."""

from datetime import datetime

from anbu.domain.cases.case import Case
from anbu.domain.casework.figures import MonthFigures
from anbu.domain.times import KST
from anbu.domain.values import replace
from anbu.ports import Change, Create, Ledger, Replace


def counted(
    ledger: Ledger, case: Case, now: datetime, *, decided: str | None = None, closed_as: str | None = None
) -> Change:
    """The change that counts a decision (its kind), a closing that holds (its reason), or both at once."""
    month = now.astimezone(KST).strftime("%Y-%m")
    before = ledger.get(MonthFigures, case.area, month)
    figures = before or MonthFigures(case.area, month)
    taken = (now - case.created_at).total_seconds() / 3600
    hours = figures.hours
    for name in (f"decided_{decided}" if decided else None, f"closed_{closed_as}" if closed_as else None):
        hours = hours | {name: round(hours.get(name, 0.0) + taken, 3)} if name else hours
    figures = replace(
        figures,
        decisions=_more(figures.decisions, decided),
        closed=_more(figures.closed, closed_as),
        hours=hours,
    )
    return Replace(figures) if before else Create(figures)


def _more(counts: dict[str, int], name: str | None) -> dict[str, int]:
    return counts | {name: counts.get(name, 0) + 1} if name else counts
