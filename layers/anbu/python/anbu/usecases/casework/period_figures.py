"""Figures by area and period: people of the rounds whose lists came in it, and what was decided in it."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from anbu.domain.cases.due import moment
from anbu.domain.cases.round import Round
from anbu.domain.casework.access import Caller, outwards
from anbu.domain.casework.decisions import DecisionKind
from anbu.domain.casework.figures import COUNTED, PARTS, MonthFigures, RoundFigures
from anbu.domain.casework.over_time import Part, gives_away
from anbu.domain.casework.roles import Permit
from anbu.domain.casework.suppression import TOTAL, Table, suppressed
from anbu.domain.ids import AreaCode, RoundId
from anbu.domain.times import KST, midnight
from anbu.ports import Index
from anbu.usecases.casework.desk import Desk
from anbu.usecases.casework.month_figures import month_figures
from anbu.usecases.casework.refusals import Incomplete
from anbu.usecases.casework.who_asks import reachable_area

MOST_MONTHS = 12
MOST_ROUNDS = 50
"""Rounds of an area looked at for one question: six a year are usual."""
Row = Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Period:
    """Whole months, both included, as `2026-11`."""

    first: str
    last: str

    def holds(self, month: str) -> bool:
        """Whether a month lies in it."""
        return self.first <= month <= self.last

    @property
    def year_begins(self) -> str:
        """The January before it."""
        return f"{self.first[:4]}-01"


@dataclass(frozen=True, slots=True)
class Decided:
    """Decisions and closings by 읍면동 (columns: kinds, and `closed_` with the reason), and mean hours to each."""

    table: Table
    kinds: tuple[str, ...]
    reasons: tuple[str, ...]
    hours: dict[str, float]


@dataclass(frozen=True, slots=True)
class PeriodFigures:
    """A period as it may be shown."""

    people: Table
    decided: Decided
    rounds: tuple[RoundId, ...]
    """Whose people are counted."""
    uncounted: tuple[RoundId, ...]
    """Opened in the period, and not counted yet."""


def decided_in(desk: Desk, caller: Caller, area: AreaCode, period: Period) -> Decided:
    """What was decided in a period, and what of it may be shown.

    Raises:
        NotThere: the area is none of the caller's.
        Incomplete: the period is turned round or too long, or the area is a whole 시도.
    """
    _check(period)
    found = month_figures(desk, caller, area, period.year_begins, period.last)
    kinds = tuple(kind.value for kind in DecisionKind)
    reasons = tuple(f"closed_{reason}" for reason in desk.reasons)
    months: dict[str, dict[str, Row]] = {}
    for row in found:
        told = row.decisions | {f"closed_{name}": n for name, n in row.closed.items()}
        months.setdefault(row.month, {})[row.area] = told
    # a closing that holds at once is counted as both: who knows one could work the other out
    table = _over_time(sorted(months.items()), period, (*kinds, *reasons), {DecisionKind.CLOSE: reasons})
    hours = _mean_hours([row for row in found if period.holds(row.month)], table.total)
    return Decided(table, kinds, reasons, hours)


def period_figures(desk: Desk, caller: Caller, area: AreaCode, period: Period) -> PeriodFigures:
    """All that is counted of an area in a period; of a town its own share of the rounds of its 시군구.

    Raises:
        NotThere, Incomplete: as `decided_in` says; more rounds than can be looked at.
    """
    reachable_area(desk, caller, area, Permit.SEE_FIGURES)
    decided = decided_in(desk, caller, area, period)
    opened = list(_rounds(desk, area, period))
    counted = [(one, desk.ledger.get(RoundFigures, one.area, one.id)) for one in opened]
    tables = [(_month(one), _shares(desk, caller, area, figures)) for one, figures in counted if figures]
    people = _over_time(tables, period, COUNTED, PARTS)
    wanted = [(one.id, figures is not None) for one, figures in counted if period.holds(_month(one))]
    ids = (tuple(name for name, there in wanted if there is so) for so in (True, False))
    return PeriodFigures(people, decided, *ids)


def _check(period: Period) -> None:
    (year, month), (until_year, until_month) = (map(int, end.split("-")) for end in (period.first, period.last))
    months = (until_year - year) * 12 + until_month - month + 1
    if months < 1:
        raise Incomplete("turned_round", "끝나는 달이 시작하는 달보다 빠릅니다. 두 달을 다시 확인해 주세요.")
    if months > MOST_MONTHS:
        raise Incomplete("period_too_long", f"한 번에 {MOST_MONTHS}개월까지 볼 수 있습니다. 기간을 나누어 보세요.")


def _month(opened: Round) -> str:
    return f"{opened.opened_at.astimezone(KST):%Y-%m}"


def _rounds(desk: Desk, area: AreaCode, period: Period) -> Iterator[Round]:
    """Rounds that hold people of the area, in the order in which they were opened."""
    year, month = map(int, period.last.split("-"))
    after = midnight(date(year + month // 12, month % 12 + 1, 1))
    low, high = moment(midnight(date.fromisoformat(f"{period.year_begins}-01"))), moment(after)
    found: list[Round] = []
    for lists_of in outwards(desk.areas.parent, area):
        left = MOST_ROUNDS - len(found)
        page = desk.ledger.query(Round, Index.AREA, f"ROUNDS#{lists_of}", low=low, high=high, limit=left)
        found += page.items
        if page.cursor is not None or len(found) >= MOST_ROUNDS:
            raise Incomplete("too_many_rounds", "이 기간에는 차수가 너무 많습니다. 차수 통계를 하나씩 봐 주세요.")
    return iter(sorted(found, key=lambda one: (one.opened_at, one.id)))


def _shares(desk: Desk, caller: Caller, area: AreaCode, counted: RoundFigures) -> dict[str, Row]:
    """The towns of the area; where the list is the area's own, also people of it who live elsewhere, if theirs."""
    return {
        town: row
        for town, row in counted.towns.items()
        if caller.may(Permit.SEE_FIGURES, AreaCode(town), desk.areas)
        and (counted.area == area or desk.areas.is_within(AreaCode(town), area))
    }


