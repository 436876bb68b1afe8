"""What one utterance says: dangers, topics, requests, yes or no. Deterministic, and quick enough for every turn."""

from dataclasses import dataclass
from enum import StrEnum

from anbu.domain.counselling.record import DangerKind, Topic, TopicState


class Polarity(StrEnum):
    """How an utterance answers the question before it."""

    YES = "yes"
    NO = "no"
    UNCLEAR = "unclear"


class About(StrEnum):
    """Whom a danger threatens."""

    RESIDENT_OR_HOUSEHOLD = "resident_or_household"
    THIRD_PARTY = "third_party"
    SCREEN = "screen"
    """Seen or read of: nobody is in danger. Never handed on."""


@dataclass(frozen=True, slots=True)
class DangerMention:
    """A danger that is present, in words letter for letter part of the utterance.

    `entry`: what heard it, one that says it outright if there is one; `agreed`: how many entries heard it,
    one more where it can hardly mean anything else.
    """

    kind: DangerKind
    quote: str
    about: About = About.RESIDENT_OR_HOUSEHOLD
    entry: str = ""
    agreed: int = 1


@dataclass(frozen=True, slots=True)
class TopicMention:
    """What was said about one topic. `sign` is less than a problem: worth watching."""

    topic: Topic
    state: TopicState
    finding: str
    quote: str
    sign: bool = False
    corrects: bool = False


@dataclass(frozen=True, slots=True)
class RequestMention:
    """Something that the resident asks for."""

    finding: str
    quote: str


@dataclass(frozen=True, slots=True)
class Heard:
    """Everything that one utterance of the resident's side says."""

    dangers: tuple[DangerMention, ...] = ()
    topics: tuple[TopicMention, ...] = ()
    requests: tuple[RequestMention, ...] = ()
    polarity: Polarity = Polarity.UNCLEAR
    taken_back: frozenset[DangerKind] = frozenset()
    """Dangers that were said before and are said here to have been a mistake."""
    instructs: bool = False
    """The utterance tries to tell a machine what to write: such sentences count for danger only."""
