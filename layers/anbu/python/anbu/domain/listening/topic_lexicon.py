"""The topic and request lexicons as values."""

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from anbu.domain.counselling.record import DangerKind, Topic, TopicState
from anbu.domain.listening.pattern import expand
from anbu.domain.listening.plain_speech import words
from anbu.domain.listening.sieve import Sieve
from anbu.domain.listening.tables import table


@dataclass(frozen=True, slots=True)
class TopicEntry:
    """One way of telling about a topic. `sign`: less than a problem. `danger`: whose vetoes hold here too."""

    id: str
    topic: Topic
    state: TopicState
    say: str
    pattern: re.Pattern[str]
    unless: re.Pattern[str] | None
    although: re.Pattern[str] | None
    sign: bool
    danger: DangerKind | None


def _compiled(pattern: str | None) -> re.Pattern[str] | None:
    return re.compile(expand(pattern, words())) if pattern else None


def _entry(entry: dict[str, Any]) -> TopicEntry:
    return TopicEntry(
        id=f"{entry['topic']}.{entry['id']}",
        topic=Topic(entry["topic"]),
        state=entry.get("state", "problem"),
        say=entry["say"],
        pattern=re.compile(expand(entry["pattern"], words())),
        unless=_compiled(entry.get("unless")),
        although=_compiled(entry.get("although")),
        sign=entry.get("sign", False),
        danger=DangerKind(entry["danger"]) if "danger" in entry else None,
    )


@cache
def topic_entries() -> tuple[TopicEntry, ...]:
    """Every entry of `topics.toml`, in its order."""
    return tuple(_entry(entry) for entry in table("topics.toml")["entry"])


@cache
def request_rule(name: str) -> re.Pattern[str]:
    """A pattern of `topics_requests.toml`."""
    return re.compile(expand(table("topics_requests.toml")[name], words()))


@cache
def request_subjects() -> tuple[tuple[re.Pattern[str], str], ...]:
    """What can be asked for, and what the caseworker reads."""
    return tuple(
        (re.compile(expand(subject["pattern"], words())), subject["say"])
        for subject in table("topics_requests.toml")["subject"]
    )


@cache
def topic_sieve() -> Sieve:
    """Tells by the letters of a sentence which of the entries can be said in it."""
    return Sieve([(entry.pattern,) for entry in topic_entries()])
