"""When, whether and to whom: what must be known of a danger before it is one (contract 4)."""

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from anbu.domain.listening.negation import denied, rule
from anbu.domain.listening.pattern import final_of
from anbu.domain.listening.places import Stretch

NIEUN, RIEUL = 4, 8

AFTERTHOUGHT = 12
"""How many letters of the next sentence may put what was said into the past ("때렸어요, 우리 어릴 적에")."""


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
    at: Stretch
    before: str = ""
    after: str = ""

    @property
    def start(self) -> int:
        """Where the danger begins."""
        return self.at.start

    @property
    def end(self) -> int:
        """Where its predicate ends."""
        return self.at.end


def standing(place: Place, *, must_be_done: bool, helper: bool, inflicted: bool = False) -> Standing:
    """How the words at this place are meant. In doubt they are meant as said.

    `must_be_done`: what is only announced or feared is not there yet (a power cut). `helper`: somebody else
    speaks for the resident, so "할머니" is the resident and not a neighbour. `inflicted`: somebody does it, so an
    outsider as the subject is whom the resident must fear.
    """
    if _denied(place):
        return Standing.DENIED
    if _in_media(place):
        return Standing.MEDIA
    if _third_party(place, helper=helper, inflicted=inflicted):
        return Standing.THIRD_PARTY
    if _unreal(place, must_be_done):
        return Standing.UNREAL
    return Standing.OVER if _over(place) else Standing.PRESENT


def _denied(place: Place) -> bool:
    if denied(place.plain, place.at.says, place.end) or rule("context", "denied_word").search(place.after):
        return True
    if rule("context", "denied_tail").search(place.plain[place.end :]) is not None:
        return True
    who_would = rule("context", "who_would").search(place.plain) is not None
    if who_would and rule("context", "just_denied").search(place.before):
        return True
    echo = rule("context", "echo").search(place.plain[place.end :])
    if echo is None:
        return False
    return rule("context", "echo_denied").search(f"{place.plain[place.end + echo.end() :]}{place.after}") is not None


def _third_party(place: Place, *, helper: bool, inflicted: bool) -> bool:
    if not inflicted and _somebody_like_that(place):
        return True
    if _of_others(place, helper) and (not inflicted or rule("context", "suffered_by_others").search(place.plain)):
        return True
    at_work = rule("context", "at_work").search(f"{place.before} {place.plain[: place.end]}")
    return not helper and (_hearsay(place) or at_work is not None)


def _unreal(place: Place, must_be_done: bool) -> bool:
    tail = place.plain[place.end :]
    if rule("context", "asks_what_if").search(tail) and "면" in place.plain[: place.end + 3]:
        return True
    if rule("context", "unreal").search(tail) or rule("context", "hypothetical").search(place.plain[: place.start]):
        return True
    if not must_be_done:
        return False
    last = final_of(place.plain[place.end - 1])
    if last in (NIEUN, RIEUL) and rule("context", "unreal_after_n_or_l").search(tail):
        return True
    return bool(rule("context", "unreal_done").search(tail))


def _hearsay(place: Place) -> bool:
    """Told of kin or acquaintances elsewhere, at second hand ("조카가 나가야 된대요")."""
    who = rule("context", "kin_elsewhere").search(place.plain[: place.at.says])
    if who is None or not rule("context", "hearsay").search(place.plain[place.end - 1 :]):
        return False
    return not rule("context", "mine").search(place.plain[who.end() : place.end])


def _somebody_like_that(place: Place) -> bool:
    """쫓겨난 사람이, 노숙하는 분들: people to whom it happened, unless the speaker is one of them."""
    if rule("context", "such_people").search(place.plain[place.end :]) is None:
        return False
    return rule("context", "mine").search(f"{place.before} {place.plain}") is None


def _over(place: Place) -> bool:
    whole = f"{place.plain} {place.after}"
    if rule("context", "over").search(whole[place.end :]) or rule("context", "long_ago").search(
        place.plain[place.end :]
    ):
        return True
    if rule("context", "goes_on").search(place.plain):
        return False
    if rule("context", "past_after").search(f"{place.plain[place.end :]} {place.after[:AFTERTHOUGHT]}"):
        return True
    return bool(rule("context", "past").search(f"{place.before} {place.plain[: place.end]}"))


def _in_media(place: Place) -> bool:
    if rule("context", "dream").search(place.plain[: place.end]):
        return True
    if rule("context", "seen_in").search(place.plain[place.end :]):
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
