"""No figure of the evaluation may fall, and danger said in so many words is always heard."""

from dataclasses import replace

import pytest

from anbu.domain.counselling.record import CounsellingRecord
from anbu.domain.transcript import Transcript
from bench.evaluation.alarms import CALLS, EVERYDAY, UNLEARNT
from bench.evaluation.floor import EARLIER, EXPLICIT, TRANSCRIPTS, fallen, floor, raised
from bench.evaluation.labelled import all_labelled, first_lots
from bench.evaluation.measured import engine, forgotten, measured
from bench.evaluation.score import score

MINIMUM = 300
ALARMS = (EVERYDAY, f"quiet {UNLEARNT}", f"quiet {CALLS}", "explicit amid small talk", CALLS)


def test_no_figure_falls() -> None:
    found = measured()
    assert found.score.need.of >= MINIMUM
    assert found.fallen() == [], "\n".join(found.score.misses + found.alarms.misses)


@pytest.mark.parametrize("lots", EARLIER)
def test_learning_from_new_lots_forgets_nothing_of_the_first(lots: int) -> None:
    assert forgotten(lots) == []


@pytest.mark.parametrize(
    "name", [EXPLICIT, "need_acceptable", "recall of self_harm", "topic arrears", TRANSCRIPTS, *ALARMS]
)
def test_a_fallen_figure_is_noticed(name: str) -> None:
    assert fallen(floor() | {name: 0.5})


def test_a_figure_that_is_no_longer_measured_has_fallen() -> None:
    figures = floor()
    figures.pop("hard_negatives_quiet")
    assert fallen(figures)


def test_danger_in_so_many_words_must_be_heard_whatever_the_floor_says() -> None:
    assert fallen(floor() | {EXPLICIT: 0.999}, least={})


def test_the_floor_is_not_lowered_over_the_same_transcripts() -> None:
    assert raised(floor() | {"danger_recall": 0.5}, floor()) == floor()


def test_more_transcripts_have_a_floor_of_their_own() -> None:
    more = floor() | {TRANSCRIPTS: floor()[TRANSCRIPTS] + 1, "danger_recall": 0.5}
    assert raised(more, floor())["danger_recall"] == 0.5


def test_only_more_of_what_a_figure_was_measured_over_gives_it_a_floor_of_its_own() -> None:
    quiet = f"quiet {CALLS}"
    transcripts = floor() | {TRANSCRIPTS: floor()[TRANSCRIPTS] + 1, quiet: 0.5}
    assert raised(transcripts, floor())[quiet] == floor()[quiet]
    calls = floor() | {CALLS: floor()[CALLS] + 1, quiet: 0.5, "danger_recall": 0.5}
    assert raised(calls, floor())[quiet] == 0.5
    assert raised(calls, floor())["danger_recall"] == floor()["danger_recall"]


def test_an_engine_that_hears_no_danger_does_not_pass() -> None:
    def deaf(transcript: Transcript) -> CounsellingRecord:
        return replace(engine(transcript), danger=())

    assert fallen(score(deaf, first_lots(all_labelled(), 13)).figures(), floor(EARLIER[13]))
