"""What one turn of the resident means: who they are, what they want of the call, what they told, danger."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum

from anbu.domain.counselling.record import Topic
from anbu.domain.dialogue.dialogue import Dialogue, Step, Who
from anbu.domain.dialogue.interview import Interview
from anbu.domain.dialogue.said import Said
from anbu.domain.dialogue.signals import compact
from anbu.domain.dialogue.when import moment_in
from anbu.domain.listening.heard import About, DangerMention, Heard, Polarity

Listen = Callable[[str, str, Topic | None, bool], Heard]
"""Words, the question before them, the topic asked about, whether somebody reports of the resident → what they say
(`anbu.domain.listening`)."""


class Wish(StrEnum):
    """What people want of the call itself, at any time. In the order in which they are honoured."""

    PERSON = "person"
    STAFF_CALL = "staff_call"
    STOP = "stop"
    LATER = "later"
    SCAM = "scam"
    LOUDER = "louder"
    SLOWER = "slower"
    AGAIN = "again"
    WHO = "who"
    WHAT = "what"
    HOW_LONG = "how_long"


@dataclass(frozen=True, slots=True)
class Reading:
    """One turn, understood by rules."""

    signals: frozenset[str] = frozenset()
    who: Who = Who.UNKNOWN
    """Whom these words show to be on the line; `UNKNOWN` if they do not tell."""
    wish: Wish | None = None
    call_back_at: datetime | None = None
    dangers: tuple[DangerMention, ...] = ()
    heard: Heard = field(default_factory=Heard)
    yes: bool = False
    no: bool = False
    silent: bool = False
    noise: bool = False
    words: str = ""
    """Without blanks and punctuation."""
    heard_as: int = 0
    """Which of the alternatives was taken for what was said."""


_KEYS = {"1": "yes", "2": "no", "0": "person", "*": "again", "3": "again", "9": "later"}
_FINE = re.compile("괜찮|없")
_SHORT = 20
_MONOLOGUE = 30
_UNSURE = 0.35
_OPEN_STEPS = frozenset({Step.IDENTITY, Step.FETCH, Step.CONSENT, Step.CONFIRM_STOP, Step.LATER_WHEN, Step.WHO_CALLS})
_TELLING = frozenset(
    {"self", "yes_at_identity", "not_self", "relative", "absent", "wrong_number", "machine", "dead", "moved"}
    | {"in_hospital", "comes", "who", "what", "again"}
)
_NAMED_STAFF = re.compile("직원|상담|담당|공무원|복지사|기계|로봇|바꿔|바까|연결")


def read(
    said: Said, dialogue: Dialogue, now: datetime, interview: Interview, listen: Listen, name: Callable[[], str] = str
) -> Reading:
    """Understands one turn. Danger is looked for in every plausible alternative, the rest in the first that tells.

    `name` gives the person's; it is asked for only where who is there is the question and nothing else tells:
    whoever says it of themself is them.
    """
    if said.silent:
        return Reading(silent=True)
    if said.keys:
        return _read_keys(said.keys)
    question = interview.questions.get(dialogue.question) if dialogue.step is Step.QUESTION else None
    asked = question.about if question else None
    asking = question.text if question else ""
    text, signals = _best(said, interview)
    if dialogue.step in {Step.IDENTITY, Step.FETCH} and not signals & _TELLING and _says(name(), text):
        signals |= {"named"}
    heard = listen(text, asking, asked, dialogue.who is Who.OTHER)
    reading = Reading(
        signals=signals,
        heard=heard if heard.polarity is not Polarity.UNCLEAR else replace(heard, polarity=_polarity(text, signals)),
        yes="yes" in signals,
        no="no" in signals,
        noise="noise" in signals or _unsure(said, signals, heard),
        words=compact(text),
        heard_as=next((n for n, other in enumerate(said.alternatives) if other.text.strip() == text), 0),
    )
    reading = replace(reading, who=_who(reading, dialogue))
    wish = _wish(reading, dialogue, question.topic if question else "")
    named = moment_in(text, now) if wish is Wish.LATER or dialogue.step is Step.LATER_WHEN else None
    dangers = _dangers(said, reading, dialogue, text, lambda words, told: listen(words, asking, asked, told))
    return replace(
        reading,
        wish=wish,
        call_back_at=named.at if named else None,
        dangers=dangers,
        heard_as=_alternative_with(dangers, said, reading.heard_as),
    )


def _says(name: str, text: str) -> bool:
    return bool(name) and compact(name) in compact(text)


def is_monologue(reading: Reading) -> bool:
    """Long talk from which neither a person nor a wish could be told."""
    return len(reading.words) >= _SHORT and reading.who is Who.UNKNOWN and reading.wish is None


def _read_keys(keys: str) -> Reading:
    meaning = _KEYS.get(keys[-1], "")
    wish = Wish(meaning) if meaning in set(Wish) else None
    polarity = {"yes": Polarity.YES, "no": Polarity.NO}.get(meaning, Polarity.UNCLEAR)
    who = Who.SELF if meaning == "yes" else Who.UNKNOWN
    signals = frozenset({"keys", "not_self"} if meaning == "no" else {"keys"})
    return Reading(
        signals, who, wish, heard=Heard(polarity=polarity), yes=meaning == "yes", no=meaning == "no", noise=not meaning
    )


def _best(said: Said, interview: Interview) -> tuple[str, frozenset[str]]:
    """The first plausible reading that tells anything, and its signals."""
    readings = said.plausible
    found = [interview.signals.found(reading) for reading in readings]
    for reading, signals in zip(readings, found, strict=True):
        if signals - {"noise"}:
            return reading, signals
    return readings[0], found[0]


def _polarity(text: str, signals: frozenset[str]) -> Polarity:
    """Yes or no by the first word, where the listener cannot tell."""
    if "no" in signals:
        return Polarity.NO
    return Polarity.YES if "yes" in signals and not _FINE.search(compact(text)) else Polarity.UNCLEAR


def _unsure(said: Said, signals: frozenset[str], heard: Heard) -> bool:
    """Recognition itself doubts the words, and nothing in them makes sense."""
    confidence = said.confidence
    return confidence is not None and confidence < _UNSURE and not (signals or heard.topics or heard.dangers)


def _who(reading: Reading, dialogue: Dialogue) -> Who:  # noqa: PLR0911 - one line a rule, in their order
    signals = reading.signals
    if dialogue.who is Who.SELF or dialogue.step in {Step.UNKNOWN_CALLER, Step.OFFER}:
        return Who.UNKNOWN
    if "machine" in signals and "self" not in signals:
        return Who.MACHINE
    named = "named" in signals and not signals & {"who", "what", "scam"}
    own = ("self" in signals or named) and not signals & {"not_self", "relative"}
    if "wrong_number" in signals:
        return Who.WRONG
    if (named or not own) and signals & {"dead", "moved", "in_hospital", "relative", "absent", "comes"}:
        return Who.OTHER
    if own:
        return Who.SELF
    if dialogue.step is Step.IDENTITY and "yes_at_identity" in signals and not signals & {"again", "not_self"}:
        return Who.SELF
    if "not_self" in signals and not signals & {"who", "what", "again", "scam"}:
        return Who.OTHER
    return Who.UNKNOWN


def _wish(reading: Reading, dialogue: Dialogue, topic: str) -> Wish | None:
    found = {wish for wish in Wish if wish in reading.signals and _meant(wish, reading, dialogue, topic)}
    if len(reading.words) > _MONOLOGUE and dialogue.who is Who.UNKNOWN:
        found.discard(Wish.STOP)  # songs and recordings say anything; a refusal is short
    elif "refuse" in reading.signals and dialogue.step in _OPEN_STEPS:
        found.add(Wish.STOP)
    if reading.who is Who.MACHINE:
        return None
    return next((wish for wish in Wish if wish in found), None)


def _meant(wish: Wish, reading: Reading, dialogue: Dialogue, topic: str) -> bool:
    """Whether a wish can be meant as an answer to what was asked: «내일 오후요» is a wish or a preference."""
    answering = dialogue.step in {Step.QUESTION, Step.FOLLOW_UP, Step.UNKNOWN_CALLER, Step.OFFER}
    if wish is Wish.PERSON:
        lonely = topic in {Topic.ISOLATION, "contact", "requests"} and not _NAMED_STAFF.search(reading.words)
        later = topic == "contact" and not re.search("바꿔|바까|연결", reading.words)
        return not (lonely or later)
    if wish is Wish.STAFF_CALL:
        return topic not in {"contact", "requests"}
    if wish is Wish.LATER and answering:
        return "later_firm" in reading.signals and topic not in {"contact", "requests"}
    if wish in {Wish.WHO, Wish.WHAT, Wish.AGAIN, Wish.SCAM, Wish.HOW_LONG} and answering:
        return len(reading.words) <= _SHORT
    return True


def _alternative_with(dangers: tuple[DangerMention, ...], said: Said, otherwise: int) -> int:
    """The alternative that holds the danger: the record must be able to quote it."""
    holds = (n for n, other in enumerate(said.alternatives) if dangers and dangers[0].quote in other.text)
    return next(holds, otherwise)


def _dangers(
    said: Said, reading: Reading, dialogue: Dialogue, best: str, listen: Callable[[str, bool], Heard]
) -> tuple[DangerMention, ...]:
    """Danger in any plausible alternative. What another person reports of the resident counts (contract 4)."""
    if reading.who is Who.MACHINE:
        return ()
    reported = Who.OTHER in {dialogue.who, reading.who}
    known = reported == (dialogue.who is Who.OTHER)
    found: dict[str, DangerMention] = {}
    for text in said.plausible:
        heard = reading.heard if text == best and known else listen(text, reported)
        for danger in heard.dangers:
            if reported or danger.about is About.RESIDENT_OR_HOUSEHOLD:
                found.setdefault(danger.kind, danger)
    return tuple(found.values())
