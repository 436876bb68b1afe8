"""The deployed schedule, fired by the embedded cloud's own scheduler: skipped, pushed, doubled, two campaigns at once.

The scheduler looks every ten real seconds and knows nothing of the fast clock: it says *that* campaigns are looked at,
and the ledger says what is due.
"""

import time
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from anbu.adapters.clock import FileClock
from anbu.adapters.ledger.dynamo import DynamoLedger
from anbu.domain.cases.case import Case, NumberRef, Person
from anbu.domain.cases.round import Round
from anbu.domain.cases.state import State
from anbu.domain.ids import AreaCode, CaseId, NumberKey, PersonKey, RoundId
from anbu.domain.outreach.campaigns import Campaign, CampaignKind, CampaignRun, Cohort, RunState, period_name, round_of
from anbu.domain.outreach.schedules import Schedule
from anbu.domain.phones import Phone, PhoneKind, PhoneNumber
from anbu.domain.values import replace
from anbu.ports import Conflict, Create, Index, Replace
from local.clock import jump
from local.cloud import Cloud
from tests.local.campaigns import withdraw

pytestmark = [pytest.mark.cloud, pytest.mark.slow]
AREA, ROUND = AreaCode("4672000000"), RoundId("scheduled")
PEOPLE = 4
NAMES = ("weekly", "weekly-too")
WEEK = timedelta(weeks=1)
PATIENCE = 150.0
"""Real seconds: a rate of one minute, ten seconds of looking, and a slow machine."""


@pytest.fixture
def ledger(cloud: Cloud) -> DynamoLedger:
    return DynamoLedger(cloud.client("dynamodb"), cloud.table)


@pytest.fixture
def deployed(cloud: Cloud) -> Iterator[dict[str, Any]]:
    """The campaigns' schedule as it was deployed; put back at the end."""
    scheduler = cloud.client("scheduler")
    found = scheduler.get_schedule(Name="anbu-local-campaigns")
    asked = {name: found[name] for name in ("Name", "ScheduleExpression", "FlexibleTimeWindow", "Target")}
    yield asked
    scheduler.update_schedule(**asked, State="ENABLED")


@pytest.fixture
def first(cloud: Cloud, ledger: DynamoLedger) -> Iterator[datetime]:
    """Four people under monitoring and two weekly campaigns that mean them all. When both first fire."""
    now = FileClock(Path(cloud.clock_file)).now()
    fires = (now + timedelta(days=1)).replace(hour=11, minute=0, second=0, microsecond=0)
    ledger.write(Create(Round(AREA, ROUND, date(2027, 12, 31), now - timedelta(days=30))))
    for n in range(PEOPLE):
        case = Case(
            CaseId(f"scheduled{n}"), AREA, ROUND, AREA, State.MONITORING, now + timedelta(days=300),
            now - timedelta(days=30), PersonKey(f"scheduled-{n}"),
            numbers=(NumberRef(NumberKey(f"scheduled-{n}"), PhoneKind.MOBILE),), reached_self=True,
        )  # fmt: skip
        phone = Phone(PhoneNumber(f"+82100000910{n}"), PhoneKind.MOBILE)
        ledger.write(Create(case), Create(Person(case.id, "김안부", phones=(phone,))))
    cohort = Cohort((AREA,), rounds=(ROUND,), states=(State.MONITORING,))
    for name in NAMES:
        schedule = Schedule(f"0 11 * * {fires.isoweekday() % 7}")
        ledger.write(Create(Campaign(name, AREA, CampaignKind.MONITORING, cohort, schedule, now, made_by="test")))
    yield fires
    withdraw(ledger, *NAMES)


