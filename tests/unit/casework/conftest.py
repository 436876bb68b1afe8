import pytest

from tests.unit.casework.world import World


@pytest.fixture
def world() -> World:
    return World()
