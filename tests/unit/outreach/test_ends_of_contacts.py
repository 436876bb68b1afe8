"""The end of a contact as Connect writes it: keys in any case, times that never came, and whether staff had it."""

from datetime import datetime
from typing import Any

import pytest

from anbu.adapters.connect import ended_of
from anbu.domain.times import KST

UNSET = "1970-01-01T00:00:00.001Z"
ENDED = {"disconnectTimestamp": "2026-11-23T01:05:02.330Z", "disconnectReason": "AGENT_DISCONNECT"}
AT = "2026-11-23T01:04:00.000Z"


@pytest.mark.parametrize(
    ("told", "with_staff"),
    [
        ({"AgentInfo": {"AgentArn": "arn", "connectedToAgentTimestamp": AT}}, True),
        ({"agentInfo": {"ConnectedToAgentTimestamp": AT}}, True),
        ({"AgentInfo": {"connectedToAgentTimestamp": UNSET}}, False),
        ({"AgentInfo": {"AgentArn": "arn"}}, False),
        ({"AgentInfo": None}, False),
        ({}, False),
    ],
)
def test_whether_staff_had_the_call(told: dict[str, Any], with_staff: bool) -> None:
    ended = ended_of(ENDED | told)
    assert ended is not None
    assert ended.agent_at == (datetime(2026, 11, 23, 10, 4, tzinfo=KST) if with_staff else None)
    assert ended.may_go_on is with_staff


def test_a_contact_in_the_air_has_no_end() -> None:
    assert ended_of({"disconnectTimestamp": UNSET}) is None
    assert ended_of({}) is None
