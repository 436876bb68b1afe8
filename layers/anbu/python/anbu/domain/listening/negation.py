"""Is what was said denied? Counts negations up to the end of the clause: an even number is none."""

import re
from functools import cache

from anbu.domain.listening.pattern import expand
from anbu.domain.listening.plain_speech import words
from anbu.domain.listening.tables import table

REACH = 28
"""How many letters behind the words a negation still belongs to them."""


@cache
def rule(section: str, name: str) -> re.Pattern[str]:
    """A pattern of `danger_context.toml`, compiled."""
    return re.compile(expand(table("danger_context.toml")[section][name], words()))


def denied(plain: str, start: int, end: int) -> bool:
    """Whether the words at `plain[start:end]` are denied by what stands around them in their clause.

    "죽고 싶지 않은 건 아니에요" is not a denial, and neither is a negation of the next clause
    ("전기가 끊겼는데 돈이 없어요").
    """
    if rule("negation", "echoed").search(plain[:start]):
        return True
    count = len(rule("negation", "before").findall(plain[:start]))
    tail = plain[end : end + REACH]
    if any(stop.end() == end - start for stop in rule("negation", "boundary").finditer(plain[start : end + 1])):
        return count % 2 == 1  # the words close their clause themselves ("고꾸라지더니 말을 못 해요")
    asks_who = tail.startswith("겠") and rule("negation", "asks_who").search(plain[:start])
    if asks_who or rule("negation", "never").search(tail):
        return True
    stop = rule("negation", "boundary").search(tail)
    clause = tail[: stop.start()] if stop else tail
    since = 0
    for negator in rule("negation", "negator").finditer(clause):
        if _denies(negator, clause, since, plain[start:end]):
            count, since = count + 1, negator.end()
    return count % 2 == 1


def _denies(negator: re.Match[str], clause: str, since: int, words: str) -> bool:
    """않다 and 아니다 deny what stands before them; 없다, 안 and 못 only what they follow at once.

    What does not stop or ease ("경련이 멈추지 않아요") is not denied.
    """
    between, behind = clause[since : negator.start()], clause[negator.end() :].lstrip()
    if rule("negation", "lasting").search(words + between):
        return False
    if rule("negation", "rhetorical").match(behind) or (words + between).rstrip().endswith("밖에"):
        return False
    if rule("negation", "always").match(negator.group()):
        return True
    return bool(rule("negation", "filler").match(between))
