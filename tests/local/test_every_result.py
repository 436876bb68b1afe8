"""A round in which every result of a call and of a text comes about: each path ends in a person's hands."""

import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest

from anbu.domain.cases.attempt import Attempt, AttemptKind, AttemptStatus
from anbu.domain.cases.case import Case, Person
from anbu.domain.cases.outcome import NoticeResult, Outcome
from anbu.domain.casework.access import Grant, Official
from anbu.domain.casework.audit import AuditEntry
from anbu.domain.casework.roles import Role
from anbu.domain.casework.rota import AlertCall, AlertText, DutyCallState, Rota, duty_call_id
from anbu.domain.counselling.record import Need
from anbu.domain.dialogue.dialogue import Alert, Turn
from anbu.domain.ids import AreaCode, RoundId
from anbu.domain.lists.keyed import Keyed
from anbu.domain.outreach.wishes import NumberWish, PersonWish
from anbu.ports import Create, Index
from local.clock import jump
from local.cloud import Cloud
from local.drive import Driver
from local.embedded.home import Home, free_port
from local.follow import follow
from local.pictures import Pictures
from local.residents.persona import PERSONAS
from local.rounds import UploadedRound
from local.up import Wishes, ensure_up
from tests.local.network_books import contacts, texts
from tests.local.odd_round import (
    OFFICER,
    OFFICER_PERSONA,
    RESIDENTS,
    SILENT_OFFICER,
    name_of,
    number_of,
    residents,
    write_list,
)

pytestmark = [pytest.mark.cloud, pytest.mark.slow]
GOKSEONG = AreaCode("4672000000")
BEATS = 12
"""Turns that the rota may need until somebody presses the key."""


@dataclass
class Through:
    """The round when the machine is done with it."""

    cloud: Cloud
    uploaded: UploadedRound
    cases: list[Case]
    """In the order of the list."""

    def attempts(self, n: int, kind: AttemptKind) -> list[Attempt]:
        found = self.uploaded.ledger.query(Attempt, Index.OWN, self.cases[n].id).items
        return sorted((attempt for attempt in found if attempt.kind is kind), key=lambda attempt: attempt.n)


