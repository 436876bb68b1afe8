"""Figures: what could tell who somebody is, is not shown; decisions are counted with the decision."""

from hypothesis import given
from hypothesis import strategies as st

from anbu.domain.cases.case import Case
from anbu.domain.cases.certificate import FileCounts, RowCounts, Tally, certify
from anbu.domain.cases.state import State
from anbu.domain.casework.figures import MonthFigures
from anbu.domain.casework.roles import Role
from anbu.domain.casework.suppression import FEWEST, suppressed
from anbu.usecases.casework.count_round import count_round
from tests.unit.casework.world import GOKSEONG, NOW, OTHER_TOWN, ROUND, TOWN, World

COLUMNS = ("whole", "one", "two", "three")
PARTS_OF = {"whole": ("one", "two", "three")}
cells = st.integers(0, 12)


def row(one: int, two: int, three: int) -> dict[str, int]:
    return {"whole": one + two + three, "one": one, "two": two, "three": three}


tables = st.dictionaries(st.text("abcdef", min_size=1, max_size=2), st.builds(row, cells, cells, cells), max_size=5)


@given(tables)
def test_fewer_than_five_are_never_shown_nor_to_be_worked_out(rows: dict[str, dict[str, int]]) -> None:
    """Given every sum a reader can do (down a column to its total, along a row), then none has one hidden term."""
    table = suppressed(rows, COLUMNS, PARTS_OF)
    total = {column: sum(row[column] for row in rows.values()) for column in COLUMNS}
    seen = [*((table.rows[name], rows[name]) for name in rows), (table.total, total)]
    for shown, true in seen:
        for column in COLUMNS:
            assert shown[column] in {None, true[column]}
            assert not 0 < (shown[column] or 0) < FEWEST
    sums = [[(table.total[c], total[c]), *((table.rows[n][c], rows[n][c]) for n in rows)] for c in COLUMNS]
    sums += [[(shown[c], true[c]) for c in COLUMNS] for shown, true in seen]
    for (whole, _), *terms in sums:
        hidden = [true for shown, true in terms if shown is None]
        if whole is not None and hidden:
            assert len(hidden) > 1, "the sum less the others"
            assert sum(hidden) > FEWEST, "so few together that each is small"
        if whole is None:
            assert hidden, "the sum of what is shown"


def test_what_is_large_is_shown_as_it_is() -> None:
    rows = {"a": row(10, 10, 10), "b": row(5, 0, 10)}
    assert suppressed(rows, COLUMNS, PARTS_OF).rows == rows


def test_a_column_that_a_row_does_not_have_is_a_zero_and_zeros_are_shown() -> None:
    table = suppressed({"a": row(10, 10, 10), "b": {"whole": 7, "one": 7}}, COLUMNS, PARTS_OF)
    assert table.rows["b"] == {"whole": 7, "one": 7, "two": 0, "three": 0}
    assert table.total == {"whole": 37, "one": 17, "two": 10, "three": 10}


def test_decisions_and_closings_are_counted_once_and_only_when_they_hold(world: World) -> None:
    worker = world.official("worker", (Role.CASEWORKER, TOWN))
    quiet, urgent = world.case("p"), world.case("q", danger=True)
    closing = {"kind": "close", "reason": "public_support", "document": "1"}
    world.office.desk.checks.rate(TOWN)
    for case in (quiet, urgent):
        assert world.send(worker, f"/v1/cases/{case.id}/decisions", closing, read=0).status == 201
    figures = world.ledger.get(MonthFigures, TOWN, "2026-11")
    held = [case for case in (quiet, urgent) if world.ledger.get(Case, case.id).state is State.CLOSED]
    assert figures.decisions == {"close": 2}
    assert figures.closed == ({"public_support": len(held)} if held else {})


def test_a_round_is_counted_by_town_and_kept_for_reading(world: World) -> None:
    boss = world.official("boss", (Role.MANAGER, GOKSEONG))
    world.call(
        boss,
        "PUT",
        f"/v1/areas/{GOKSEONG}/rounds/{ROUND}",
        {"decide_by": "2026-12-31"},
        headers={"Idempotency-Key": "open-the-round"},
    )
    tally = Tally(NOW)
    for number in range(7):
        tally.add(world.case(f"p{number}", area=TOWN if number < 6 else OTHER_TOWN))
    made = certify(ROUND, GOKSEONG, NOW.date(), tally, FileCounts(7, "s"), RowCounts(7), [])
    path = f"/v1/areas/{GOKSEONG}/rounds/{ROUND}"
    assert world.call(boss, "GET", f"{path}/certificate").status == 409
    count_round(world.ledger, world.clock, made)
    count_round(world.ledger, world.clock, made)
    certificate = world.call(boss, "GET", f"{path}/certificate").body["certificate"]
    assert certificate["balanced"]
    assert certificate["ledger"]["people"] == 7
    figures = world.call(boss, "GET", f"{path}/figures").body
    assert figures["total"]["found"] == 7
    assert set(figures["areas"]["전라남도 곡성군 오곡면"].values()) <= {0, None}
    assert figures["areas"]["전라남도 곡성군 곡성읍"]["found"] is None, "6 of 7 would tell the other one"
