"""The story of a case: every rule of the program has its sentence, and what happened is told in Korean."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import anbu
from anbu.adapters.casework_data import closing_reasons, story_words
from anbu.domain.cases.certificate import OUTCOMES
from anbu.domain.cases.next_step import StepKind
from anbu.domain.cases.outcome import NoticeResult, Outcome
from anbu.domain.cases.state import State
from anbu.domain.casework.decisions import DecisionKind
from anbu.domain.casework.double_check import CheckFinding
from anbu.domain.casework.story import event_sentence
from anbu.domain.casework.work_done import Contacted
from anbu.domain.counselling.record import Need

_PACKAGE = Path(anbu.__file__).parent
_TAKES_RULES = {"_people": 3, "_call": 3, "Step": 2, "Door": 1, "StoryEntry": 3}
"""Functions of the program that take a rule, and where among their arguments it stands."""


def rules_of_the_program() -> set[str]:
    """Every rule code that stands in the program, found in its syntax."""
    files = [file for folder in ("usecases", "domain/cases") for file in (_PACKAGE / folder).rglob("*.py")]
    return {rule for file in files for node in ast.walk(ast.parse(file.read_text("utf-8"))) for rule in _rules_in(node)}


def _rules_in(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Call):
        named = [keyword.value for keyword in node.keywords if keyword.arg == "rule"]
        at = _TAKES_RULES.get(getattr(node.func, "id", ""))
        named += node.args[at : at + 1] if at is not None else []
        for value in named:
            yield from _words(value)
    if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Tuple) and isinstance(node.value, ast.Tuple):
        for target, value in zip(node.targets[0].elts, node.value.elts, strict=False):
            if getattr(target, "id", "") == "rule":
                yield from _words(value)


def _words(value: ast.AST) -> Iterator[str]:
    if isinstance(value, ast.IfExp):
        yield from _words(value.body)
        yield from _words(value.orelse)
    if isinstance(value, ast.Constant) and isinstance(value.value, str):
        yield value.value


def test_every_rule_has_its_sentence() -> None:
    assert len(rules_of_the_program()) > 30
    assert rules_of_the_program() - set(story_words().rules) == set()


@pytest.mark.parametrize("outcome", list(Outcome))
def test_every_outcome_that_is_tried_again_has_its_sentence(outcome: Outcome) -> None:
    told = {"completed", "partial", "call_later", "wants_person", "refused", "invalid_number", "wrong_number"}
    assert outcome in told or f"again_after_{outcome}" in story_words().rules


@pytest.mark.parametrize("word", [*Outcome, *NoticeResult, *Need, *DecisionKind, *CheckFinding, *Contacted])
def test_every_word_of_an_event_is_korean(word: str) -> None:
    assert re.search("[가-힣]", story_words().words[word])


def test_every_state_and_step_has_a_name() -> None:
    assert set(story_words().states) == set(State)
    assert {kind.state for kind in StepKind} <= set(State)


@pytest.mark.parametrize(
    ("event", "sentence"),
    [
        ("caaaa-call-2:no_answer", "AI 전화 2번째: 받지 않음."),
        ("caaaa-call-1:record:urgent", "AI 전화 1번째의 상담 기록을 만들었습니다: 긴급."),
        ("caaaa-notice-1:delivered", "안내 문자 1번째: 도착함."),
        ("decision-1:died", "1번째 결정: 사망."),
        ("check-1:wrongly_closed", "1번째 더블체크: 잘못된 종결."),
        ("caaaa-call-1:frozen:v1", "AI 전화 1번째에서 나눈 말을 보관했습니다."),
        ("something_else", ""),
    ],
)
def test_events_are_told(event: str, sentence: str) -> None:
    assert event_sentence(event, story_words()) == sentence


def test_every_closing_reason_counts_as_an_outcome_of_the_certificate() -> None:
    for reason in closing_reasons().values():
        assert reason.outcome in OUTCOMES
        assert reason.rests_on
        assert reason.support == (reason.outcome != "closed_without_support")
