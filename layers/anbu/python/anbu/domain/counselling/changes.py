"""What changed since the last round, in a caseworker's words."""

from anbu.domain.counselling.record import CounsellingRecord, Topic
from anbu.domain.counselling.summarise import DANGER_NAMES, TOPIC_NAMES


def changes_since(before: CounsellingRecord, now: CounsellingRecord) -> tuple[str, ...]:
    """One short sentence a change: dangers first, then topics. Nothing is said of a topic unknown in either."""
    then, here = {one.kind for one in before.danger}, {one.kind for one in now.danger}
    new = [f"새로 확인된 위험: {DANGER_NAMES[kind]}" for kind in DANGER_NAMES if kind in here - then]
    gone = [
        f"이번에는 말씀하지 않은 위험: {DANGER_NAMES[kind]} (없어졌는지 확인 필요)"
        for kind in DANGER_NAMES
        if kind in then - here
    ]
    return (*new, *gone, *(line for topic in Topic if (line := _topic(before, now, topic))))


def _topic(before: CounsellingRecord, now: CounsellingRecord, topic: Topic) -> str | None:
    was, is_now = before.topics[topic].state, now.topics[topic].state
    if (was, is_now) == ("ok", "problem"):
        return f"새로 생긴 어려움: {TOPIC_NAMES[topic]}"
    if (was, is_now) == ("problem", "ok"):
        return f"나아졌다고 함: {TOPIC_NAMES[topic]}"
    if (was, is_now) == ("problem", "problem"):
        return f"지난번과 같이 어려움: {TOPIC_NAMES[topic]}"
    return None
