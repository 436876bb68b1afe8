"""What the entries of the lexicons heard, weighed once more: faint dangers come in, and what only sounds like one goes.

In doubt a danger counts: an entry is overruled only where every part of the answer weighs next to nothing, each
sentence by itself too, and weights alone are believed only where they are all but sure.
"""

from collections.abc import Iterator

from anbu.domain.listening.heard import About, DangerMention
from anbu.domain.listening.sentences import Sentence
from anbu.domain.listening.weighing import Weight, weight

UNLIKELY, LIKELY = 0.08, 0.5
"""Below the one an entry is not believed; above the other the weights are. Chosen on a lot not learnt from."""
BESIDE = 0.6
"""From which chance a danger counts beside another that was heard already."""
FOREIGN = 0.01
"""Below which chance an entry is not believed where the weights are of another danger: its words belong to that."""
LONG = 28
"""From how many letters on weights alone are believed: everyday talk is shorter, faint danger is told at length."""
AT_ONCE = 4
"""How many sentences are weighed together. A longer answer is weighed three sentences at a time."""
ENOUGH_TO_OVERRULE = 18
"""From how many letters on an entry can be overruled: a short answer has no tone of its own."""


def weighed(
    heard: tuple[DangerMention, ...], said: tuple[Sentence, ...], *, believed: bool
) -> tuple[DangerMention, ...]:
    """What was heard, without what weighs nothing and with what weighs enough.

    `believed`: nothing is overruled, as the question told what the words alone do not.
    """
    enough = ENOUGH_TO_OVERRULE if heard else LONG
    windows = [(window, weight(" ".join(one.plain for one in window))) for window in _windows(said, enough)]
    harmless = heard != () and _length(said) >= ENOUGH_TO_OVERRULE and _loudest(windows, said) < UNLIKELY
    kept = heard if believed else tuple(one for one in heard if not _overruled(one, windows, harmless=harmless))
    known = {mention.kind for mention in heard}
    least = BESIDE if known else LIKELY
    faint = {one.kind: one for one in _faint(windows, least) if one.kind not in known}
    certain = (*kept, *faint.values())
    return certain if certain or believed or not _dangerous(windows) else heard


def _dangerous(windows: list[tuple[tuple[Sentence, ...], Weight]]) -> bool:
    """Whether the words weigh for a danger: then something is told to people, were it the wrong kind."""
    return any(found.any >= UNLIKELY for _, found in windows)


def _windows(said: tuple[Sentence, ...], enough: int) -> Iterator[tuple[Sentence, ...]]:
    wide = len(said) if len(said) <= AT_ONCE else AT_ONCE - 1
    for start in range(len(said) - wide + 1):
        window = said[start : start + wide]
        if _length(window) >= enough:
            yield window


def _length(window: tuple[Sentence, ...]) -> int:
    return sum(len(one.plain) for one in window)


def _loudest(windows: list[tuple[tuple[Sentence, ...], Weight]], said: tuple[Sentence, ...]) -> float:
    """The most that any part of an answer weighs. Small talk around a danger does not make it less."""
    return max([weight(one.plain).any for one in said] + [found.any for _, found in windows], default=1.0)


def _overruled(mention: DangerMention, windows: list[tuple[tuple[Sentence, ...], Weight]], *, harmless: bool) -> bool:
    if mention.about is not About.RESIDENT_OR_HOUSEHOLD:
        return False
    if harmless:
        return True
    around = [(window, found) for window, found in windows if any(one.said == mention.quote for one in window)]
    return bool(around) and _foreign(mention, around)


def _foreign(mention: DangerMention, around: list[tuple[tuple[Sentence, ...], Weight]]) -> bool:
    """Whether the words belong to another danger, told at length, both as a whole and in the sentence itself."""
    if max(_length(window) for window, _ in around) < LONG or max(found.any for _, found in around) <= BESIDE:
        return False
    alone = [weight(one.plain) for window, _ in around for one in window if one.said == mention.quote]
    return all(found.each[mention.kind] < FOREIGN for found in (*(found for _, found in around), *alone))


def _faint(windows: list[tuple[tuple[Sentence, ...], Weight]], least: float) -> Iterator[DangerMention]:
    for window, found in windows:
        if _length(window) < LONG or found.any < least:
            continue
        kind = max(found.each, key=found.each.__getitem__)
        if found.each[kind] >= least * least:
            _, quote = max((weight(one.plain).each[kind], one.said) for one in window)
            yield DangerMention(kind, quote, entry=f"{kind}.weighed")
