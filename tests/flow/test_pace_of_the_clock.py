"""The clock under load: a slow machine makes the clock slow, not the calls long."""

from datetime import datetime
from pathlib import Path

import pytest

from anbu.adapters.clock import FileClock
from anbu.domain.times import KST
from local.clock import FastClock, set_clock
from local.telephone.pace import MOST_SHOWN_SECONDS, SLOWEST_SHARE, Pace


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "clock.json"
    set_clock(path, datetime(2026, 11, 23, 9, tzinfo=KST), 120)
    return path


def used_to(pace: Pace, seconds: float) -> Pace:
    for _ in range(100):
        pace.took(seconds)
    return pace


@pytest.mark.parametrize(("seconds", "rate"), [(0.01, 120), (0.2, 60), (0.25, 48), (20, 10)])
def test_an_answer_takes_a_caller_a_few_shown_seconds_at_most(file: Path, seconds: float, rate: float):
    wanted = used_to(Pace(file, FastClock(file)), seconds).wanted(calls=1)
    assert wanted == pytest.approx(rate, rel=0.01)
    assert wanted * seconds <= MOST_SHOWN_SECONDS * 1.01 or wanted == 120 * SLOWEST_SHARE


def test_one_cold_start_among_quick_answers_slows_nobody_down(file: Path):
    pace = used_to(Pace(file, FastClock(file)), 0.01)
    pace.took(8)
    assert pace.wanted(calls=5) == 120


def test_it_recovers_as_soon_as_answers_come_quickly_again(file: Path):
    now = [0.0]
    pace = used_to(Pace(file, FastClock(file), lambda: now[0]), 8)
    assert pace.wanted(calls=5) == 10
    now[0] = 4
    pace.took(0.02)
    assert pace.wanted(calls=5) == 120


def test_with_nobody_on_the_line_it_goes_as_fast_as_it_was_set(file: Path):
    assert used_to(Pace(file, FastClock(file)), 5).wanted(calls=0) == 120


def test_a_slower_clock_shortens_no_lease(file: Path):
    before = FileClock(file).lease(30)
    pace = Pace(file, FastClock(file))
    pace.person_on_the_line(True)
    assert FastClock(file).rate == 1
    assert FileClock(file).lease(30) == before
    pace.person_on_the_line(False)
    assert FastClock(file).rate == 120