def test_each_person_is_called_once_a_period_or_shown_as_missed(
    cloud: Cloud, ledger: DynamoLedger, deployed: dict[str, Any], first: datetime
) -> None:
    scheduler = cloud.client("scheduler")
    assert deployed["ScheduleExpression"] == "cron(0/5 * * * ? *)"

    # Given the schedule is skipped for two weeks of the clock, and comes three hours late in the third
    scheduler.update_schedule(**deployed, State="DISABLED")
    jump(Path(cloud.clock_file), first + 2 * WEEK + timedelta(hours=3))
    assert runs(ledger) == {}

    # When the real scheduler fires the deployed target again, and a doubled schedule does so at the same time
    scheduler.update_schedule(**deployed | {"ScheduleExpression": "rate(1 minute)"}, State="ENABLED")
    double(cloud, deployed, "doubled")
    wait_for(lambda: all((name, first + 2 * WEEK) in done(ledger) for name in NAMES))

    # Then two firings are shown as missed, and the third was made good: one call for each person, by one of the two
    for name in NAMES:
        skipped = [runs(ledger)[name, first + n * WEEK] for n in range(2)]
        assert [(run.state, run.why) for run in skipped] == [(RunState.MISSED, "overtaken_by_the_next")] * 2
    assert opened(ledger, first + 2 * WEEK) == dict.fromkeys(range(PEOPLE), 1)

    # And when it fires doubled once more, nothing is begun anew
    before = runs(ledger)
    double(cloud, deployed, "again")
    wait_for(lambda: fired(cloud, "again"))
    assert runs(ledger) == before

    # And the next week each is called once more, though the firing was pushed by an hour
    the_machine_is_done(ledger, first + 2 * WEEK)
    jump(Path(cloud.clock_file), first + 3 * WEEK + timedelta(hours=1))
    double(cloud, deployed, "pushed")
    wait_for(lambda: all((name, first + 3 * WEEK) in done(ledger) for name in NAMES))
    assert opened(ledger, first + 3 * WEEK) == dict.fromkeys(range(PEOPLE), 1)
    assert all(run.meant == PEOPLE == run.opened + run.shared for run in done(ledger).values())


def double(cloud: Cloud, deployed: dict[str, Any], name: str) -> None:
    """Another schedule with the same target, due now, gone when it has fired."""
    now = f"at({datetime.now(UTC):%Y-%m-%dT%H:%M:%S})"
    asked = deployed | {"Name": f"anbu-test-{name}", "ScheduleExpression": now}
    cloud.client("scheduler").create_schedule(**asked, ActionAfterCompletion="DELETE")


def fired(cloud: Cloud, name: str) -> bool:
    listed = cloud.client("scheduler").list_schedules(NamePrefix=f"anbu-test-{name}")
    return not listed["Schedules"]


def wait_for(condition: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < end, "the scheduler did not do it in time"
        time.sleep(1)


def runs(ledger: DynamoLedger) -> dict[tuple[str, datetime], CampaignRun]:
    """Every run of both campaigns by name and firing: each firing has one row at most."""
    found = [run for name in NAMES for run in ledger.query(CampaignRun, Index.OWN, name).items]
    assert len(found) == len({(run.campaign, run.period) for run in found})
    return {(run.campaign, run.due_at): run for run in found}


def done(ledger: DynamoLedger) -> dict[tuple[str, datetime], CampaignRun]:
    return {key: run for key, run in runs(ledger).items() if run.state is RunState.DONE}


def cases_of(ledger: DynamoLedger, fires: datetime) -> list[Case]:
    """The cases that either campaign opened at one firing."""
    made = [campaign for name in NAMES if (campaign := ledger.get(Campaign, name))]
    rounds = [f"{AREA}#{round_of(campaign, period_name(fires))}" for campaign in made]
    return [case for name in rounds for case in ledger.query(Case, Index.ROUND, name).items]


def opened(ledger: DynamoLedger, fires: datetime) -> dict[int, int]:
    """How many cases each person got from both campaigns together."""
    found = [case.person_key for case in cases_of(ledger, fires)]
    return {n: found.count(PersonKey(f"scheduled-{n}")) for n in range(PEOPLE)}


def the_machine_is_done(ledger: DynamoLedger, fires: datetime) -> None:
    """Whatever came of the calls, people have the cases now."""
    for hint in cases_of(ledger, fires):
        while (case := ledger.get(Case, hint.id)) is not None and case.state.is_the_machines:
            try:
                ledger.write(Replace(replace(case, state=State.REVIEW, attempt=None)))
            except Conflict:
                continue
