"""Finds the seven dangers in one utterance, by the lexicons and the grammar around them."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from anbu.domain.counselling.record import DangerKind
from anbu.domain.listening.danger_lexicon import (
    DangerEntry,
    danger_entries,
    danger_sieve,
    explicit_entries,
    idioms,
    outright_entries,
    told_beside,
    vague_entries,
)
from anbu.domain.listening.heard import About, DangerMention
from anbu.domain.listening.morphology import Morphology, starts_word
from anbu.domain.listening.negation import rule
from anbu.domain.listening.places import Spots, Stretch
from anbu.domain.listening.question import answer_rule
from anbu.domain.listening.sentences import Sentence
from anbu.domain.listening.solved import solved
from anbu.domain.listening.standing import Place, Standing, standing
from anbu.domain.listening.subject import of_something_else
from anbu.domain.listening.weighing import weight

EXPLAINED = (DangerKind.NO_FOOD, DangerKind.LIFE_UTILITIES, DangerKind.LOSING_HOME)
"""What can have a harmless reason that is told when asked ("아니요 내시경 하느라고요")."""
BLANK = "＿"
BY_ITSELF = 0.8
"""From which chance on a sentence states a danger by itself, whoever the small talk before it was about."""


def hear_danger(said: tuple[Sentence, ...], analyse: Morphology, *, helper: bool = False) -> tuple[DangerMention, ...]:
    """Every danger that is present, once a kind and person, in order of the sentences.

    `helper`: the speaker is somebody else on the line who reports of the resident.
    """
    mentions: list[DangerMention] = []
    plains = [without_idioms(sentence.plain) for sentence in said]
    for n, sentence in enumerate(said):
        around = (plains[n - 1] if n else "", " ".join(plains[n + 1 : n + 3]))
        mentions += _of_sentence((sentence,), plains[n], around, analyse, helper)
    for n in range(len(said) - 1):  # after the sentences, as what one says by itself is proven by that one
        around = (plains[n - 1] if n else "", " ".join(plains[n + 2 : n + 4]))
        pair, border = f"{plains[n]} {plains[n + 1]}", len(plains[n])
        mentions += _of_sentence(said[n : n + 2], pair, around, analyse, helper, across=border)
    found: dict[tuple[str, str], list[DangerMention]] = {}
    for mention in _told_apart(mentions):
        found.setdefault((mention.kind, mention.about), []).append(mention)
    order = [sentence.said for sentence in said]
    return tuple(sorted(map(_agreed, found.values()), key=lambda mention: order.index(mention.quote)))


def _agreed(mentions: list[DangerMention]) -> DangerMention:
    """The first of them, with what the others add to its proof."""
    entries = dict.fromkeys(mention.entry for mention in mentions)
    kind = mentions[0].kind
    beside = (entry for entry in entries if (entry, kind) in told_beside())
    explicit = (entry for entry in entries if entry in explicit_entries())
    entry, *_ = (*beside, *explicit, mentions[0].entry)
    return replace(mentions[0], entry=entry, agreed=len(entries) + any(one in outright_entries() for one in entries))


def hear_taken_back(
    said: tuple[Sentence, ...], analyse: Morphology, *, asked: DangerKind | None = None
) -> frozenset[DangerKind]:
    """Which dangers are taken back ("아까 물이 끊겼다고 한 건 착각이에요"), or explained to whoever `asked` about one.

    Never self-harm: that is for a person. Nor what is told as there in the same breath ("방금 쓰러졌어요 다리에 힘이
    없어요").
    """
    whole = " ".join(sentence.plain for sentence in said)
    found = _explained(whole, asked)
    corrects = any(answer_rule("correction", name).search(whole) for name in ("mistaken", "words"))
    if not found and not corrects:
        return frozenset()
    stands: set[DangerKind] = set()
    before = ""
    for sentence in said:
        here = _taken_back_here(sentence.plain, before)
        before = sentence.plain
        taken = {Standing.DENIED, Standing.OVER, *([Standing.PRESENT, Standing.UNREAL] if here else [])}
        for kind, meant in _meant(sentence.plain, analyse):
            (found if meant in taken else stands if meant is Standing.PRESENT else set()).add(kind)
    return frozenset(found - stands - {DangerKind.SELF_HARM})


def _explained(whole: str, asked: DangerKind | None) -> set[DangerKind]:
    """«굶으신 게 돈이 없어서인가요?» «아니요 내시경 하느라고요»: what it is, told to whoever asked about it."""
    if asked not in EXPLAINED or answer_rule("answer", "plainly_no").search(whole) is None:
        return set()
    return {asked} if rule("veto", asked).search(whole) else set()


def _taken_back_here(plain: str, before: str) -> bool:
    """«물이 끊겼다고 한 건 착각이에요», or «착각했어요» and then what it was about: «물이 끊긴 건 작년이에요»."""
    mistaken = answer_rule("correction", "mistaken")
    about = answer_rule("correction", "about").search(plain) is not None
    return mistaken.search(plain) is not None or (about and mistaken.search(before) is not None)


def _meant(plain: str, analyse: Morphology) -> Iterator[tuple[DangerKind, Standing]]:
    """How everything in a sentence that sounds like a danger is meant, taken for said of the resident."""
    spots = Spots(plain)
    for entry in danger_entries():
        for at in entry.places(spots):
            if starts_word(plain, at.start, analyse):
                yield entry.kind, standing(Place(plain, at), must_be_done=entry.must_be_done, helper=True)


def _told_apart(mentions: list[DangerMention]) -> list[DangerMention]:
    """Without a cry for help, where something else says what the danger is."""
    clear = [one for one in mentions if one.entry not in vague_entries()]
    return clear if any(one.about is About.RESIDENT_OR_HOUSEHOLD for one in clear) else mentions


def _of_sentence(
    said: tuple[Sentence, ...],
    plain: str,
    around: tuple[str, str],
    analyse: Morphology,
    helper: bool,
    across: int | None = None,
) -> list[DangerMention]:
    """Dangers of a sentence; with `across`, of two, only where their parts stand on both sides of that place.

    Quoted is the sentence in which the predicate stands.
    """
    mentions = []
    spots, entries = Spots(plain), danger_entries()
    for n in danger_sieve().candidates(plain):
        entry = entries[n]
        if across is not None and len(entry.parts) == 1:
            continue
        for at in entry.places(spots):
            if across is not None and not at.first <= across < at.last:
                continue
            about = _about(entry, at, plain, around, analyse, helper)
            if about is not About.RESIDENT_OR_HOUSEHOLD and across is None and _stands_alone(entry, plain, around):
                about = _about(entry, at, plain, around, analyse, helper, alone=True) or about
            if about is None:
                continue
            kinds = [entry.kind, *entry.both]
            if about is About.RESIDENT_OR_HOUSEHOLD and _of_a_dependant(entry.kind, plain):
                kinds.append(DangerKind.CHILD_OR_DEPENDANT)
            if entry.also and (entry.also_if is None or entry.also_if.search(plain)):
                kinds += entry.also
            quote = said[across is not None and at.says > across].said
            mentions += [DangerMention(kind, quote, about, entry.id) for kind in kinds]
            break
    return mentions


def _stands_alone(entry: DangerEntry, plain: str, around: tuple[str, str]) -> bool:
    """Whether a sentence amid others states a danger so plainly that it is nobody else's than the speaker's."""
    if rule("context", "told_on").search(plain):
        return False
    wish_to_die = entry.explicit and entry.kind is DangerKind.SELF_HARM
    return any(around) and (entry.outright or wish_to_die or weight(plain).any >= BY_ITSELF)


def _about(
    entry: DangerEntry,
    at: Stretch,
    plain: str,
    around: tuple[str, str],
    analyse: Morphology,
    helper: bool,
    *,
    alone: bool = False,
) -> About | None:
    beside = ("", "") if alone else around  # what follows can still tell that it is over
    if not starts_word(plain, at.start, analyse) or _excused(entry, plain, beside):
        return None
    if solved(entry.kind, f"{plain[at.end :]} {around[1]}"):
        return None
    if entry.own and of_something_else(plain, at.start, analyse):
        return None
    place = Place(plain, at, *beside)
    inflicted = entry.kind is DangerKind.VIOLENCE
    meant = standing(place, must_be_done=entry.must_be_done, helper=helper, inflicted=inflicted)
    if meant is Standing.PRESENT or (entry.dreamt and meant is Standing.MEDIA):
        return About.RESIDENT_OR_HOUSEHOLD
    return {Standing.THIRD_PARTY: About.THIRD_PARTY, Standing.MEDIA: About.SCREEN}.get(meant)


def _excused(entry: DangerEntry, plain: str, around: tuple[str, str]) -> bool:
    if entry.need is not None and not entry.need.search(f"{plain} {around[1]} {around[0]}"):
        return True
    wide = f"{around[0]} {plain} {around[1]}"
    if entry.veto.search(wide):
        return True
    return any(excuse.holds(wide if excuse.wide else plain) for excuse in entry.unless)


def _of_a_dependant(kind: DangerKind, plain: str) -> bool:
    """Hunger, violence, illness or cold of a child or of somebody cared for is theirs too."""
    return kind is not DangerKind.SELF_HARM and rule("context", "dependant").search(plain) is not None


def without_idioms(plain: str) -> str:
    """The sentence with its idioms blanked, letter for letter as long as before."""
    for idiom in idioms():
        plain = idiom.pattern.sub(_blanker(idiom.keep), plain)
    return plain


def _blanker(keep: re.Pattern[str] | None) -> Callable[[re.Match[str]], str]:
    return lambda match: match.group() if keep and keep.search(match.group()) else _blank(match)


def _blank(match: re.Match[str]) -> str:
    """Blanks the idiom, or only its part named `blank` ("배고파" stays of "배고파 죽겠네")."""
    start, end = match.span("blank") if "blank" in match.re.groupindex else match.span()
    whole, first = match.group(), match.start()
    return whole[: start - first] + BLANK * (end - start) + whole[end - first :]