def _over_time(
    parts: Sequence[tuple[str, Mapping[str, Row]]],
    period: Period,
    columns: Sequence[str],
    sums: Mapping[str, Sequence[str]],
) -> Table:
    """The sums over the parts (month → rows) that lie in the period, without what would give away a part of it."""
    tables = [(month, _with_total(rows, columns), suppressed(rows, columns, sums)) for month, rows in parts]
    wanted = {name for month, rows in parts if period.holds(month) for name in rows}
    summed: dict[str, Counter[str]] = {name: Counter() for name in wanted}
    for month, rows in parts:
        for name in rows if period.holds(month) else ():
            summed[name].update(rows[name])
    hidden = [
        (name, column)
        for name in (*wanted, TOTAL)
        for column in columns
        if gives_away(
            [
                Part(
                    int(month[:4]),
                    rows.get(name, {}).get(column, 0),
                    _shown(table, name).get(column, 0) is None,
                    period.holds(month),
                )
                for month, rows, table in tables
            ]
        )
    ]
    return suppressed(summed, columns, sums, hidden)


def _with_total(rows: Mapping[str, Row], columns: Sequence[str]) -> dict[str, Row]:
    return dict(rows) | {TOTAL: {column: sum(row.get(column, 0) for row in rows.values()) for column in columns}}


def _shown(table: Table, name: str) -> Mapping[str, int | None]:
    return table.total if name == TOTAL else table.rows.get(name, {})


def _mean_hours(found: Iterable[MonthFigures], total: Mapping[str, int | None]) -> dict[str, float]:
    """Mean hours from a case's beginning to each kind of decision and closing that is shown."""
    hours: defaultdict[str, float] = defaultdict(float)
    for row in found:
        for name, taken in row.hours.items():
            hours[name] += taken
    keys = {name: name if name.startswith("closed_") else f"decided_{name}" for name in total}
    return {name: round(hours[keys[name]] / people, 1) for name, people in total.items() if people}
