"""Whether a model's sentence may be spoken: only if it is made of approved words (`data/acknowledgements.toml`)."""

import re
from functools import cache

from anbu.domain.listening.tables import table


def may_be_spoken(sentence: str) -> bool:
    """One short sentence that shows that we listened, and nothing else: no promise, advice, number, question, blame,
    pity, nothing about ourselves. Not because such words are looked for, but because no word for them is there."""
    return len(sentence) <= longest() and _approved().fullmatch(sentence) is not None


def longest() -> int:
    """The most letters of such a sentence."""
    return int(table("acknowledgements.toml")["longest"])


@cache
def _approved() -> re.Pattern[str]:
    told = table("acknowledgements.toml")
    thing = f"{_one(told['things'])}{_one(told['particles'])}"
    before = f"(?:{_one(told['words'])}|{thing}|{_one(told['because'])}) "
    feeling = f"{_one(told['feelings'])}{_one(told['endings'])}"
    return re.compile(f"(?:{_one(told['openers'])}, )?(?:{before}){{0,{told['most_words']}}}{feeling}\\.")


def _one(words: list[str]) -> str:
    return "(?:" + "|".join(map(re.escape, words)) + ")"
