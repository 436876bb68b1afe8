"""Open questions, and the answers to them that tell of a danger (`topics_answers.toml`)."""

import re
from dataclasses import dataclass
from functools import cache

from anbu.domain.counselling.record import DangerKind
from anbu.domain.listening.pattern import compiled, expand
from anbu.domain.listening.plain_speech import words
from anbu.domain.listening.question import ANSWERS
from anbu.domain.listening.tables import table


@dataclass(frozen=True, slots=True)
class DangerAnswer:
    """A question and what, in answer to it, is a danger."""

    kind: DangerKind
    question: re.Pattern[str]
    answer: re.Pattern[str]
    unless: re.Pattern[str] | None

    def excused(self, plain: str) -> bool:
        """Whether the answer says that it is none."""
        return self.unless is not None and self.unless.search(plain) is not None


@cache
def danger_answers() -> tuple[DangerAnswer, ...]:
    """All of them."""
    return tuple(
        DangerAnswer(
            DangerKind(rule["kind"]),
            compiled(expand(rule["question"], words())),
            compiled(expand(rule["answer"], words())),
            compiled(expand(rule["unless"], words())) if "unless" in rule else None,
        )
        for rule in table(ANSWERS)["danger_answer"]
    )
