"""What the agent asked: about which topics, and whether a yes is bad news."""

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from anbu.domain.counselling.record import DangerKind, Topic
from anbu.domain.listening.pattern import expand
from anbu.domain.listening.plain_speech import words
from anbu.domain.listening.tables import table

ANSWERS = "topics_answers.toml"
_WHO = re.compile(r"본인|(?:님|씨)(?:이|이신가|이세)?\s?(?:맞|되시|되세|이신|이세)")
_WITHOUT = re.compile(r"[가-힣]+지\s?않고|[가-힣]+ 없이")
"""거르지 않고 드세요? asks about eating, not about what is left out."""
_ONLY_THERE = re.compile(r"계신가요|계세요|계십니까|나오|본인|맞으")
"""곤란을 겪고 계신가요? asks about the trouble; that someone is there is no good news by itself."""
_SENTENCE = re.compile(r"[^.?!]*[.?!]?")


class Expects(StrEnum):
    """What a yes would mean."""

    TROUBLE = "trouble"
    FINE = "fine"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Question:
    """A question as understood. `lacks`: it asks whether something is *not* there ("어려움은 없으세요?")."""

    text: str
    topics: tuple[Topic, ...]
    expects: Expects
    lacks: bool
    danger: DangerKind | None = None


@cache
def answer_rule(section: str, name: str) -> re.Pattern[str]:
    """A pattern of `topics_answers.toml`, compiled."""
    return re.compile(expand(table(ANSWERS)[section][name], words()))


@cache
def _topic_rules() -> tuple[tuple[Topic, re.Pattern[str]], ...]:
    return tuple(
        (Topic(name), re.compile(expand(pattern, words())))
        for name, pattern in table("topics.toml")["question"].items()
    )


@cache
def _danger_rules() -> tuple[tuple[DangerKind, re.Pattern[str], re.Pattern[str] | None, re.Pattern[str] | None], ...]:
    def optional(pattern: str | None) -> re.Pattern[str] | None:
        return re.compile(expand(pattern, words())) if pattern else None

    return tuple(
        (
            DangerKind(rule["kind"]),
            re.compile(expand(rule["pattern"], words())),
            optional(rule.get("need")),
            optional(rule.get("unless")),
        )
        for rule in table(ANSWERS)["danger_question"]
    )


@cache
def understand(text: str, asked: Topic | None = None) -> Question:
    """What is asked. Acknowledgements before the question do not count; a catch-all asks about no topic."""
    asking = _asking(text)
    topics = (asked,) if asked else tuple(topic for topic, rule in _topic_rules() if rule.search(asking))
    lacks = bool(answer_rule("expects", "lacks").search(asking))
    danger = _danger(asking)
    expects = Expects.TROUBLE if danger else _expects(asking, lacks=lacks)
    return Question(asking, topics, expects, lacks, danger)


def _asking(text: str) -> str:
    pieces = [piece.strip() for piece in _SENTENCE.findall(text) if piece.strip()]
    questions = [piece for piece in pieces if piece.endswith("?")]
    return " ".join(questions or pieces[-1:])


def _expects(asking: str, *, lacks: bool) -> Expects:
    asking = _WITHOUT.sub("", asking)
    trouble, fine = answer_rule("expects", "trouble").search(asking), answer_rule("expects", "fine").search(asking)
    if answer_rule("expects", "open").search(asking) and not (trouble and lacks):
        return Expects.OPEN
    if trouble and fine and not _ONLY_THERE.fullmatch(fine.group()):
        return Expects.TROUBLE if trouble.start() > fine.start() else Expects.FINE
    if trouble:
        return Expects.TROUBLE
    return Expects.FINE if fine else Expects.OPEN


def _danger(asking: str) -> DangerKind | None:
    if _WHO.search(asking):
        return None
    for kind, pattern, need, unless in _danger_rules():
        if pattern.search(asking) and not (unless and unless.search(asking)) and (need is None or need.search(asking)):
            return kind
    return None
