"""Figures: what could tell who somebody is, is not shown; decisions are counted with the decision."""

from hypothesis import given
from hypothesis import strategies as st

from anbu.domain.cases.case import Case
from anbu.domain.cases.certificate import FileCounts, RowCounts, Tally, certify
from anbu.domain.cases.state import State
from anbu.domain.casework.figures import FEWEST, MonthFigures, shown, total
from anbu.domain.casework.roles import Role
from anbu.usecases.casework.count_round import count_round
from tests.unit.casework.world import GOKSEONG, NOW, OTHER_TOWN, ROUND, TOWN, World

tables = st.dictionaries(st.text("abcdefgh", min_size=1, max_size=2), st.fixed_dictionaries({"n": st.integers(0, 30)}))


@given(tables)
def test_fewer_than_five_are_never_shown_nor_to_be_worked_out(rows: dict[str, dict[str, int]]) -> None:
    seen = shown(rows, ["n"])
    whole = total(rows.values(), ["n"])["n"]
    hidden = [name for name in rows if seen[name]["n"] is None]
    for name, row in rows.items():
        assert seen[name]["n"] in {None, row["n"]}
        assert not 0 < (seen[name]["n"] or 0) < FEWEST
    if len(hidden) == 1 and whole is not None:
        others = sum(seen[name]["n"] or 0 for name in rows)
        assert not 0 < whole - others < FEWEST or others == 0


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
