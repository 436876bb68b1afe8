"""The interview as values: approved text, questions, limits (`data/interview.toml`)."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from anbu.domain.counselling.record import REQUIRED_TOPICS, Topic
from anbu.domain.dialogue.scales import Scale
from anbu.domain.dialogue.signals import Signals


@dataclass(frozen=True, slots=True)
class Question:
    """One approved question. `topic` as in contract 3."""

    id: str
    topic: str
    text: str
    common: bool = False
    categories: frozenset[str] = frozenset()

    @property
    def about(self) -> Topic | None:
        """The topic of contract 4, if it is one."""
        return Topic(self.topic) if self.topic in set(Topic) else None

    @property
    def required(self) -> bool:
        """Whether a call without it is not complete."""
        return self.about in REQUIRED_TOPICS


@dataclass(frozen=True, slots=True)
class Limits:
    """What bounds a call."""

    longest: timedelta
    wind_down: timedelta
    close: timedelta
    re_asks: int
    repeats: int
    follow_ups: int
    offers: int


@dataclass(frozen=True, slots=True)
class Interview:
    """Everything that may be asked and said, and the lexicon by which the resident's wishes are understood."""

    version: str
    protocol: str
    texts: Mapping[str, str]
    questions: Mapping[str, Question]
    limits: Limits
    categories: Mapping[str, str]
    """Indicator code → category: which indicators bring which question forward."""
    signals: Signals
    scale: Scale | None = None

    def with_scale(self, scale: Scale) -> "Interview":
        """The same interview, with the items of this scale in place of the common question about isolation."""
        questions = dict(self.questions)
        common = questions.pop("isolation")
        for n, item in enumerate(scale.items, 1):
            questions[f"scale_{n}"] = Question(
                f"scale_{n}", Topic.ISOLATION, item, common=True, categories=common.categories
            )
        return replace(self, questions=questions, scale=scale)

    def plan(self, indicators: tuple[str, ...], covered: tuple[Topic, ...]) -> tuple[str, ...]:
        """Questions to ask, in order: those that the indicators point at, the other common ones, requests, contact."""
        known = [self.categories.get(code, code) for code in indicators]
        asked = [
            q for q in self.questions.values() if q.about not in covered and (q.common or q.categories & set(known))
        ]
        topics = [q for q in asked if q.about is not None]
        topics.sort(key=lambda q: min((known.index(c) for c in q.categories if c in known), default=len(known)))
        return tuple(q.id for q in topics) + tuple(q.id for q in asked if q.about is None)


def interview_from(table: Mapping[str, Any], categories: Mapping[str, str], signals: Signals) -> Interview:
    """Reads the approved text.

    Raises:
        KeyError: a text, question or limit is missing: a fault of the build.
    """
    limits = table["limits"]
    return Interview(
        version=table["version"],
        protocol=table["protocol"],
        texts=dict(table["texts"]),
        questions={
            entry["id"]: Question(
                entry["id"],
                entry["topic"],
                entry["text"],
                entry.get("common", False),
                frozenset(entry.get("categories", ())),
            )
            for entry in table["question"]
        },
        limits=Limits(
            timedelta(minutes=limits["minutes"]),
            timedelta(minutes=limits["wind_down_minutes"]),
            timedelta(minutes=limits["close_minutes"]),
            limits["re_asks"],
            limits["repeats"],
            limits["follow_ups"],
            limits["offers"],
        ),
        categories=categories,
        signals=signals,
    )