@pytest.fixture(scope="module")
def cloud(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cloud]:
    """A cloud on whose telephone network everything goes wrong that can."""
    folder = tmp_path_factory.mktemp("residents")
    shutil.copytree(PERSONAS, folder, dirs_exist_ok=True, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    (folder / "officer.yaml").write_text(OFFICER_PERSONA, encoding="utf-8")
    home = Home(tmp_path_factory.mktemp("every-result"), free_port(), free_port())
    with ensure_up(home, Wishes(residents=residents(folder))) as running:
        yield running


@pytest.fixture(scope="module")
def through(cloud: Cloud, tmp_path_factory: pytest.TempPathFactory) -> Through:
    """The list, uploaded and gone through; two officers on the rota, one of whom never answers."""
    uploaded = UploadedRound(cloud, GOKSEONG, RoundId("every-result"))
    now = uploaded.clock.now()
    for who, number in (("silent", SILENT_OFFICER), ("answers", OFFICER)):
        uploaded.ledger.write(
            Create(Official(who, f"{who} 주무관", phone=number)),
            Create(Grant(who, Role.CASEWORKER, GOKSEONG, "test", now)),
        )
    uploaded.ledger.write(Create(Rota(GOKSEONG, ("silent", "answers"), 10)))
    secret = cloud.client("secretsmanager").get_secret_value(SecretId="anbu/local/hash-key")["SecretString"]
    for n, resident in enumerate(RESIDENTS):
        number = number_of(n)
        if resident.no_texts and number:
            uploaded.ledger.write(Create(NumberWish(Keyed(secret.encode()).number(number), True, now, "official")))
    uploaded.upload(write_list(tmp_path_factory.mktemp("list") / "list.csv"))
    pictures = Pictures()
    follow(uploaded, seconds=900, each=pictures.look)
    if os.environ.get("ANBU_PICTURES"):  # anew for the documentation: docs/pictures
        pictures.save(uploaded.certificate())
    people = {uploaded.ledger.get(Person, case.id).name: case for case in uploaded.cases()}  # type: ignore[union-attr]
    return Through(cloud, uploaded, [people[name_of(n)] for n in range(len(RESIDENTS))])


def test_everything_that_can_come_of_a_call_or_a_text_came_about(through: Through) -> None:
    numbers = range(len(RESIDENTS))
    assert {attempt.outcome for n in numbers for attempt in through.attempts(n, AttemptKind.CALL)} == set(Outcome)
    assert {case.notice for case in through.cases} == {*NoticeResult, None}


@pytest.mark.parametrize("n", range(len(RESIDENTS)), ids=lambda n: f"{RESIDENTS[n].who} {RESIDENTS[n].oddities}")
def test_each_path_ends_in_a_persons_hands(through: Through, n: int) -> None:
    case, resident = through.cases[n], RESIDENTS[n]
    calls = through.attempts(n, AttemptKind.CALL)
    assert (calls[0].outcome if calls else None) is resident.first
    assert case.notice is resident.notice
    assert case.state is resident.ends
    assert case.due_at is not None
    assert all(attempt.status is AttemptStatus.ENDED for attempt in calls), "nothing is left open behind"
    assert [tried.outcome for tried in case.tries] == [attempt.outcome for attempt in calls]


def test_nobody_was_rung_or_texted_twice_for_one_attempt(through: Through) -> None:
    """By the network's own books, those included whose answer was lost."""
    for book in (contacts(through.cloud), texts(through.cloud)):
        assert len(book) == len(set(book)) > len(RESIDENTS) // 2


def test_the_certificate_balances_and_everybody_waits_for_a_person(through: Through) -> None:
    certificate = through.uploaded.certificate()
    assert certificate.missing == ()
    assert certificate.balanced
    assert certificate.people["waiting_machine"] == 0
    assert certificate.people["waiting_person"] == certificate.ledger["people"] == len(RESIDENTS)
    told = sum(resident.notice in {NoticeResult.SENT, NoticeResult.DELIVERED} for resident in RESIDENTS)
    assert certificate.people["notified"] == told


def test_who_got_no_text_heard_so_and_nobody_else_did(through: Through) -> None:
    heard = 0
    for n, resident in enumerate(RESIDENTS):
        for attempt in through.attempts(n, AttemptKind.CALL):
            greeting = through.uploaded.ledger.get(Turn, attempt.id, 0)
            if greeting is not None:
                says_so = "미리 문자를 드리지 못했습니다" in greeting.reply
                assert says_so is (resident.notice in {NoticeResult.FAILED, NoticeResult.NOT_POSSIBLE, None})
                heard += 1
    assert heard > 20


def test_who_refused_the_machine_is_left_to_people_from_now_on(through: Through) -> None:
    (refused,) = [case for case, asked in zip(through.cases, RESIDENTS, strict=True) if asked.first is Outcome.REFUSED]
    wish = through.uploaded.ledger.get(PersonWish, refused.person_key)
    assert wish is not None
    assert wish.no_machine


def test_danger_is_texted_rung_and_taken_on_by_the_second_officer(through: Through) -> None:
    """Text, call, next officer: the first one answers neither, the second one presses the key."""
    (case,) = [case for case, asked in zip(through.cases, RESIDENTS, strict=True) if asked.danger]
    assert case.need is Need.URGENT
    ledger, driver = through.uploaded.ledger, Driver(through.cloud)
    (alert,) = ledger.query(Alert, Index.OWN, case.id).items
    for _ in range(BEATS):
        if _acknowledged(through, alert):
            break
        jump(Path(through.cloud.clock_file), driver.now() + timedelta(minutes=10))
        driver.run(lambda: True, seconds=60)
        _beat(through.cloud)
        driver.run(lambda: True, seconds=60)
    taken = ledger.get(Alert, case.id, alert.id)
    assert taken is not None
    assert (taken.state, taken.acknowledged_by) == ("acknowledged", "answers")
    texts = ledger.query(AlertText, Index.OWN, case.id).items
    assert [text.official for text in texts][:2] == ["silent", "answers"]
    first, second = (ledger.get(AlertCall, duty_call_id(case.id, alert.id, rung)) for rung in (1, 3))
    assert first is not None
    assert second is not None
    assert first.state in {DutyCallState.PLACED, DutyCallState.ENDED}
    assert (second.state, second.reached) == (DutyCallState.ACKNOWLEDGED, "answers")
    (entry,) = ledger.query(AuditEntry, Index.OWN, "answers").items
    assert (entry.subject, entry.why) == (case.id, "by_key")


def _acknowledged(through: Through, alert: Alert) -> bool:
    now = through.uploaded.ledger.get(Alert, alert.case_id, alert.id)
    return now is not None and now.state == "acknowledged"


def _beat(cloud: Cloud) -> None:
    """One run of the deployed planner, as the scheduler starts it every minute."""
    name = (cloud.functions or {})["planner"]
    answer = cloud.client("lambda").invoke(FunctionName=name, Payload=b"{}")
    assert "FunctionError" not in answer, answer["Payload"].read().decode()
