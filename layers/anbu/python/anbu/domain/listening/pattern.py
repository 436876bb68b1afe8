r"""The little language that the lexicons are written in, on top of regular expressions.

`리_` is the syllable with any final consonant (리, 린, 릴, 립 …), so one entry covers a verb's endings;
a space is any number of spaces (recognition joins and parts words at will; `\s` is one that must be);
`…` is up to 16 letters within the sentence; `{밥}` is a word list of `speech.toml` or `concepts.toml`;
`<먹다>` is any form of a verb or adjective, `<먹다|굶다>` of any of these, `<!먹다>` any form of it denied;
`<ㄹ>` is any syllable that ends in that consonant.
"""

import re
from collections.abc import Mapping
from functools import cache

from anbu.domain.listening.conjugation import forms, negated

_OPEN = re.compile(r"([가-힣])_")
_WORDS = re.compile(r"\{([가-힣A-Za-z_ ]+)\}")
_VERBS = re.compile(r"<(!?)([가-힣]+다(?:\|[가-힣]+다)*)>")
_ENDING = re.compile(r"<([ㄱ-ㅎ])>")
_SPACE = re.compile(r" \??")
_GAP = re.compile(r"…\??")
FINALS = 28
_CODAS = " ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ"
FIRST = 0xAC00


def _any_final(match: re.Match[str]) -> str:
    syllable = match.group(1)
    start = ord(syllable) - (ord(syllable) - FIRST) % FINALS
    if chr(start) != syllable:
        raise ValueError(f"only an open syllable can take any final consonant: {syllable}_")
    return f"[{syllable}-{chr(start + FINALS - 1)}]"


def _that_end_in(match: re.Match[str]) -> str:
    return f"[{''.join(chr(code) for code in range(FIRST + _CODAS.index(match.group(1)), 0xD7A4, FINALS))}]"


def _conjugated(match: re.Match[str]) -> str:
    conjugate = negated if match.group(1) else forms
    return f"(?:{'|'.join(conjugate(lemma) for lemma in match.group(2).split('|'))})"


def final_of(syllable: str) -> int:
    """The final consonant's number in Unicode order: 0 none, 4 ㄴ, 8 ㄹ, 17 ㅂ, 20 ㅆ. -1 for what is no syllable."""
    code = ord(syllable) - FIRST
    return code % FINALS if 0 <= code < 11172 else -1  # noqa: PLR2004 the number of Hangul syllables


def expand(pattern: str, words: Mapping[str, str]) -> str:
    """A regular expression for an entry. Raises KeyError for an unknown word list."""
    while _WORDS.search(pattern):
        pattern = _WORDS.sub(lambda found: f"(?:{words[found.group(1)]})", pattern)
    pattern = _VERBS.sub(_conjugated, _ENDING.sub(_that_end_in, pattern))
    pattern = _GAP.sub(r"[^.?!\\n]{0,16}?", _SPACE.sub(r"\\s*", pattern))
    return _OPEN.sub(_any_final, pattern)


@cache
def compiled(expression: str) -> re.Pattern[str]:
    """Compiled once a process."""
    return re.compile(expression)
