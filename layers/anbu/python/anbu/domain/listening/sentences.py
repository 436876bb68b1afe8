"""An utterance in sentences, each with its own letters (to quote) and its plain form (to understand)."""

import re
from dataclasses import dataclass

from anbu.domain.listening.plain_speech import plain

_MARK = r"(?<=[.?!…\n])\s*"
_BREAK = re.compile(_MARK)


@dataclass(frozen=True, slots=True)
class Sentence:
    """`said` is letter for letter what stands in the utterance; `plain` is it in standard Korean."""

    said: str
    plain: str


def sentences(text: str) -> tuple[Sentence, ...]:
    """Cuts at marks, and where speech without marks shows a final ending (…요, …니다, …당께)."""
    pieces: list[str] = []
    for marked in _BREAK.split(text):
        pieces.extend(_spoken(marked))
    return tuple(_inverted(piece) for piece in (p.strip(" ,\t") for p in pieces) if piece)


def _inverted(piece: str) -> Sentence:
    """Speech puts the reason last ("못 자요 무서워서"): it is said so, but understood in the usual order."""
    head, gap, tail = piece.partition("\0")
    return Sentence(head + tail, f"{plain(tail.strip())} {plain(head.strip())}" if gap else plain(head))


_UNFINISHED = re.compile(
    r"(?:[가-힣]서|니까|때문에|[는은인한던]데|(?<!그)[가-힣]고|라고|다가|지만|면서|[가-힣][이가도은는을를에로]|에서|하게|그냥|정말|진짜|어제|오늘"
    r"|지금|이제|동안|부터|까지|영원히|[가-힣]째|[가-힣]이나|[는은] ?걸|한테|에게|[가-힣][랑러]|갑자기"
    r"|자꾸|계속|매일|맨날|날마다|[밤낮침녁]마다|혼자|너무|많이|하나도|전혀|(?:[가-힣]서|니까|때문에|한테|에게|부터|까지|동안|[가-힣]째)요)\s*(?:하하|허허|호호)?\s*$"
)
LONGEST_TAIL = 24
"""How many letters without a final ending still belong to the sentence before."""
_WORD = re.compile(r"\S+\s*")
_FINAL = re.compile(
    r"(?:(?<![필중담수주금화목월토일])요|죠|슈|쥬|[어여아해려져와워혀이네데디는래지켜구먼했었겠졌]유|[가-힣][어아해지거라마]예|니다|심더|니더|이더|당께|랑께|수다|우다|마씸|[었았겠]소|드래요)[,~]*\s+$"
)


def _spoken(text: str) -> list[str]:
    found, start = [], 0
    for word in _WORD.finditer(text):
        if _FINAL.search(word.group()):
            found.append(text[start : word.end()])
            start = word.end()
    rest = text[start:]
    if found and len(rest) <= LONGEST_TAIL and _UNFINISHED.search(rest):
        found[-1] += "\0" + rest
    else:
        found.append(rest)
    return found
