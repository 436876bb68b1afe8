"""What the talk showed (contract 4): unknown is never safe."""

from collections.abc import Mapping, Sequence

from anbu.domain.counselling.record import (
    REQUIRED_TOPICS,
    Danger,
    Finding,
    Need,
    Reached,
    Topic,
    TopicFindings,
)

RANK = (Need.UNKNOWN, Need.NONE_STATED, Need.WATCH, Need.IN_DEPTH, Need.URGENT)
"""From what says least to what must be acted on first: what may be raised goes to the right."""


def need_of(
    reached: Reached,
    danger: Sequence[Danger],
    topics: Mapping[Topic, TopicFindings],
    requests: Sequence[Finding],
    *,
    signs: bool,
) -> Need:
    """Urgent before all; none stated only of a person reached themself, with every required topic answered "no"."""
    if danger:
        return Need.URGENT
    if requests or any(found.state == "problem" for found in topics.values()):
        return Need.IN_DEPTH
    if reached is not Reached.SELF:
        return Need.UNKNOWN
    if signs:
        return Need.WATCH
    answered = all(topics[topic].state == "ok" for topic in REQUIRED_TOPICS)
    return Need.NONE_STATED if answered else Need.UNKNOWN
