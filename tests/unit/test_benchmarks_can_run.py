"""The benchmarks call the shipped code: what they stand on may not fall behind it. Nothing is timed here."""

import subprocess
import sys

from bench.hook import costs

TURNS = 8


def test_the_hook_can_be_measured_turn_by_turn() -> None:
    spent, empty = costs(TURNS)
    assert len(spent) == len(empty) == TURNS


def test_an_unknown_benchmark_is_told_with_those_that_there_are() -> None:
    asked = [sys.executable, "-m", "bench", "nothing"]
    told = subprocess.run(asked, capture_output=True, text=True, check=False)
    assert told.returncode == 1
    assert "no benchmark nothing: there are intake, hook" in told.stderr
