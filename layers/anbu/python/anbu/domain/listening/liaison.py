"""Words that a recogniser wrote as they sound ("굴머써요", "머글 게 업써요"), put back as they are spelt.

In speech a final consonant moves over to a following vowel (국립국어원 표준 발음법 제13·14·16항). For the stems and
nouns of `concepts.toml` that danger is told with, the moved form is known and can be undone; other words are left.
"""

import re
from collections.abc import Callable, Iterable

from anbu.domain.listening.conjugation import FINALS, FIRST, VOWELS

INITIALS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
CODAS = "_ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ"
MOVED = {
    "ㄱ": ("_", "ㄱ"), "ㄲ": ("_", "ㄲ"), "ㄴ": ("_", "ㄴ"), "ㄵ": ("ㄴ", "ㅈ"), "ㄶ": ("_", "ㄴ"), "ㄷ": ("_", "ㄷ"),
    "ㄹ": ("_", "ㄹ"), "ㄺ": ("ㄹ", "ㄱ"), "ㄻ": ("ㄹ", "ㅁ"), "ㄼ": ("ㄹ", "ㅂ"), "ㅀ": ("_", "ㄹ"), "ㅁ": ("_", "ㅁ"),
    "ㅂ": ("_", "ㅂ"), "ㅄ": ("ㅂ", "ㅆ"), "ㅅ": ("_", "ㅅ"), "ㅆ": ("_", "ㅆ"), "ㅈ": ("_", "ㅈ"), "ㅊ": ("_", "ㅊ"),
    "ㅌ": ("_", "ㅌ"), "ㅍ": ("_", "ㅍ"),
}  # fmt: skip
"""A final consonant → what stays, and what opens the next syllable."""
NULL = INITIALS.index("ㅇ")
_PAST = re.compile(r"([가-힣])(써|쓰)(?=[요유예서도니면습며]|$)")


Rule = tuple[re.Pattern[str], Callable[[re.Match[str]], str]]


def undone(words: Iterable[str], vowels: str) -> list[Rule]:
    """What to look for, and what to write instead, for words before syllables with these vowels."""
    return [_undone(word, vowels) for word in words]


def _undone(word: str, vowels: str) -> Rule:
    first, vowel, coda = _parts(word[-1])
    stays, opens = MOVED[CODAS[coda]]
    sounds = word[:-1] + _syllable(first, vowel, CODAS.index(stays))
    blocks = "".join(
        f"{_syllable(INITIALS.index(opens), _parts(one)[1], 0)}-{_syllable(INITIALS.index(opens), _parts(one)[1], 27)}"
        for one in vowels
    )
    return re.compile(rf"(?<![가-힣]){sounds}([{blocks}])"), lambda match: word + _opened(match.group(1))


def _opened(syllable: str) -> str:
    _, vowel, coda = _parts(syllable)
    return _syllable(NULL, vowel, coda)


def _past(match: re.Match[str]) -> str:
    """굴머써요 is 굴멌어요: the ㅆ belongs to the syllable before. Not where that is closed already (글써요)."""
    first, vowel, coda = _parts(match.group(1))
    if coda:
        return match.group()
    return _syllable(first, vowel, CODAS.index("ㅆ")) + ("어" if match.group(2) == "써" else "으")


def _parts(syllable: str) -> tuple[int, int, int]:
    code = ord(syllable) - FIRST
    return code // (VOWELS * FINALS), code // FINALS % VOWELS, code % FINALS


def _syllable(first: int, vowel: int, coda: int) -> str:
    return chr(FIRST + (first * VOWELS + vowel) * FINALS + coda)


SPELT_PAST: Rule = (_PAST, _past)
"""굴머써요 → 굴멌어요."""
