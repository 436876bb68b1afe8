"""A record that failed for a model's or a file's sake is made again: better, never worse, and no person's word lost."""

from dataclasses import replace
from datetime import timedelta
from typing import cast

import pytest

from anbu.adapters.morphology import analyse
from anbu.domain.cases.case import Case
from anbu.domain.cases.case_record import ASKED_AGAIN_AFTER, CaseRecord
from anbu.domain.cases.state import State
from anbu.domain.counselling.counsel import counsel
from anbu.domain.counselling.record import CounsellingRecord, Flag, Need
from anbu.domain.counselling.unusable import record_without_transcript
from anbu.domain.ids import AttemptId, CaseId
from anbu.ports import Replace
from anbu.usecases.ask_model_again import ask_model_again
from anbu.usecases.store_record import store_record
from anbu.usecases.tick import tick
from tests.unit.counselling.calls import ME, call
from tests.unit.outreach.outreach_world import OutreachWorld, Queue

ATTEMPT = AttemptId("c1-call-1")
RULES = counsel(call(*ME, "밀린 요금이 있으세요?", "전기요금이 밀렸어요"), analyse)
FAILED = replace(RULES, flags=(Flag.MODEL_FAILED,))
HEALED = replace(RULES, engine="llm:m")


@pytest.fixture
def world() -> OutreachWorld:
    made = OutreachWorld()
    made.add(1, state=State.SUMMARISING, attempt=ATTEMPT)
    return made


def _store(world: OutreachWorld, record: CounsellingRecord, version: int = 1) -> bool:
    return store_record(ATTEMPT, version, "key", replace(record, case_id=CaseId("c1")), world.work)


def _record(world: OutreachWorld) -> CounsellingRecord:
    found = world.ledger.get(CaseRecord, CaseId("c1"), ATTEMPT)
    assert found is not None
    return found.record


def test_a_later_try_of_the_model_improves_the_record(world: OutreachWorld) -> None:
    assert _store(world, FAILED)
    assert _store(world, HEALED)
    assert (_record(world).engine, _record(world).flags) == ("llm:m", ())
    assert not _store(world, HEALED), "once"


@pytest.mark.parametrize("again", [FAILED, RULES])
def test_a_record_that_failed_nowhere_is_not_made_anew(world: OutreachWorld, again: CounsellingRecord) -> None:
    assert _store(world, HEALED)
    assert not _store(world, again)
    assert _record(world).engine == "llm:m"


def test_what_an_official_said_of_the_need_stays_when_the_record_is_improved(world: OutreachWorld) -> None:
    _store(world, FAILED)
    case = world.case(1)
    assert case.need is Need.IN_DEPTH
    world.ledger.write(Replace(replace(case, need=Need.WATCH)))  # what editing a record does
    assert _store(world, HEALED)
    assert world.case(1).need is Need.WATCH


def test_a_file_that_could_be_read_after_all_becomes_a_record_and_raises_the_case(world: OutreachWorld) -> None:
    _store(world, record_without_transcript(CaseId("c1")))
    before: Case = world.case(1)
    assert before.need is Need.UNKNOWN
    assert before.state is not State.SUMMARISING, "it is work for a person meanwhile"
    assert _store(world, RULES)
    assert world.case(1).need is Need.IN_DEPTH


def test_no_danger_that_was_heard_is_taken_back(world: OutreachWorld) -> None:
    hungry = counsel(call(*ME, "식사는 하셨어요?", "쌀이 떨어져서 굶고 있어요"), analyse)
    _store(world, replace(hungry, flags=(Flag.MODEL_FAILED,)))
    assert not _store(world, HEALED)
    assert _record(world).need is Need.URGENT


def test_a_model_that_failed_is_asked_again_by_itself_later_and_not_for_ever(world: OutreachWorld) -> None:
    """Given a model that never answers, when days go by, then it is asked three times more, each time later."""
    _store(world, FAILED)
    began, asked = world.clock.now(), []
    for _ in range(4 * 24 * 4):
        world.later(minutes=15)
        if ask_model_again(world.work):
            asked.append(world.clock.now() - began)
            assert cast("Queue", world.work.summaries).waiting.pop() == {"attempt_id": ATTEMPT}
            _store(world, FAILED)
    waits = [later - before for before, later in zip([timedelta(), *asked], asked, strict=False)]
    assert waits == list(ASKED_AGAIN_AFTER)


def test_what_was_improved_and_what_no_model_failed_on_is_left_alone(world: OutreachWorld) -> None:
    _store(world, FAILED)
    _store(world, HEALED)
    world.later(days=9)
    assert ask_model_again(world.work) == 0


def test_a_beat_of_the_planner_asks_again(world: OutreachWorld) -> None:
    _store(world, FAILED)
    world.later(seconds=ASKED_AGAIN_AFTER[0].total_seconds())
    assert tick(world.work, world.clock.now()).records == 1
