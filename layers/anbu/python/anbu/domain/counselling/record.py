"""The counselling record (contract 4): what was said, with proof, for the caseworker."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal


class Topic(StrEnum):
    """The ten topics of a first counselling. All ten stand in every record."""

    LIVING_COSTS = "living_costs"
    ARREARS = "arrears"
    DEBT = "debt"
    HEALTH = "health"
    EMPLOYMENT = "employment"
    HOUSING = "housing"
    CARE = "care"
    ISOLATION = "isolation"
    MENTAL_HEALTH = "mental_health"
    SAFETY = "safety"


REQUIRED_TOPICS = (Topic.LIVING_COSTS, Topic.ARREARS, Topic.HEALTH, Topic.EMPLOYMENT, Topic.HOUSING, Topic.ISOLATION)
"""`none_stated` needs an answer to each of these (contract 4)."""


class DangerKind(StrEnum):
    """The seven dangers of contract 4: present, and about the resident or the household."""

    SELF_HARM = "self_harm"
    VIOLENCE = "violence"
    NO_FOOD = "no_food"
    MEDICAL_EMERGENCY = "medical_emergency"
    LIFE_UTILITIES = "life_utilities"
    LOSING_HOME = "losing_home"
    CHILD_OR_DEPENDANT = "child_or_dependant"


class Reached(StrEnum):
    """Who answered. `self` only if they confirmed it in words or answered for themself throughout."""

    SELF = "self"
    OTHER_PERSON = "other_person"
    VOICEMAIL = "voicemail"
    NOBODY = "nobody"
    UNCLEAR = "unclear"


class Need(StrEnum):
    """What the talk showed. Unknown is never safe."""

    URGENT = "urgent"
    IN_DEPTH = "in_depth"
    WATCH = "watch"
    NONE_STATED = "none_stated"
    UNKNOWN = "unknown"


class Flag(StrEnum):
    """What a reader of the record must know about how it was made."""

    LOW_CONFIDENCE = "low_confidence"
    UNGROUNDED_DROPPED = "ungrounded_dropped"
    NO_USABLE_TRANSCRIPT = "no_usable_transcript"
    THIRD_PARTY_DANGER = "third_party_danger"
    MODEL_FAILED = "model_failed"
    MODEL_DISAGREED = "model_disagreed"
    REFUSED_MACHINE = "refused_machine"
    SUSPECTED_INSTRUCTION = "suspected_instruction"


TopicState = Literal["problem", "ok", "unknown"]


@dataclass(frozen=True, slots=True)
class Danger:
    """A danger, and the resident's own words for it."""

    kind: DangerKind
    turn: str
    quote: str


@dataclass(frozen=True, slots=True)
class Finding:
    """Something said about a topic, or asked for, with its proof."""

    text: str
    turn: str
    quote: str


@dataclass(frozen=True, slots=True)
class TopicFindings:
    """The state of one topic and what it rests on."""

    state: TopicState
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class SuggestedService:
    """A service that may fit: never a promise."""

    code: str
    reason: str


@dataclass(frozen=True, slots=True)
class CounsellingRecord:
    """What one call came to, as a caseworker reads it. Every quote is letter for letter in the turn that it names."""

    case_id: str
    engine: str
    protocol: str
    reached: Reached
    need: Need
    danger: tuple[Danger, ...]
    topics: dict[Topic, TopicFindings]
    requests: tuple[Finding, ...]
    unanswered: tuple[Topic, ...]
    summary: str
    suggested_services: tuple[SuggestedService, ...] = ()
    flags: tuple[Flag, ...] = ()
    prompt: str = ""
    """Version of the prompt by which a model read the talk; empty where the rules read it alone."""
    version: int = 1
