"""What has changed since the last time somebody was asked after: worse, silent for the first time, a new topic."""

from enum import StrEnum

from anbu.domain.cases.case import Case
from anbu.domain.counselling.record import CounsellingRecord, Need, Topic

_LOUDNESS = (Need.NONE_STATED, Need.UNKNOWN, Need.WATCH, Need.IN_DEPTH, Need.URGENT)


class Change(StrEnum):
    """Kinds of change that raise a case."""

    WORSE = "worse"
    FIRST_SILENCE = "first_silence"
    """Was reached the last time, and could not be now."""
    NEW_TOPIC = "new_topic"


def changes_since(
    before: Case, record_before: CounsellingRecord | None, now: Case, record_now: CounsellingRecord | None
) -> tuple[Change, ...]:
    """What is different from the call before. Only ever raises: an improvement is for people to see."""
    found = []
    if now.danger or (now.reached_self and _LOUDNESS.index(now.need) > _LOUDNESS.index(before.need)):
        found.append(Change.WORSE)
    if before.reached_self and not now.reached_self:
        found.append(Change.FIRST_SILENCE)
    if record_now is not None and record_before is not None and problems(record_now) - problems(record_before):
        found.append(Change.NEW_TOPIC)
    return tuple(found)


def problems(record: CounsellingRecord) -> set[Topic]:
    """The topics in which a problem was stated."""
    return {topic for topic, found in record.topics.items() if found.state == "problem"}
