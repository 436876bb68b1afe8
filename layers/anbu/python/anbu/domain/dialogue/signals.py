"""What people say to or about the call itself: who they are, what they want, machines (`data/signals.toml`)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

_BLANKS = re.compile(r"[\s.,!~…\"'“”‘’·()\[\]{}<>\-]+")


def compact(text: str) -> str:
    """Without blanks and punctuation: recognition puts blanks anywhere. A question mark stays."""
    return _BLANKS.sub("", text)


@dataclass(frozen=True, slots=True)
class Signals:
    """The lexicon, compiled once a process."""

    patterns: Mapping[str, re.Pattern[str]]

    def found(self, text: str) -> frozenset[str]:
        """The codes of all signals in these words."""
        words = compact(text)
        forms = {words, words.replace("?", "")}
        return frozenset(code for code, pattern in self.patterns.items() if any(pattern.search(form) for form in forms))


def signals_from(table: Mapping[str, Any]) -> Signals:
    """Reads the lexicon.

    Raises:
        re.error: a pattern of the data cannot be read.
    """
    entries = {code: entry for code, entry in table.items() if isinstance(entry, Mapping)}
    return Signals({code: re.compile("|".join(f"(?:{p})" for p in e["patterns"])) for code, e in entries.items()})
