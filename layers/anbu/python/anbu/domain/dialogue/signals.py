"""What people say to or about the call itself: who they are, what they want, machines (`data/signals.toml`)."""

import re
from collections.abc import Mapping
from typing import Any

from anbu.domain.listening.plain_speech import plain
from anbu.domain.listening.sieve import Sieve

_BLANKS = re.compile(r"[\s.,!~…\"'“”‘’·()\[\]{}<>\-]+")
_FILLERS = frozenset(
    [
        "음",
        "어",
        "아",
        "에",
        "그",
        "저",
        "저기",
        "저기요",
        "뭐",
        "그게",
        "아이고",
        "아이구",
        "어이구",
        "아유",
        "에이",
        "아따",
        "이잉",
        "잉",
        "허",
        "하이고",
        "오메",
        "워매",
        "어이",
        "어허",
        "아하",
        "오",
        "으응",
        "으으",
        "으",
        "글쎄",
        "여보세요",
        "여보시오",
        "여보이소",
        "이보시오",
        "안녕하세요",
        "안녕하십니까",
        "잠깐",
        "근데",
        "그런데",
        "그러니까",
        "그니까",
        "긍께",
        "그라니까",
    ]
)
"""What people begin with before they say what they mean."""


def compact(text: str) -> str:
    """Without blanks and punctuation: recognition puts blanks anywhere. A question mark stays."""
    return _BLANKS.sub("", text)


def forms_of(text: str) -> frozenset[str]:
    """The same words as they may be meant: as said, without hesitating at first, in standard Korean."""
    words = compact(text)
    found = {words, compact(plain(text))}
    if begun := _begun(text):
        found.add(begun)
    return frozenset(found | {form.replace("?", "") for form in found if "?" in form})


def _begun(text: str) -> str:
    tokens = text.split()
    while tokens and compact(tokens[0]).rstrip("?") in _FILLERS:
        tokens = tokens[1:]
    return compact("".join(tokens))


class Signals:
    """The lexicon, compiled once a process."""

    def __init__(self, patterns: Mapping[str, re.Pattern[str]]) -> None:
        """`patterns`: what tells a signal, by its code."""
        self._patterns = tuple(patterns.items())
        self._sieve = Sieve([(pattern,) for pattern in patterns.values()])

    def found(self, text: str) -> frozenset[str]:
        """The codes of all signals in these words."""
        tried = [(*self._patterns[n], form) for form in forms_of(text) for n in self._sieve.candidates(form)]
        return frozenset(code for code, pattern, form in tried if pattern.search(form))


def signals_from(table: Mapping[str, Any]) -> Signals:
    """Reads the lexicon.

    Raises:
        re.error: a pattern of the data cannot be read.
    """
    entries = {code: entry for code, entry in table.items() if isinstance(entry, Mapping)}
    return Signals({code: re.compile("|".join(f"(?:{p})" for p in e["patterns"])) for code, e in entries.items()})
