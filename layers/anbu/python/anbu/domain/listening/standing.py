"""When, whether and to whom: what must be known of a danger before it is one (contract 4)."""

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from anbu.domain.listening.negation import denied, rule
from anbu.domain.listening.pattern import final_of

NIEUN, RIEUL = 4, 8


class Standing(StrEnum):
    """How a dangerous sentence is meant."""

    PRESENT = "present"
    DENIED = "denied"
    OVER = "over"
    UNREAL = "unreal"
    MEDIA = "media"
    THIRD_PARTY = "third_party"


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a sentence something stands, and what the same speaker said next to it."""

    plain: str
    start: int
    end: int
    before: str = ""
    after: str = ""


def standing(place: Place, *, must_be_done: bool, helper: bool, inflicted: bool = False) -> Standing:
    """How the words at this place are meant. In doubt they are meant as said.

    `must_be_done`: what is only announced or feared is not there yet (a power cut). `helper`: somebody else
    speaks for the resident, so "할머니" is the resident and not a neighbour. `inflicted`: somebody does it, so an
    outsider as the subject is whom the resident must fear.
    """
    if denied(place.plain, place.start, place.end) or rule("context", "denied_word").search(place.after):
        return Standing.DENIED
    if _in_media(place):
        return Standing.MEDIA
    if _of_others(place, helper) and (not inflicted or rule("context", "suffered_by_others").search(place.plain)):
        return Standing.THIRD_PARTY
    if _unreal(place, must_be_done):
        return Standing.UNREAL
    if _over(place):
        return Standing.OVER
    return Standing.PRESENT


def _unreal(place: Place, must_be_done: bool) -> bool:
    tail = place.plain[place.end :]
    if rule("context", "unreal").search(tail) or rule("context", "hypothetical").search(place.plain[: place.start]):
        return True
    if not must_be_done:
        return False
    last = final_of(place.plain[place.end - 1])
    if last in (NIEUN, RIEUL) and rule("context", "unreal_after_n_or_l").search(tail):
        return True
    return bool(rule("context", "unreal_done").search(tail))


def _over(place: Place) -> bool:
    whole = f"{place.plain} {place.after}"
    if rule("context", "over").search(whole[place.end :]):
        return True
    if rule("context", "goes_on").search(place.plain):
        return False
    return bool(rule("context", "past").search(f"{place.before} {place.plain[: place.end]}"))


def _in_media(place: Place) -> bool:
    if rule("context", "dream").search(place.plain[: place.end]):
        return True
    found = rule("context", "media").search(place.plain[: place.end])
    before = found is None and rule("context", "media").search(place.before)
    if before:
        return not rule("context", "mine").search(place.plain)
    return bool(found) and not rule("context", "mine").search(place.plain[found.end() : place.end])  # type: ignore[union-attr]


def _of_others(place: Place, helper: bool) -> bool:
    head = place.plain[: place.end]
    subject = _subject().search(head) or (_subject().search(place.before) if place.before else None)
    if subject is None:
        return False
    if helper and rule("context", "helping").search(head):
        return False
    if rule("context", "mine_of").search(f"{place.before} {place.plain}"):
        return False
    since = head[subject.end() :] if subject.string == head else head
    return not rule("context", "mine").search(since)


@cache
def _subject() -> re.Pattern[str]:
    third, subject = rule("context", "third").pattern, rule("context", "third_subject").pattern
    return re.compile(f"(?<![가-힣])(?:{third}){subject}")
