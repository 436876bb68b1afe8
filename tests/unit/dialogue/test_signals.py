"""Every example of the lexicon means what it says, and its counter-examples do not."""

import pytest

from anbu.data import load
from anbu.domain.dialogue.signals import signals_from

TABLE = {code: entry for code, entry in load("signals").items() if isinstance(entry, dict)}
SIGNALS = signals_from(TABLE)


@pytest.mark.parametrize(("code", "said"), [(code, said) for code, entry in TABLE.items() for said in entry["means"]])
def test_an_example_is_understood(code: str, said: str) -> None:
    assert code in SIGNALS.found(said)


@pytest.mark.parametrize(("code", "said"), [(code, said) for code, entry in TABLE.items() for said in entry["not"]])
def test_a_counter_example_is_left_alone(code: str, said: str) -> None:
    assert code not in SIGNALS.found(said)


def test_blanks_of_the_recogniser_change_nothing() -> None:
    assert SIGNALS.found("직원바꿔주세요") == SIGNALS.found("직원 바 꿔 주 세요.")
