"""Events for other systems: as their schemas say, with ids and codes only."""

import json
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest

from anbu.adapters.bus import EventBus, NotTaken
from anbu.domain.cases.round import Round
from anbu.domain.casework.decisions import Decision, DecisionKind
from anbu.domain.casework.events import DomainEvent, case_decided, danger_found, round_sealed
from anbu.domain.counselling.record import DangerKind
from anbu.domain.dialogue.dialogue import Alert
from anbu.domain.ids import CaseId, attempt_id
from tests.unit.casework.world import GOKSEONG, NOW, ROUND, TOWN

SCHEMAS = Path(__file__).parents[3] / "docs" / "events"
CASE = CaseId("c" + "a" * 20)
EVENTS = [
    case_decided(Decision(CASE, 1, "worker", NOW, DecisionKind.CLOSE, note="비밀", reason="died", document="비밀-1")),
    danger_found(Alert("a1", CASE, attempt_id(CASE, "call", 1), TOWN, DangerKind.SELF_HARM, "t6", NOW, NOW)),
    round_sealed(Round(GOKSEONG, ROUND, NOW.date(), NOW), NOW),
]


class Client:
    """EventBridge, as far as we use it."""

    def __init__(self, failed: int = 0) -> None:
        self.failed = failed
        self.entries: list[Any] = []

    def put_events(self, **request: Any) -> dict[str, int]:
        self.entries += request["Entries"]
        return {"FailedEntryCount": self.failed}


@pytest.mark.parametrize("event", EVENTS, ids=lambda event: event.type)
def test_an_event_is_as_its_schema_says(event: DomainEvent) -> None:
    client = Client()
    EventBus(client, "bus").put(event)  # type: ignore[arg-type]
    (entry,) = client.entries
    schema = json.loads((SCHEMAS / f"{event.type}.v{event.version}.json").read_text("utf-8"))
    jsonschema_rs.validate(schema, json.loads(entry["Detail"]))
    assert "비밀" not in entry["Detail"]


def test_an_event_that_the_bus_did_not_take_is_a_fault() -> None:
    with pytest.raises(NotTaken):
        EventBus(Client(failed=1), "bus").put(EVENTS[0])  # type: ignore[arg-type]
