"""No route reads more than it shows: no Scan, no filter, at most a page and one item, at any size."""

import inspect
from functools import cache
from typing import Any

import pytest

from anbu.adapters.ledger import dynamo
from anbu.adapters.ledger.memory import MemoryLedger
from anbu.domain.cases.case import Case
from anbu.domain.cases.state import State
from anbu.domain.casework.roles import Role
from anbu.domain.dialogue.dialogue import Alert
from anbu.ports import Index, Page
from tests.unit.casework.world import GOKSEONG, TOWN, World

LIMIT = 20


class Metered(MemoryLedger):
    """Counts the cases and alerts that queries read."""

    read = 0

    def query(self, kind: Any, index: Index, partition: str, **options: Any) -> Page[Any]:
        page: Page[Any] = super().query(kind, index, partition, **options)
        self.read += len(page.items) + (page.cursor is not None) if kind in {Case, Alert} else 0
        return page


PAGES = 5
PATHS = ("/v1/work", "/v1/cases", "/v1/cases?group=closed", "/v1/cases?group=machine", "/v1/cases?group=review")


@cache
def hall(size: int) -> World:
    """A district with so many cases, in every state."""
    world = World(ledger=Metered())
    world.official("boss", (Role.MANAGER, GOKSEONG))
    states = list(State)
    for number in range(size):
        world.case(f"p{number}", states[number % len(states)], TOWN)
    return world


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("size", [10, 1_000, 10_000, pytest.param(100_000, marks=pytest.mark.slow)])
def test_a_page_reads_a_page_at_any_size(size: int, path: str) -> None:
    world = hall(size)
    where, _, group = path.partition("?group=")
    query = {"limit": str(LIMIT), "area": GOKSEONG} | ({"group": group} if group else {})
    after: str | None = ""
    for _ in range(PAGES):
        world.ledger.read = 0
        answer = world.call("boss", "GET", where, query=query | ({"next": after} if after else {}))
        assert answer.status == 200
        assert world.ledger.read <= LIMIT + 1
        after = answer.body["next"]
        if after is None:
            break


def test_the_store_has_no_way_to_scan_or_filter() -> None:
    source = inspect.getsource(dynamo)
    assert ".scan(" not in source
    assert "FilterExpression" not in source


def test_a_filter_that_is_not_known_is_no_silent_default() -> None:
    world = World()
    boss = world.official("boss", (Role.MANAGER, GOKSEONG))
    answer = world.call(boss, "GET", "/v1/cases", query={"grup": "urgent"})
    assert (answer.status, answer.body["code"]) == (422, "unknown_parameter")
