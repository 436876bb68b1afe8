"""One embedded cloud for all tests of the session, on ports of its own: `anbu up` may run beside it."""

from collections.abc import Iterator

import pytest

from local.cloud import Cloud
from local.embedded.home import Home, free_port
from local.up import ensure_up


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """Where the session's cloud keeps its state."""
    return Home(tmp_path_factory.mktemp("cloud"), free_port(), free_port())


@pytest.fixture(scope="session")
def cloud(home: Home) -> Iterator[Cloud]:
    """The running cloud, deployed from this working copy. Everything it started is ended after the last test."""
    with ensure_up(home) as running:
        yield running
