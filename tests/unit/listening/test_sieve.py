"""A pattern is left untried only where it cannot fit."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from anbu.adapters.interviews import interview
from anbu.data import load
from anbu.domain.dialogue.signals import forms_of
from anbu.domain.listening.danger_lexicon import danger_entries, danger_sieve
from anbu.domain.listening.hear_danger import without_idioms
from anbu.domain.listening.sentences import sentences
from anbu.domain.listening.sieve import Sieve, needed
from local.residents.persona import PERSONAS

LEXICONS = Path(__file__).parents[3] / "layers/anbu/python/anbu/data"
QUOTED = re.compile(r"[\"']([^\"'|(\[{]*[가-힣][^\"'|(\[{]*)[\"']")


def spoken() -> Iterator[str]:
    """Sentences of the lexicons' own examples and of all residents."""
    for path in sorted(LEXICONS.glob("*.toml")):
        yield from QUOTED.findall(path.read_text("utf-8"))
    for path in sorted(PERSONAS.glob("*.yaml")):
        for turn in yaml.safe_load(path.read_text("utf-8")).get("turns", ()):
            said = turn.get("say") or ""
            yield from [said] if isinstance(said, str) else [other["text"] for other in said]


SENTENCES = sorted({without_idioms(one.plain) for text in spoken() for one in sentences(text)})


def test_no_entry_that_fits_is_left_untried() -> None:
    for plain in SENTENCES:
        fits = {n for n, entry in enumerate(danger_entries()) if all(part.search(plain) for part in entry.parts)}
        assert fits <= set(danger_sieve().candidates(plain)), plain


def test_no_signal_that_fits_is_left_untried() -> None:
    table = load("signals")
    by_hand = {
        code: [re.compile(pattern) for pattern in entry["patterns"]]
        for code, entry in table.items()
        if code != "version"
    }
    for text in sorted(set(spoken()))[::6]:
        fits = {
            code for code, ones in by_hand.items() if any(one.search(form) for one in ones for form in forms_of(text))
        }
        assert interview().signals.found(text) == fits


def test_few_entries_are_tried() -> None:
    tried = [len(list(danger_sieve().candidates(plain))) for plain in SENTENCES]
    assert sum(tried) / len(tried) < len(danger_entries()) / 15


@pytest.mark.parametrize(
    "pattern",
    [
        "가(?:나|다라)마?", r"가\s*나\s+다", "[가-깋]나", "(?:가나)+다", "가|나다", "^가나$", "(?<!가)나(?!라)[다라]",
        "가.나", "가[^나]다",
        "(?:가|나)?다", "(?i:abc)가", "(?i)abc", "가{2,3}나", "[가-힣]나다", "(가)나", "(?=가나)가", "[가 ]나", "",
    ],
)  # fmt: skip
@given(data=st.data())
@settings(max_examples=60, deadline=None)
def test_whatever_a_pattern_fits_it_is_tried_on(pattern: str, data: st.DataObject) -> None:
    compiled = re.compile(pattern)
    text = data.draw(st.from_regex(compiled))
    assert list(Sieve([(compiled,)]).candidates(text)) == [0]


@pytest.mark.parametrize("n", range(0, len(danger_entries()), 12))
@given(data=st.data())
@settings(max_examples=10, deadline=None)
def test_whatever_an_entry_fits_it_is_tried_on(n: int, data: st.DataObject) -> None:
    part = danger_entries()[n].parts[0]
    text = data.draw(st.from_regex(part))
    assert list(Sieve([(part,)]).candidates(text)) == [0]


def test_what_is_needed() -> None:
    assert frozenset({"가나"}) in needed("가나[다-힣]*")
    assert needed("가나|다?") == ()
    assert needed("가나|다")[0] == {"가나", "다"}
    assert list(Sieve([(re.compile("가나"),), (re.compile("나가"),)]).candidates("가 나")) == [0]
    assert list(Sieve([(re.compile("가나"), re.compile("다라"))]).candidates("가나")) == []
