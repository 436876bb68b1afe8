"""Campaigns on the embedded cloud: ticks doubled and at once, two campaigns over the same people, a wish on the bus."""

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from anbu.adapters.clock import FileClock
from anbu.adapters.ledger.dynamo import DynamoLedger
from anbu.domain.cases.case import Case, NumberRef, Person
from anbu.domain.cases.round import Round
from anbu.domain.cases.state import State
from anbu.domain.ids import AreaCode, CaseId, NumberKey, PersonKey, RoundId
from anbu.domain.outreach.campaigns import Campaign, CampaignKind, CampaignRun, Cohort, LastAsked, RunState
from anbu.domain.outreach.schedules import Schedule
from anbu.domain.phones import Phone, PhoneKind, PhoneNumber
from anbu.ports import Create, Index
from local.cloud import Cloud
from tests.local.campaigns import withdraw

pytestmark = pytest.mark.cloud
AREA, ROUND = AreaCode("4672000000"), RoundId("monitored")
PEOPLE = 5
NAMES = ("each-minute", "each-hour", "heat")


def tick(cloud: Cloud, event: dict[str, Any]) -> None:
    """One run of the deployed function, as the scheduler or the bus starts it."""
    name = (cloud.functions or {})["campaigns"]
    answer = cloud.client("lambda").invoke(FunctionName=name, Payload=json.dumps(event).encode())
    assert "FunctionError" not in answer, answer["Payload"].read().decode()


def seed(ledger: DynamoLedger, cloud: Cloud) -> None:
    """Five people under monitoring, and three campaigns that all mean them."""
    now = FileClock(Path(cloud.clock_file)).now()
    long_ago = now - timedelta(days=30)
    ledger.write(Create(Round(AREA, ROUND, date(2027, 12, 31), long_ago)))
    for n in range(PEOPLE):
        key = NumberKey(f"monitored-{n}")
        case = Case(
            CaseId(f"monitored{n}"), AREA, ROUND, AREA, State.MONITORING, now + timedelta(days=300), long_ago,
            PersonKey(f"monitored-{n}"), numbers=(NumberRef(key, PhoneKind.MOBILE),), reached_self=True,
        )  # fmt: skip
        phone = Phone(PhoneNumber(f"+82100000900{n}"), PhoneKind.MOBILE)
        ledger.write(Create(case), Create(Person(case.id, "김안부", phones=(phone,))))
    cohort = Cohort((AREA,), rounds=(ROUND,), states=(State.MONITORING,))
    for name, kind, schedule in (
        ("each-minute", CampaignKind.MONITORING, Schedule("* * * * *")),
        ("each-hour", CampaignKind.MONITORING, Schedule("0 * * * *")),
        ("heat", CampaignKind.HEAT_WAVE, None),
    ):
        ledger.write(Create(Campaign(name, AREA, kind, cohort, schedule, now - timedelta(hours=2), made_by="test")))


def runs_of(ledger: DynamoLedger, campaign: str) -> list[CampaignRun]:
    found, cursor = list[CampaignRun](), None
    while True:
        page = ledger.query(CampaignRun, Index.OWN, campaign, cursor=cursor)
        found += page.items
        cursor = page.cursor
        if cursor is None:
            return found


@pytest.fixture
def ledger(cloud: Cloud) -> Iterator[DynamoLedger]:
    """With the people and their campaigns, which are withdrawn at the end."""
    found = DynamoLedger(cloud.client("dynamodb"), cloud.table)
    seed(found, cloud)
    yield found
    withdraw(found, *NAMES)


def test_everybody_is_called_once_or_shown_as_missed(cloud: Cloud, ledger: DynamoLedger) -> None:
    wish = {"source": "weather", "detail-type": "CampaignAsked", "detail": {"kind": "heat_wave", "areas": [AREA]}}
    events = [{"source": "aws.scheduler"}, {"source": "aws.scheduler"}, wish, wish]
    with ThreadPoolExecutor(4) as at_once:
        list(at_once.map(lambda event: tick(cloud, event), events))
    tick(cloud, {"source": "aws.scheduler"})

    runs = [run for name in NAMES for run in runs_of(ledger, name)]
    done = [run for run in runs if run.state is RunState.DONE]
    assert {run.campaign for run in done} == set(NAMES)
    assert all(run.state in {RunState.DONE, RunState.MISSED} for run in runs)
    assert all(run.why for run in runs if run.state is RunState.MISSED), "what was missed says why"
    assert all(run.meant == PEOPLE == run.opened + run.shared for run in done)
    for n in range(PEOPLE):
        asked = ledger.get(LastAsked, f"monitored-{n}")
        assert asked is not None
        assert asked.version == 0, "one case was opened for this person, by whichever campaign was first"
