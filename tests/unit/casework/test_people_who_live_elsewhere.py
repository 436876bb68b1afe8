"""A list may hold people who live elsewhere: they are the business of where they live, on every page of the round."""

from base64 import b64decode
from datetime import date
from io import BytesIO

import pytest
from python_calamine import CalamineWorkbook

from anbu.domain.cases.round import Round
from anbu.domain.casework.figures import RoundFigures
from anbu.domain.casework.roles import Role
from anbu.domain.ids import AreaCode
from anbu.ports import Create
from tests.unit.casework.world import GOKSEONG, NOW, ROUND, TOWN, World

HAENAM_TOWN = AreaCode("4682025000")
PATH = f"/v1/areas/{GOKSEONG}/rounds/{ROUND}"


@pytest.fixture
def boss(world: World) -> str:
    """The manager of the district whose list it is; one of the two people on it lives in another."""
    world.ledger.write(Create(Round(GOKSEONG, ROUND, date(2026, 12, 31), NOW)))
    world.case("here", area=TOWN, round_area=GOKSEONG)
    world.case("elsewhere", area=HAENAM_TOWN, round_area=GOKSEONG)
    towns = {str(TOWN): {"found": 20}, str(HAENAM_TOWN): {"found": 30}}
    world.ledger.write(Create(RoundFigures(GOKSEONG, ROUND, NOW, {}, towns, {})))
    return world.official("boss", (Role.MANAGER, GOKSEONG))


def test_the_ledger_of_the_round_leaves_them_out(world: World, boss: str) -> None:
    assert [row["area"] for row in world.call(boss, "GET", f"{PATH}/ledger").body["items"]] == [TOWN]


def test_so_does_its_workbook(world: World, boss: str) -> None:
    raw = b64decode(world.call(boss, "GET", f"{PATH}/results").text)
    rows = CalamineWorkbook.from_filelike(BytesIO(raw)).get_sheet_by_index(0).to_python()
    assert [row[rows[0].index("행정동코드")] for row in rows[1:]] == [TOWN]


def test_so_do_its_figures(world: World, boss: str) -> None:
    assert world.call(boss, "GET", f"{PATH}/figures").body["total"]["found"] == 20
    query = {"from": "2026-11", "until": "2026-11"}
    assert world.call(boss, "GET", f"/v1/areas/{GOKSEONG}/figures", query=query).body["total"]["found"] == 20


def test_where_they_live_they_are_work(world: World, boss: str) -> None:
    worker = world.official("worker", (Role.CASEWORKER, HAENAM_TOWN))
    (row,) = world.call(worker, "GET", "/v1/work").body["items"]
    assert world.call(worker, "GET", f"/v1/cases/{row['id']}").status == 200
    assert world.call(boss, "GET", f"/v1/cases/{row['id']}").status == 404
