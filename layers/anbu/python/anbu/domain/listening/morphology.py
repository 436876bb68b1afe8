"""What the rules need of a morphological analyser: pieces of a sentence, and where they stand."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Morpheme:
    """A piece of an utterance: its letters, its 세종 tag, and where it stands (`text[start:end]`)."""

    surface: str
    tag: str
    start: int
    end: int


Morphology = Callable[[str], tuple[Morpheme, ...]]
"""Cuts a sentence into morphemes. Must be safe to call from several threads."""


def starts_word(text: str, at: int, analyse: Morphology) -> bool:
    """Whether a word can begin at `at`: after a space, or where the analyser cuts.

    This is what keeps "투자해볼까" from being heard as 자해. Only asked where no space stands, so the
    analyser's mistakes with dialect cost little.
    """
    while at < len(text) and text[at].isspace():
        at += 1
    if at == 0 or not text[at - 1].isalnum():
        return True
    return any(piece.start == at for piece in analyse(text))
