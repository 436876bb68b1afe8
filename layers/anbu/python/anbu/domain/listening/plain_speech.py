"""Dialect and recognition errors turned into standard Korean, by rules (`data/speech.toml`)."""

import re
import unicodedata
from collections.abc import Callable
from functools import cache, lru_cache

from anbu.domain.listening.liaison import SPELT_PAST, undone
from anbu.domain.listening.pattern import expand
from anbu.domain.listening.sieve import Sieve
from anbu.domain.listening.tables import table


@cache
def _rules() -> tuple[tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]], ...]:
    sounds = table("concepts.toml")["liaison"]
    spelt = table("speech.toml")["rule"]
    return (
        SPELT_PAST,
        *(rule for vowels, sounding in sounds.items() for rule in undone(sounding, vowels)),
        *((re.compile(expand(rule["heard"], words())), rule["plain"]) for rule in spelt),
    )


@cache
def _sieve() -> Sieve:
    return Sieve([(heard,) for heard, _ in _rules()])


@cache
def words() -> dict[str, str]:
    """The word lists that patterns name in braces."""
    lists: dict[str, str] = {**table("speech.toml")["words"], **table("concepts.toml")["words"]}
    return lists


@lru_cache(maxsize=16)  # the words of one turn are read several times
def plain(text: str) -> str:
    """The sentence in standard Korean, good enough for the lexicons; never shown to anybody."""
    text, done = unicodedata.normalize("NFC", text), -1
    while (changed := _next_change(text, done)) is not None:
        text, done = changed
    return text


def _next_change(text: str, done: int) -> tuple[str, int] | None:
    """The text after the first rule behind `done` that changes it, and which rule that was."""
    rules = _rules()
    for n in _sieve().candidates(text):
        if n > done and (changed := rules[n][0].sub(rules[n][1], text)) != text:
            return changed, n
    return None
