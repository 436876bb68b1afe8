"""Statistics of a period: what its months are together, and nothing of what one of them hides."""

from datetime import date, datetime
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from anbu.domain.cases.round import Round
from anbu.domain.casework.figures import MonthFigures, RoundFigures
from anbu.domain.casework.over_time import Part, gives_away
from anbu.domain.casework.roles import Role
from anbu.domain.casework.suppression import FEWEST
from anbu.domain.ids import AreaCode, RoundId
from anbu.domain.times import KST
from anbu.ports import Create
from tests.unit.casework.world import GOKSEONG, NOW, OTHER_TOWN, TOWN, World

MONTHS = 6


def month(number: int) -> str:
    return f"2026-{number:02}"


def decided(world: World, area: AreaCode, number: int, **decisions: int) -> None:
    hours = {f"decided_{kind}": n * 10.0 for kind, n in decisions.items()}
    world.ledger.write(Create(MonthFigures(area, month(number), decisions, {}, hours)))


def opened(world: World, area: AreaCode, number: int, towns: dict[AreaCode, dict[str, int]] | None) -> None:
    at = datetime(2026, number, 3, 9, tzinfo=KST)
    name = RoundId(f"r-{number}")
    world.ledger.write(Create(Round(area, name, date(2026, 12, 31), at)))
    if towns is not None:
        world.ledger.write(
            Create(RoundFigures(area, name, NOW, {}, {str(town): row for town, row in towns.items()}, {}))
        )


@pytest.fixture
def boss(world: World) -> str:
    return world.official("boss", (Role.MANAGER, GOKSEONG))


def period(world: World, who: str, first: int, last: int, area: AreaCode = GOKSEONG) -> dict[str, object]:
    query = {"from": month(first), "until": month(last)}
    answer = world.call(who, "GET", f"/v1/areas/{area}/figures", query=query)
    assert answer.status == 200, answer.text
    told: dict[str, object] = answer.body
    return told


def test_a_period_is_the_sum_of_its_months_and_rounds(world: World, boss: str) -> None:
    for number in (1, 2, 3, 4):
        decided(world, TOWN, number, visit=10 * number)
        decided(world, OTHER_TOWN, number, visit=7)
        opened(world, GOKSEONG, number, {TOWN: {"found": 100}, OTHER_TOWN: {"found": 50 * number}})
    seen = period(world, boss, 2, 3)
    assert seen["total_decisions"]["visit"] == 10 * 5 + 7 * 2  # type: ignore[index]
    assert seen["decisions"]["전라남도 곡성군 곡성읍"]["visit"] == 50  # type: ignore[index]
    assert seen["mean_hours"]["visit"] == 10.0  # type: ignore[index]
    assert seen["rounds"] == ["r-2", "r-3"]
    assert seen["total"]["found"] == 200 + 250  # type: ignore[index]


def test_a_round_not_yet_counted_is_named(world: World, boss: str) -> None:
    opened(world, GOKSEONG, 2, None)
    assert period(world, boss, 1, 3)["uncounted"] == ["r-2"]


def test_a_town_is_shown_its_own_share(world: World, boss: str) -> None:
    worker = world.official("worker", (Role.CASEWORKER, TOWN))
    decided(world, TOWN, 2, visit=11)
    decided(world, OTHER_TOWN, 2, visit=99)
    opened(world, GOKSEONG, 2, {TOWN: {"found": 100}, OTHER_TOWN: {"found": 555}})
    seen = period(world, worker, 1, 3, TOWN)
    assert seen["total_decisions"]["visit"] == 11  # type: ignore[index]
    assert seen["total"]["found"] == 100  # type: ignore[index]
    refused = world.call(worker, "GET", f"/v1/areas/{GOKSEONG}/figures", query={"from": "2026-01", "until": "2026-03"})
    assert refused.status == 404
    assert period(world, boss, 1, 3, TOWN)["total"]["found"] == 100  # type: ignore[index]
    assert period(world, boss, 1, 3)["total"]["found"] == 655  # type: ignore[index]


@pytest.mark.parametrize(
    ("first", "last", "code"), [("2026-03", "2026-02", "turned_round"), ("2025-01", "2026-01", "period_too_long")]
)
def test_a_period_that_cannot_be_is_asked_again(world: World, boss: str, first: str, last: str, code: str) -> None:
    answer = world.call(boss, "GET", f"/v1/areas/{GOKSEONG}/figures", query={"from": first, "until": last})
    assert (answer.status, answer.body["code"]) == (409, code)


@settings(max_examples=60, deadline=None)
@given(counts=st.lists(st.integers(0, 9), min_size=MONTHS, max_size=MONTHS))
def test_no_two_periods_together_tell_a_small_month(counts: list[int]) -> None:
    """Given one town, when every period is asked for, then no difference of two that are shown is one hidden month."""
    world = World()
    boss = world.official("boss", (Role.MANAGER, TOWN))
    for number, count in enumerate(counts, start=1):
        decided(world, TOWN, number, visit=count)
    shown = {}
    for first in range(1, MONTHS + 1):
        for last in range(first, MONTHS + 1):
            total = period(world, boss, first, last, TOWN)["total_decisions"]["visit"]  # type: ignore[index]
            assert total in {None, sum(counts[first - 1 : last])}
            if total is not None:
                shown[frozenset(range(first, last + 1))] = total
    small = {number for number, count in enumerate(counts, start=1) if 0 < count < FEWEST}
    known = {number for number in range(1, MONTHS + 1) if number not in small}
    for one, other in combinations([frozenset(), *shown], 2):
        for left in ((one - other) - known, (other - one) - known):
            rest = ((one ^ other) - known) - left
            assert len(left) != 1 or rest, "a difference that is one small month"


@given(values=st.lists(st.integers(1, 4), min_size=2, max_size=12))
def test_a_whole_block_is_shown(values: list[int]) -> None:
    """Given small months that make more than five together, then the first block of them can be asked for."""
    size = next((n for n in range(2, len(values) + 1) if sum(values[:n]) > FEWEST), None)
    if size is None:
        return
    parts = [Part(2026, value, hidden=True, wanted=n < size) for n, value in enumerate(values)]
    assert not gives_away(parts)
    assert gives_away([*parts[: size - 1], Part(2026, values[size - 1], hidden=True, wanted=False)])


parts_of_years = st.lists(st.tuples(st.integers(1, 30), st.booleans()), min_size=1, max_size=8)


@given(year=parts_of_years)
def test_no_two_sums_together_tell_one_hidden_part(year: list[tuple[int, bool]]) -> None:
    """Given parts hidden for whatever reason, large ones too, then no two sums that are shown differ by one of them."""
    stretches = [(a, b) for b in range(len(year) + 1) for a in range(b)]
    shown = [frozenset[int]()]
    for begin, end in stretches:
        parts = [Part(2026, n, hidden=hidden, wanted=begin <= at < end) for at, (n, hidden) in enumerate(year)]
        if not gives_away(parts):
            shown.append(frozenset(at for at in range(begin, end) if year[at][1]))
    assert all(len(one ^ other) != 1 for one, other in combinations(set(shown), 2))


def test_each_year_begins_anew() -> None:
    """Given a small month left over in December, when January follows, then no block holds the two of them."""
    parts = [Part(2026, 3, hidden=True, wanted=True), Part(2027, 4, hidden=True, wanted=True)]
    assert gives_away(parts)
