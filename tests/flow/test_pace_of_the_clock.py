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


class Paced:
    """A pace whose real time goes on only when somebody waits."""

    def __init__(self, file: Path) -> None:
        self.real = 1000.0
        self.pace = Pace(file, FastClock(file), lambda: self.real)

    def answers(self, seconds: float, times: int = 1) -> "Paced":
        began = self.real
        for _ in range(times):
            self.real = began  # all at once
            with self.pace.answer():
                self.real += seconds
        return self


@pytest.fixture
def paced(file: Path) -> Paced:
    return Paced(file)


@pytest.mark.parametrize(("seconds", "rate"), [(0.01, 120), (0.2, 60), (0.25, 48), (2, 6), (20, 3)])
def test_an_answer_takes_a_caller_a_few_shown_seconds_at_most(paced: Paced, seconds: float, rate: float):
    wanted = paced.answers(seconds, times=100).pace.wanted(calls=1)
    assert wanted == pytest.approx(rate, rel=0.01)
    assert wanted * seconds <= MOST_SHOWN_SECONDS * 1.01 or wanted == 120 * SLOWEST_SHARE


def test_an_answer_that_does_not_come_slows_the_clock_while_it_is_waited_for(paced: Paced):
    """A function that starts cold: at full pace, five real seconds would be ten minutes of silence on the line."""
    with paced.pace.answer():
        paced.real += 0.05
        assert paced.pace.wanted(calls=1) == 120
        paced.real += 1.95
        assert paced.pace.wanted(calls=1) == pytest.approx(MOST_SHOWN_SECONDS / 2)


def test_one_cold_start_among_quick_answers_slows_nobody_down_once_it_is_over(paced: Paced):
    paced.answers(0.01, times=100).answers(2)
    assert paced.pace.wanted(calls=5) == 120


def test_it_recovers_as_soon_as_answers_come_quickly_again(paced: Paced):
    paced.answers(8, times=100)
    assert paced.pace.wanted(calls=5) == 3
    paced.real += 4
    paced.answers(0.02)
    assert paced.pace.wanted(calls=5) == 120


def test_with_nobody_on_the_line_it_goes_as_fast_as_it_was_set(file: Path):
    assert Paced(file).answers(5, times=100).pace.wanted(calls=0) == 120


def test_a_slower_clock_shortens_no_lease(file: Path):
    before = FileClock(file).lease(30)
    pace = Pace(file, FastClock(file))
    pace.person_on_the_line(True)
    assert FastClock(file).rate == 1
    assert FileClock(file).lease(30) == before
    pace.person_on_the_line(False)
    assert FastClock(file).rate == 120
