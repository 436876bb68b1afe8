"""A verb named once is found in all of its forms."""

import re

import pytest

from anbu.domain.listening.conjugation import forms, negated
from anbu.domain.listening.pattern import expand


@pytest.mark.parametrize(
    ("lemma", "said"),
    [
        ("끊기다", "끊겼어요"),
        ("끊기다", "끊긴 지"),
        ("춥다", "추워요"),
        ("춥다", "추버예"),
        ("듣다", "들어요"),
        ("긋다", "그었어요"),
        ("살다", "사는 게"),
        ("아프다", "아파서"),
        ("부르다", "불러"),
        ("하다", "했어유"),
        ("하다", "허고"),
        ("주다", "줘요"),
        ("오다", "왔어요"),
        ("되다", "됐어요"),
        ("굶다", "굶었다 아입니꺼"),
    ],
)
def test_every_form_of_a_verb_is_found(lemma: str, said: str) -> None:
    assert re.match(forms(lemma), said)


@pytest.mark.parametrize(
    "said", ["못 먹었어요", "안 먹는다", "먹지 못해요", "먹지를 않아요", "먹을 수가 없어요", "몬 먹었다"]
)
def test_a_denied_verb_is_found_however_it_is_denied(said: str) -> None:
    assert re.search(negated("먹다"), said)


def test_a_verb_that_is_not_denied_is_not_found_as_denied() -> None:
    assert re.search(negated("먹다"), "먹었어요") is None


def test_what_is_no_dictionary_form_is_an_error() -> None:
    with pytest.raises(ValueError, match="먹고"):
        forms("먹고")


def test_the_lexicons_language_knows_verbs_and_their_denial() -> None:
    assert re.search(expand("밥(?:을)? <!먹다|드시다>", {}), "밥을 못 드셨어요")
