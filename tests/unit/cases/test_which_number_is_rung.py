"""Which number is rung, and why none is: found by rules that were broken on purpose (docs/mutation.md)."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from anbu.domain.cases.case import NumberRef
from anbu.domain.cases.next_step import StepKind, next_step
from anbu.domain.cases.outcome import Outcome
from anbu.domain.ids import NumberKey
from anbu.domain.phones import PhoneKind
from tests.unit.cases.builders import LANDLINE, MOBILE, MONDAY_TEN, case, ladder

RUNG = {PhoneKind.MOBILE, PhoneKind.LANDLINE, PhoneKind.INTERNET, PhoneKind.PERSONAL}


@pytest.mark.parametrize("kind", list(PhoneKind))
def test_only_a_residents_own_kinds_of_number_are_rung(kind: PhoneKind) -> None:
    """Never 119, an office's 15xx, or a number that is switched off; who has no other is rung by nobody's machine."""
    number = NumberRef(NumberKey("odd"), kind)
    step = next_step(replace(case(), numbers=(number,)), ladder(), MONDAY_TEN)
    if kind in RUNG:
        assert (step.kind, step.number) == (StepKind.CALL, number.key)
    else:
        assert (step.kind, step.rule) == (StepKind.STAFF_CALL, "no_usable_number")


@pytest.mark.parametrize("outcome", [Outcome.INVALID_NUMBER, Outcome.WRONG_NUMBER])
def test_after_a_bad_number_the_other_is_rung_at_once(outcome: Outcome) -> None:
    """The gap protects whoever was disturbed, and nobody was on the person's other number."""
    patient = ladder(gap_minutes={outcome.value: 300})
    step = next_step(case(outcome, numbers=(MOBILE, LANDLINE)), patient, MONDAY_TEN)
    assert (step.rule, step.due) == (f"other_number_after_{outcome}", MONDAY_TEN)
    assert step.number == LANDLINE


@pytest.mark.parametrize(
    ("values", "rule"),
    [
        ({"no_machine": True}, "machine_not_wanted"),
        ({"no_machine": True, "numbers": ()}, "machine_not_wanted"),
        ({"numbers": ()}, "no_usable_number"),
        ({"spared": True}, "family_is_spared"),
    ],
)
def test_the_rule_that_is_told_says_why_no_machine_rings(values: dict[str, Any], rule: str) -> None:
    step = next_step(replace(case(Outcome.NO_ANSWER), **values), ladder(), MONDAY_TEN)
    assert (step.kind, step.rule) == (StepKind.STAFF_CALL, rule)


def test_a_call_that_the_ladder_delays_keeps_its_gap_over_the_end_of_the_window() -> None:
    late = MONDAY_TEN.replace(hour=17, minute=30)
    step = next_step(case(Outcome.NO_ANSWER), ladder(gap_minutes={"no_answer": 560}), late)
    assert step.due == (MONDAY_TEN + timedelta(days=1)).replace(hour=9)
