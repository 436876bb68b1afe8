"""The story of a case in Korean (`anbu why`): sentences as data, filled from codes and numbers only."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from anbu.domain.cases.case import StoryEntry

_ATTEMPT = re.compile(r"^c[a-z0-9]+-(?P<kind>call|notice|ring_back)-(?P<n>\d+):(?P<what>[a-z_]+)(?::(?P<word>\w+))?$")
_CHANGED = re.compile(r"^changed:(?P<words>[a-z_]+(?:\+[a-z_]+)*)$")
_NUMBERED = re.compile(r"^(?P<what>decision|check|staff_call|visit)-(?P<n>\d+):(?P<word>\w+)$")


@dataclass(frozen=True, slots=True)
class StoryWords:
    """The sentences of `data/story.toml`, and the names of closing reasons."""

    rules: Mapping[str, str]
    events: Mapping[str, str]
    kinds: Mapping[str, str]
    words: Mapping[str, str]
    states: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Told:
    """One step as a person reads it."""

    at: datetime
    sentence: str
    """Why: the rule that took the step."""
    event: str
    """What had happened, in Korean; empty where the rule says it all."""
    rule: str
    state: str
    state_name: str
    due_at: datetime | None
    by: str


def tell(entry: StoryEntry, words: StoryWords) -> Told:
    """One line of the story. A rule without a sentence is told by its code: never left out."""
    return Told(
        entry.at,
        words.rules.get(entry.rule, f"규칙 {entry.rule}"),
        event_sentence(entry.event, words),
        entry.rule,
        entry.state,
        words.states[entry.state],
        entry.due_at,
        entry.by,
    )


def event_sentence(event: str, words: StoryWords) -> str:
    """What happened, as a sentence; empty for events that say nothing to a person."""
    found = _NUMBERED.match(event)
    if found:
        return words.events[found["what"]].format(n=found["n"], word=words.words.get(found["word"], found["word"]))
    found = _CHANGED.match(event)
    if found:
        named = (words.words.get(word, word) for word in found["words"].split("+"))
        return words.events["changed"].format(word=", ".join(named))
    found = _ATTEMPT.match(event)
    if not found:
        return ""
    what, word = found["what"], found["word"] or ""
    if what not in words.events:
        what, word = "outcome", what
    return words.events[what].format(kind=words.kinds[found["kind"]], n=found["n"], word=words.words.get(word, word))
