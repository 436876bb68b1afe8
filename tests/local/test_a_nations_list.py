"""A list of a size that no city sends, through the embedded cloud: nobody lost, every run within its time limit."""

import pytest

from bench.nation import figures

pytestmark = [pytest.mark.cloud, pytest.mark.slow, pytest.mark.deep]
ROWS = 20_000
"""A tenth of a nation's round: the emulator holds it in memory, 60 kB a row. `python -m bench.nation` takes all."""


def test_a_large_list_is_on_the_ledger_with_its_receipt_and_every_run_in_time() -> None:
    found = figures(ROWS)
    assert found["nation.rows"] == ROWS
    assert found["nation.intake_runs"] >= ROWS / 500
