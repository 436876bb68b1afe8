"""What the entries of the lexicons heard, weighed once more: faint dangers come in, and what only sounds like one goes.

In doubt a danger counts: an entry is overruled only where every part of the answer weighs little, each sentence by
itself too, and weights alone are believed only where they are all but sure.
"""

from collections.abc import Iterator

from anbu.domain.listening.danger_lexicon import explicit_entries, outright_entries, told_beside
from anbu.domain.listening.heard import About, DangerMention
from anbu.domain.listening.sentences import Sentence
from anbu.domain.listening.solved import solved
from anbu.domain.listening.weighing import Weight, weight

UNLIKELY, LIKELY = 0.4, 0.8
"""Below the one an entry is not believed; above the other the weights are. Chosen on lots not learnt from."""
SURELY_NOT = 0.2
"""Below which an entry that says it outright is not believed either."""
AMID = 0.95
"""From which chance on a part of an answer is believed, whatever the rest of it is about."""
BESIDE = 0.6
"""From which chance a danger counts beside another that was heard already."""
CLEAR = 0.5
"""From which chance on it is plain enough which danger it is, where nothing else was heard."""
FOREIGN = 0.01
"""Below which chance an entry is not believed where the weights are of another danger: its words belong to that."""
LONG = 28
"""From how many letters on weights alone are believed: everyday talk is shorter, faint danger is told at length."""
AT_ONCE = 4
"""How many sentences are weighed together. A longer answer is weighed three sentences at a time."""
ENOUGH_TO_OVERRULE = 18
"""From how many letters on an entry can be overruled: a short answer has no tone of its own."""
MORE_FOR_EACH = 5
"""So many letters more for each other entry that heard the same, up to `LONG`: who says it twice means it."""
SURE = 3
"""How many entries must agree, for the length of their own sentence to count and not that of the whole answer."""
ENDING = 16
"""How many letters at the end of a sentence may tell that what it says is over ("… 취소됐어요")."""
Window = tuple[tuple[Sentence, ...], Weight]


def weighed(
    heard: tuple[DangerMention, ...], said: tuple[Sentence, ...], *, believed: bool
) -> tuple[DangerMention, ...]:
    """What was heard, without what weighs nothing and with what weighs enough.

    `believed`: nothing is weighed, as the question told what the words alone do not, or somebody reports of another:
    the weights know how people speak of themselves.
    """
    length = _length(said)
    if believed or length < (ENOUGH_TO_OVERRULE if heard else LONG):
        return heard
    windows = [(window, weight(" ".join(one.plain for one in window))) for window in _windows(said)]
    wide = [one for one in windows if len(one[0]) == len(windows[-1][0])]
    chance = max(found.any for _, found in windows)
    kept = tuple(one for one in heard if not _overruled(one, wide, chance, length))
    known = frozenset(mention.kind for mention in heard)
    found = _faint(windows, wide, alone=not known)
    if heard and all(one.about is About.THIRD_PARTY for one in heard):
        surely = {one.said for one in said if weight(one.plain).any >= LIKELY}
        found = (one for one in found if one.quote in surely)  # the rest is the neighbour's too
    faint = {one.kind: one for one in found if one.kind not in known}
    certain = (*kept, *faint.values())
    return certain if certain or chance < UNLIKELY else heard


def _windows(said: tuple[Sentence, ...]) -> Iterator[tuple[Sentence, ...]]:
    """Every sentence, and every few that stand together: small talk around a danger does not make it less."""
    widest = len(said) if len(said) <= AT_ONCE else AT_ONCE - 1
    for wide in range(1, widest + 1):
        for start in range(len(said) - wide + 1):
            yield said[start : start + wide]


def _length(window: tuple[Sentence, ...]) -> int:
    return sum(len(one.plain) for one in window)


def _overruled(mention: DangerMention, wide: list[Window], chance: float, length: int) -> bool:
    """`chance`: the greatest that any part of the answer states any danger."""
    if mention.about is not About.RESIDENT_OR_HOUSEHOLD:
        return False
    if mention.agreed >= SURE or mention.entry in outright_entries():  # whatever else is told beside it
        length = next((len(one.plain) for window, _ in wide for one in window if one.said == mention.quote), length)
    if length < min(LONG, ENOUGH_TO_OVERRULE + MORE_FOR_EACH * (mention.agreed - 1)):
        return False
    if chance < (SURELY_NOT if mention.entry in explicit_entries() else UNLIKELY):
        return True
    around = [(window, found) for window, found in wide if any(one.said == mention.quote for one in window)]
    return bool(around) and _foreign(mention, around)


def _foreign(mention: DangerMention, around: list[Window]) -> bool:
    """Whether the words belong to another danger, told at length, both as a whole and in the sentence itself.

    Never what an entry says beside its own kind in the same words (`both`).
    """
    if (mention.entry, mention.kind) in told_beside():
        return False
    if max(_length(window) for window, _ in around) < LONG or max(found.any for _, found in around) <= LIKELY:
        return False
    alone = [weight(one.plain) for window, _ in around for one in window if one.said == mention.quote]
    return all(found.each[mention.kind] < FOREIGN for found in (*(found for _, found in around), *alone))


def _faint(windows: list[Window], wide: list[Window], *, alone: bool) -> Iterator[DangerMention]:
    for window, found in windows:
        if _length(window) < LONG or found.any < (LIKELY if (window, found) in wide else AMID):
            continue
        kind = max(found.each, key=found.each.__getitem__)
        if found.each[kind] >= (CLEAR if alone else BESIDE):
            _, at = max((weight(one.plain).each[kind], n) for n, one in enumerate(window))
            if not solved(kind, " ".join((window[at].plain[-ENDING:], *(one.plain for one in window[at + 1 :])))):
                yield DangerMention(kind, window[at].said, entry=f"{kind}.weighed")
