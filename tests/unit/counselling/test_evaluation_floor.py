"""No figure of the evaluation may fall, and danger said in so many words is always heard."""

from functools import partial

import pytest

from anbu.adapters.morphology import analyse
from anbu.domain.counselling.counsel import counsel
from bench.evaluation.floor import EXPLICIT, fallen, floor
from bench.evaluation.labelled import all_labelled
from bench.evaluation.score import score

MINIMUM = 300


def test_no_figure_falls() -> None:
    cases = all_labelled()
    assert len(cases) >= MINIMUM
    found = score(partial(counsel, analyse=analyse), cases)
    assert fallen(found.figures()) == [], "\n".join(found.misses)


@pytest.mark.parametrize("name", [EXPLICIT, "need_acceptable"])
def test_a_fallen_figure_is_noticed(name: str) -> None:
    assert fallen(floor() | {name: 0.5})
