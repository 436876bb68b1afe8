"""Servers that are stopped when the test is over."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.flow.telephone_world import Servers, World, make


@pytest.fixture
def servers() -> Iterator[Servers]:
    """Serves in a thread of its own."""
    running = Servers()
    yield running
    running.stop()


@pytest.fixture
def world(servers: Servers, tmp_path: Path) -> World:
    """One network where one kind of person answers every telephone."""
    return make(servers, tmp_path)
