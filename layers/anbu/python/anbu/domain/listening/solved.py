"""What, said after a danger, tells that it is over, in the words of its kind ("어제 다시 들어왔어요")."""

import re
from functools import cache

from anbu.domain.counselling.record import DangerKind
from anbu.domain.listening.negation import rule
from anbu.domain.listening.pattern import compiled, expand
from anbu.domain.listening.plain_speech import words
from anbu.domain.listening.tables import table


def solved(kind: DangerKind, after: str) -> bool:
    """Whether what follows says so, and does not say that it goes on."""
    words_of_it = _words(kind)
    if words_of_it is None or words_of_it.search(after) is None:
        return False
    return rule("context", "goes_on_after").search(after) is None


@cache
def _words(kind: DangerKind) -> re.Pattern[str] | None:
    pattern = table("danger_context.toml")["solved"].get(kind.value)
    return compiled(expand(pattern, words())) if pattern else None
