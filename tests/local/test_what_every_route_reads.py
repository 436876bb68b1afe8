"""No route reads more than it shows: counted by a hook on the client, on DynamoDB's own API, at any size."""

import json
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest

from anbu.usecases.casework.period_figures import MOST_ROUNDS
from functions.casework_api.openapi import document
from local.embedded import emulator
from local.embedded.home import Home, free_port
from local.embedded.processes import end
from tests.local.hall_in_dynamodb import CALL, HOT, UPLOAD, Hall, hall_in
from tests.unit.casework.world import GOKSEONG, NOW, ROUND, TOWN

pytestmark = [pytest.mark.cloud, pytest.mark.slow]
LIMIT, PAGES = 20, 3
SMALLEST = 1_000
SIZES = (SMALLEST, *(pytest.param(size, marks=pytest.mark.deep) for size in (10_000, 100_000)))
FILLED = {
    "area": str(GOKSEONG),
    "case_id": str(HOT),
    "round_id": str(ROUND),
    "upload_id": str(UPLOAD),
    "attempt_id": str(CALL),
    "campaign_id": "weekly",
    "month": "2026-11",
    "official": "busy",
}
PREVIEWED = 2_000 + 100
"""Cases that a preview looks at, at most (`preview_campaign.MOST`), and a page of rounds: it is no list."""


def routes() -> list[Any]:
    """Every reading route of the document, with its query parameters."""
    paths = json.loads(document())["paths"]
    return [
        pytest.param(path, {one["name"] for one in route["get"].get("parameters", []) if one["in"] == "query"}, id=name)
        for path, route in paths.items()
        if "get" in route and (name := route["get"]["operationId"])
    ]


@pytest.fixture(scope="module")
def hall(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hall]:
    home = Home(tmp_path_factory.mktemp("reads"), free_port(), free_port())
    home.folder.mkdir(parents=True, exist_ok=True)
    server = emulator.run(home, {})
    try:
        yield hall_in(home)
    finally:
        end(server.pid)


@pytest.mark.parametrize("size", SIZES)
def test_every_route_reads_a_page_at_any_size(hall: Hall, size: int) -> None:
    """Given a ledger of this size, when any route is asked page by page, then a page reads its limit and one more."""
    hall.grow(size)
    too_much = {}
    for asked in routes():
        path, parameters = asked.values
        for read in _pages(hall, path, parameters):
            bound = _bound(asked.id)
            if sum(read) > bound + 1:
                too_much[asked.id] = (sum(read), bound)
    assert too_much == {}


def _bound(route: str) -> int:
    """A list: its page. A case: a page of each kind of row that it shows, and the twenty of its household and log."""
    if route == "previewCampaign":
        return PREVIEWED
    if route == "readPeriod":
        return MOST_ROUNDS
    return 100 if route in {"openCase", "tellWhy"} else LIMIT


def _pages(hall: Hall, path: str, parameters: set[str]) -> Iterator[list[int]]:
    after, query = "", {"limit": str(LIMIT)} if "limit" in parameters else {}
    query |= {"area": str(GOKSEONG)} if "area" in parameters else {}
    query |= {"from": "2026-09", "until": "2026-10"} if "from" in parameters else {}
    for _ in range(PAGES):
        hall.world.office.caller("boss")  # who asks is read once in a while, not with each page
        hall.meter.scanned.clear()
        answer = hall.world.call(
            "boss", "GET", path.format(**FILLED), query=query | ({"next": after} if after else {}), remembered=True
        )
        assert answer.status == 200, (path, answer.text[:300])
        yield list(hall.meter.scanned)
        binary = not answer.headers.get("Content-Type", "").endswith("json")
        after = answer.headers.get("X-Next", "") if binary else (answer.body.get("next") or "")
        if not after:
            return


DAY, TOMORROW = f"{NOW:%Y-%m-%d}", f"{NOW + timedelta(days=1):%Y-%m-%d}"
FILTERS = [
    *(("/v1/cases", {"group": group}) for group in ("urgent", "staff_call", "closed", "machine", "monitoring")),
    ("/v1/cases", {"due_from": TOMORROW, "due_until": TOMORROW}),
    ("/v1/cases", {"group": "visit", "due_from": TOMORROW}),
    ("/v1/cases", {"group": "review", "due_until": DAY}),
    ("/v1/cases", {"group": "visit", "area": str(TOWN)}),
    ("/v1/work", {"area": str(TOWN)}),
    ("/v1/alerts", {"area": str(TOWN)}),
    ("/v1/reports", {"area": str(TOWN)}),
    ("/v1/objections", {"area": str(TOWN)}),
    (f"/v1/areas/{TOWN}/rounds", {}),
    (f"/v1/areas/{TOWN}/officials", {}),
    (f"/v1/cases/{HOT}/audit", {"since": DAY, "until": TOMORROW}),
    ("/v1/officials/busy/audit", {"since": DAY, "until": TOMORROW}),
]


@pytest.mark.parametrize(("path", "asked"), FILTERS)
def test_a_filter_reads_a_page_too(hall: Hall, path: str, asked: dict[str, str]) -> None:
    """Given the hall as large as it has grown, when a list is narrowed, then it reads its limit and one more."""
    hall.grow(SMALLEST)
    query = {"limit": str(LIMIT)} | ({"area": str(GOKSEONG)} if path in {"/v1/cases", "/v1/work"} else {}) | asked
    after = ""
    for _ in range(PAGES):
        hall.world.office.caller("boss")
        hall.meter.scanned.clear()
        asks = query | ({"next": after} if after else {})
        answer = hall.world.call("boss", "GET", path, query=asks, remembered=True)
        assert answer.status == 200, answer.text
        assert sum(hall.meter.scanned) <= LIMIT + 1
        after = answer.body["next"] or ""
        if not after:
            return


def test_a_period_with_too_many_rounds_is_refused_after_a_page(hall: Hall) -> None:
    hall.grow(SMALLEST)
    hall.world.office.caller("boss")
    hall.meter.scanned.clear()
    query = {"from": f"{NOW:%Y-%m}", "until": f"{NOW:%Y-%m}"}
    answer = hall.world.call("boss", "GET", f"/v1/areas/{GOKSEONG}/figures", query=query, remembered=True)
    assert answer.body["code"] == "too_many_rounds"
    assert sum(hall.meter.scanned) <= MOST_ROUNDS + 1 + len(hall.world.office.desk.areas.children(GOKSEONG))
