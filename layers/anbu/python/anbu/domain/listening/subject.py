"""Of whom or what a sentence says that it goes, ends or vanishes ("통증이 사라졌으면" wishes nobody dead)."""

from anbu.domain.listening.morphology import Morpheme, Morphology
from anbu.domain.listening.negation import rule

NOUNS = ("NNG", "NNP", "NNB", "XSN", "SL")
PARTICLES = ("JKS", "JKO", "JX")


def of_something_else(plain: str, start: int, analyse: Morphology) -> bool:
    """Whether the nearest subject or object before `start` in its clause is a noun that is not the speaker's self."""
    since = max((stop.end() for stop in rule("negation", "boundary").finditer(plain[:start])), default=0)
    pieces = [piece for piece in analyse(plain) if since <= piece.start and piece.end <= start + 1]
    for n in range(len(pieces) - 1, -1, -1):
        noun = _noun_before(pieces, n)
        if noun is not None:
            return rule("context", "own_nouns").fullmatch(noun) is None
    return False


def _noun_before(pieces: list[Morpheme], n: int) -> str | None:
    tags = pieces[n].tag.split("+")
    if tags[-1] not in PARTICLES:
        return None
    if len(tags) > 1:
        return pieces[n].surface if tags[0] in NOUNS else None
    if n == 0 or pieces[n - 1].tag.split("+")[-1] not in NOUNS or pieces[n - 1].end != pieces[n].start:
        return None
    return pieces[n - 1].surface
