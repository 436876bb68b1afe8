"""Finds the seven dangers in one utterance, by the lexicons and the grammar around them."""

import re
from collections.abc import Callable

from anbu.domain.counselling.record import DangerKind
from anbu.domain.listening.danger_lexicon import DangerEntry, danger_entries, idioms
from anbu.domain.listening.heard import About, DangerMention
from anbu.domain.listening.morphology import Morphology, starts_word
from anbu.domain.listening.question import answer_rule
from anbu.domain.listening.sentences import Sentence
from anbu.domain.listening.standing import Place, Standing, standing

BLANK = "＿"


def hear_danger(said: tuple[Sentence, ...], analyse: Morphology, *, helper: bool = False) -> tuple[DangerMention, ...]:
    """Every danger that is present, once a kind and person, in order of the sentences.

    `helper`: the speaker is somebody else on the line who reports of the resident.
    """
    found: dict[tuple[str, str], DangerMention] = {}
    plains = [without_idioms(sentence.plain) for sentence in said]
    for n, sentence in enumerate(said):
        before = plains[n - 1] if n else ""
        after = plains[n + 1] if n + 1 < len(plains) else ""
        for mention in _of_sentence(sentence, plains[n], (before, after), analyse, helper):
            found.setdefault((mention.kind, mention.about), mention)
    return tuple(found.values())


def hear_taken_back(said: tuple[Sentence, ...], analyse: Morphology) -> frozenset[DangerKind]:
    """Which dangers are taken back ("아까 물이 끊겼다고 한 건 착각이에요"). Never self-harm: that is for a person."""
    whole = " ".join(sentence.plain for sentence in said)
    mistaken = answer_rule("correction", "mistaken").search(whole)
    if not mistaken and not answer_rule("correction", "words").search(whole):
        return frozenset()
    allowed = {Standing.DENIED, Standing.OVER, *([Standing.PRESENT, Standing.UNREAL] if mistaken else [])}
    found = set()
    for entry in danger_entries():
        for match in entry.pattern.finditer(whole):
            place = Place(whole, match.start(), match.end())
            meant = standing(place, must_be_done=entry.must_be_done, helper=True)
            if meant in allowed and starts_word(whole, match.start(), analyse):
                found.add(entry.kind)
    return frozenset(found - {DangerKind.SELF_HARM})


def _of_sentence(
    sentence: Sentence, plain: str, around: tuple[str, str], analyse: Morphology, helper: bool
) -> list[DangerMention]:
    mentions = []
    for entry in danger_entries():
        for match in entry.pattern.finditer(plain):
            about = _about(entry, match, plain, around, analyse, helper)
            if about is None:
                continue
            kinds = [entry.kind]
            if entry.also and (entry.also_if is None or entry.also_if.search(plain)):
                kinds += entry.also
            mentions += [DangerMention(kind, sentence.said, about, entry.id) for kind in kinds]
            break
    return mentions


def _about(
    entry: DangerEntry, match: re.Match[str], plain: str, around: tuple[str, str], analyse: Morphology, helper: bool
) -> About | None:
    if not starts_word(plain, match.start(), analyse) or _excused(entry, plain, around):
        return None
    place = Place(plain, match.start(), match.end(), *around)
    inflicted = entry.kind is DangerKind.VIOLENCE
    meant = standing(place, must_be_done=entry.must_be_done, helper=helper, inflicted=inflicted)
    if meant is Standing.PRESENT:
        return About.RESIDENT_OR_HOUSEHOLD
    return About.THIRD_PARTY if meant is Standing.THIRD_PARTY else None


def _excused(entry: DangerEntry, plain: str, around: tuple[str, str]) -> bool:
    if entry.need is not None and not entry.need.search(f"{plain} {around[1]} {around[0]}"):
        return True
    return any(excuse.holds(plain) for excuse in entry.unless)


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
