"""One turn understood by rules: danger in every plausible alternative, the rest in the first that tells."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from anbu.domain.counselling.record import Topic
from anbu.domain.dialogue.dialogue import Dialogue, Step, Who
from anbu.domain.dialogue.interview import Interview
from anbu.domain.dialogue.introduced import introduced
from anbu.domain.dialogue.reading import Reading, Wish
from anbu.domain.dialogue.said import Said
from anbu.domain.dialogue.signals import compact
from anbu.domain.dialogue.wanted import wanted
from anbu.domain.dialogue.when import moment_in
from anbu.domain.dialogue.who_speaks import who_speaks
from anbu.domain.listening.heard import About, DangerMention, Heard, Polarity


@dataclass(frozen=True, slots=True)
class Listener:
    """Words, the question before them, the topic asked about, whether somebody reports of the resident → what they say
    (`anbu.domain.listening`): all of it, or danger alone."""

    hear: Callable[[str, str, Topic | None, bool], Heard]
    danger: Callable[[str, str, Topic | None, bool], tuple[DangerMention, ...]]


_KEYS = {"1": "yes", "2": "no", "0": "person", "*": "again", "3": "again", "9": "later"}
_FINE = re.compile("괜찮|없")
_UNSURE = 0.35
_WHO_IS_ASKED = frozenset({Step.IDENTITY, Step.FETCH, Step.FETCHED})
_TIMELESS = frozenset({Step.QUESTION, Step.FOLLOW_UP, Step.UNKNOWN_CALLER, Step.OFFER, Step.ENDED})
_ASKS = re.compile(
    r"\?\s*$|(나요|까요|[은는인던한된난긴린]가요|습니까|[ㅂ봅합됩입립]니까|[는은인능]교|우꽈|수과|당가요?|냐고요|느냐|는데요\?)\s*$"
)


def read(
    said: Said,
    dialogue: Dialogue,
    now: datetime,
    interview: Interview,
    listener: Listener,
    name: str = "",
) -> Reading:
    """Understands one turn.

    `name` is the person's: whoever says it of themself is them, and whoever says another is not.
    """
    if said.silent:
        return Reading(silent=True)
    if said.keys:
        return _read_keys(said.keys, dialogue)
    question = interview.questions.get(dialogue.question) if dialogue.step is Step.QUESTION else None
    asked = question.about if question else None
    asking = question.text if question else ""
    text, signals = _best(said, interview)
    words = compact(text)
    heard = listener.hear(text, asking, asked, dialogue.who is Who.OTHER)
    reading = Reading(
        signals=signals,
        heard=heard if heard.polarity is not Polarity.UNCLEAR else replace(heard, polarity=_polarity(text, signals)),
        yes=bool(signals & {"yes", "after_all"}),
        no="no" in signals and "after_all" not in signals,
        asks=_ASKS.search(text) is not None,
        noise="noise" in signals or _unsure(said, signals, heard),
        words=words.replace("?", ""),
        heard_as=next((n for n, other in enumerate(said.alternatives) if other.text.strip() == text), 0),
    )
    if dialogue.step in _WHO_IS_ASKED and signals != {"greeting"}:
        reading = replace(reading, introduced=introduced(words, name))
    reading = replace(reading, who=who_speaks(reading, dialogue))
    named = moment_in(text, now) if dialogue.step not in _TIMELESS or Wish.LATER in signals else None
    wish = wanted(reading, dialogue, question.topic if question else "", named)
    of_time = wish is Wish.LATER or dialogue.step is Step.LATER_WHEN
    dangers = _dangers(said, reading, dialogue, text, lambda words, told: listener.danger(words, asking, asked, told))
    return replace(
        reading,
        wish=wish,
        call_back_at=named.at if named and of_time else None,
        dangers=dangers,
        heard_as=_alternative_with(dangers, said, reading.heard_as),
    )


def _read_keys(keys: str, dialogue: Dialogue) -> Reading:
    meaning = _KEYS.get(keys[-1], "")
    wish = Wish(meaning) if meaning in set(Wish) else None
    polarity = {"yes": Polarity.YES, "no": Polarity.NO}.get(meaning, Polarity.UNCLEAR)
    here = {"yes": Who.SELF, "no": Who.OTHER} if dialogue.step is Step.IDENTITY else {}
    signals = frozenset({"keys", "not_self"} if meaning == "no" else {"keys"})
    return Reading(
        signals,
        here.get(meaning, Who.UNKNOWN),
        wish,
        heard=Heard(polarity=polarity),
        yes=meaning == "yes",
        no=meaning == "no",
        noise=not meaning,
    )


def _best(said: Said, interview: Interview) -> tuple[str, frozenset[str]]:
    """The first plausible reading that tells anything, and its signals."""
    readings = said.plausible
    found = []
    for reading in readings:
        signals = interview.signals.found(reading)
        if signals - {"noise"}:
            return reading, signals
        found.append(signals)
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


def _alternative_with(dangers: tuple[DangerMention, ...], said: Said, otherwise: int) -> int:
    """The alternative that holds the danger: the record must be able to quote it."""
    holds = (n for n, other in enumerate(said.alternatives) if dangers and dangers[0].quote in other.text)
    return next(holds, otherwise)


def _dangers(
    said: Said,
    reading: Reading,
    dialogue: Dialogue,
    best: str,
    danger_in: Callable[[str, bool], tuple[DangerMention, ...]],
) -> tuple[DangerMention, ...]:
    """Danger in any plausible alternative. What another person reports of the resident counts (contract 4); whoever is
    not known to be the resident may be reporting."""
    if reading.who is Who.MACHINE:
        return ()
    reported, themself = Who.OTHER in {dialogue.who, reading.who}, Who.SELF in {dialogue.who, reading.who}
    known = reported == (dialogue.who is Who.OTHER)
    found: dict[str, DangerMention] = {}
    for text in said.plausible:
        heard = reading.heard.dangers if text == best and known else danger_in(text, reported)
        for danger in heard:
            if not themself or danger.about is About.RESIDENT_OR_HOUSEHOLD:
                found.setdefault(danger.kind, danger)
    return tuple(found.values())
