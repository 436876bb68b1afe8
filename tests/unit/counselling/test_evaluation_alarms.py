"""What counts as a false alarm, and as a danger that small talk has hidden."""

from dataclasses import replace

from anbu.domain.counselling.record import CounsellingRecord, DangerKind
from anbu.domain.transcript import Transcript
from bench.evaluation.alarms import (
    ASKED_OTHERWISE,
    CALLS,
    EVERYDAY,
    IN_A_CALL,
    MANNERS,
    QUESTIONS,
    UNLEARNT,
    Alarms,
    amid,
    listen_to_all,
    questions,
    stands_alone,
    told_in,
)
from bench.evaluation.labelled import ASKED, Labelled, all_labelled, everyday, everyday_unlearnt
from bench.evaluation.measured import engine

LINES = ("비가 오네요.", "손주가 왔다 갔어요", "장에 다녀왔어요")
CASES = all_labelled()
STATED = tuple(case for case in CASES if stands_alone(case))[:5]
QUIET_CALLS = tuple(case for case in CASES if case.id.startswith("calls/") and not case.danger)[:5]


def _deaf(_: str, __: str) -> frozenset[DangerKind]:
    return frozenset()


def _jumpy(said: str, _: str) -> frozenset[DangerKind]:
    return frozenset(DangerKind) if said == LINES[0] else frozenset()


def _rings(transcript: Transcript) -> CounsellingRecord:
    loud = next(one for case in CASES if case.danger for one in engine(case.transcript).danger)
    return replace(engine(transcript), danger=(loud,))


def _listened(*cases: Labelled) -> Alarms:
    return listen_to_all(_deaf, engine, cases, everyday=LINES, unlearnt=())


def test_an_everyday_utterance_that_alarms_is_counted_once_whatever_it_alarms_for() -> None:
    found = listen_to_all(_jumpy, engine, (), everyday=LINES, unlearnt=LINES[1:])
    assert found.figures()[f"quiet {EVERYDAY}"] == 2 / 3
    assert found.figures()[f"quiet {UNLEARNT}"] == 1
    assert found.rows()[0] == (EVERYDAY, "1", "3", "333.3")


def test_a_call_without_danger_in_which_anything_alarms_is_not_quiet() -> None:
    assert _listened(*QUIET_CALLS).figures()[f"quiet {CALLS}"] == 1
    loud = listen_to_all(_deaf, _rings, QUIET_CALLS, everyday=LINES, unlearnt=())
    assert loud.figures()[f"quiet {CALLS}"] == 0
    assert all(case.id in "\n".join(loud.misses) for case in QUIET_CALLS)


def test_a_danger_that_small_talk_hides_is_a_miss_in_every_manner() -> None:
    found = _listened(*STATED)
    assert [found.figures()[f"explicit {manner}"] for manner in MANNERS] == [0] * len(MANNERS)
    assert all(any(case.id in miss for miss in found.misses) for case in STATED)


def test_the_danger_is_told_letter_for_letter_and_always_between_the_same_lines() -> None:
    told = dict(amid("죽고 싶어요", LINES))
    assert told == dict(amid("죽고 싶어요", LINES))
    assert list(told) == list(MANNERS)
    assert all("죽고 싶어요" in one and len(one) > len("죽고 싶어요") for one in told.values())


def test_a_danger_that_the_question_before_it_hides_is_a_miss() -> None:
    def asked_how_they_are(said: str, question: str) -> frozenset[DangerKind]:
        return frozenset(DangerKind) if question == ASKED else frozenset()

    figures = listen_to_all(asked_how_they_are, engine, STATED, everyday=LINES, unlearnt=()).figures()
    assert figures[f"explicit {ASKED_OTHERWISE}"] == 0
    assert [figures[f"explicit {manner}"] for manner in MANNERS] == [1] * len(MANNERS)


def test_a_danger_told_in_a_call_stands_behind_an_answer_and_changes_nothing_else() -> None:
    call = QUIET_CALLS[0].transcript
    told = told_in(call, "사흘째 굶고 있어요")
    (changed,) = [(old, new) for old, new in zip(call.turns, told.turns, strict=True) if old != new]
    assert changed[1].speaker == "resident"
    assert changed[1].text == f"{changed[0].text}. 사흘째 굶고 있어요"
    assert changed[0].id != next(turn.id for turn in call.turns if turn.speaker == "resident")


def test_a_danger_that_the_rest_of_the_call_hides_is_a_miss() -> None:
    def forgets(transcript: Transcript) -> CounsellingRecord:
        return replace(engine(transcript), danger=())

    found = listen_to_all(_deaf, forgets, (*STATED, *QUIET_CALLS), everyday=LINES, unlearnt=())
    assert found.figures()[f"explicit {IN_A_CALL}"] == 0
    heard = listen_to_all(_deaf, engine, (*STATED, *QUIET_CALLS), everyday=LINES, unlearnt=())
    assert heard.figures()[f"explicit {IN_A_CALL}"] == 1


def test_every_question_is_put_before_some_danger() -> None:
    stated = [case.transcript.turns[-1].text for case in CASES if stands_alone(case)]
    assert {question for one in stated for question in questions(one)} == set(QUESTIONS)


def test_where_no_full_stop_is_written_there_is_none() -> None:
    for manner, told in amid("사흘째 굶고 있어요", LINES):
        assert ("." in told) == (not manner.endswith("without a stop"))


def test_what_only_its_question_makes_a_danger_is_not_told_amid_small_talk() -> None:
    answers = [case for case in CASES if case.transcript.turns[-2].text not in (ASKED, "")]
    assert any(case.how == "explicit" for case in answers)
    assert not any(map(stands_alone, answers))


def test_what_the_weights_have_not_learnt_from_is_not_in_what_they_have() -> None:
    assert not set(everyday()) & set(everyday_unlearnt())
    assert len(everyday_unlearnt()) >= 500
