"""What holds for every test."""

from pathlib import Path

import pytest

ON_THE_CLOUD = Path(__file__).parent / "local"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The session on the embedded cloud reads `tests/local` only: elsewhere a test for it would run nowhere."""
    lost = [item.nodeid for item in items if item.get_closest_marker("cloud") and ON_THE_CLOUD not in item.path.parents]
    if lost:
        raise pytest.UsageError(f"marked `cloud`, but not in tests/local: {', '.join(lost)}")
