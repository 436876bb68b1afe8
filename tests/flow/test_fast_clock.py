"""The embedded clock from outside: it runs fast, is read by everybody alike, and never goes back."""

import asyncio
import time
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from anbu.adapters.clock import FileClock
from anbu.domain.times import KST
from local.clock import FastClock, jump, set_clock, set_rate

NINE = datetime(2026, 11, 23, 9, tzinfo=KST)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "clock.json"
    set_clock(path, NINE, 1000)
    return path


def test_functions_and_telephone_network_read_the_same_time(file: Path):
    assert abs(FileClock(file).now() - FastClock(file).now()) < timedelta(seconds=30)


def test_it_runs_at_its_rate(file: Path):
    clock = FastClock(file)
    before, began = clock.timestamp(), time.time()
    while time.time() - began < 0.02:
        pass
    assert clock.timestamp() - before >= 20


def test_it_is_never_put_back(file: Path):
    with pytest.raises(ValueError, match="never put back"):
        set_clock(file, NINE - timedelta(days=1), 1)


def test_it_never_stands_still(file: Path):
    with pytest.raises(ValueError, match="stands still"):
        set_rate(file, 0)


def test_a_time_without_a_zone_is_refused(file: Path):
    with pytest.raises(ValueError, match="time zone"):
        jump(file, datetime(2027, 1, 1))  # noqa: DTZ001 - that is the point


def test_a_jump_moves_it_on_at_the_same_pace_and_wakes_who_sleeps(file: Path):
    clock = FastClock(file)
    set_rate(file, 1)

    async def sleeps_till_tomorrow() -> None:
        sleeping = asyncio.create_task(clock.sleep(24 * 3600))
        await asyncio.sleep(0)
        jump(file, clock.now() + timedelta(days=1))
        await asyncio.wait_for(sleeping, 5)

    asyncio.run(sleeps_till_tomorrow())
    assert clock.now() >= NINE + timedelta(days=1)
    assert clock.rate == 1
