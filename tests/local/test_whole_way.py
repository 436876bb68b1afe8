"""The whole way of a case on the embedded cloud: from a list in S3 to the record that waits for a caseworker."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from anbu.domain.cases.case import Case, Person, StoryEntry
from anbu.domain.cases.case_record import CaseRecord
from anbu.domain.cases.certificate import Certificate
from anbu.domain.cases.state import State
from anbu.domain.ids import AreaCode, RoundId
from anbu.domain.phones import domestic
from anbu.ports import Index
from local.cloud import Cloud
from local.embedded.home import Home, free_port
from local.follow import follow
from local.rounds import UploadedRound
from local.samples.invent import invent
from local.up import ensure_up
from tests.local.network_books import contacts
from tests.local.saboteur import Saboteur
from tests.local.traces import traces

pytestmark = [pytest.mark.cloud, pytest.mark.slow]
GOKSEONG = AreaCode("4672000000")
SAMPLE = Path(__file__).parents[2] / "local/samples/gokseong_2024_3.xlsx"
QUEUES = ("intake", "chunks", "notices", "calls", "events", "summaries", "wake")
FUNCTIONS = ("intake", "planner", "notify", "dial", "call_handler", "call_events", "summarize")


@pytest.fixture(scope="module")
def cloud(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cloud]:
    """A cloud of its own: what other tests leave lying in theirs is none of a round's business."""
    with ensure_up(Home(tmp_path_factory.mktemp("whole-way"), free_port(), free_port())) as running:
        yield running


@pytest.fixture(scope="module")
def gokseong(cloud: Cloud) -> UploadedRound:
    """The sample list of 곡성군, through."""
    uploaded = UploadedRound(cloud, GOKSEONG, RoundId("whole-way"))
    uploaded.upload(SAMPLE)
    follow(uploaded)
    return uploaded


@pytest.fixture(scope="module")
def certificate(gokseong: UploadedRound) -> Certificate:
    """Its certificate."""
    return gokseong.certificate()


def test_everybody_on_the_list_is_accounted_for(certificate: Certificate) -> None:
    assert certificate.missing == ()
    assert certificate.balanced
    assert certificate.file.rows == 117
    assert (certificate.ledger["rejected"], certificate.ledger["duplicate"]) == (1, 3)
    assert certificate.ledger["people"] == 113


def test_nothing_waits_for_the_machine_and_nothing_of_it_is_overdue(certificate: Certificate) -> None:
    assert certificate.people["waiting_machine"] == 0
    assert certificate.overdue["machine"] == 0
    assert certificate.people["waiting_person"] == certificate.ledger["people"]


def test_people_were_told_rung_and_heard(certificate: Certificate) -> None:
    people = certificate.people
    assert people["notified"] > 0
    assert people["attempted"] >= people["reached_self"] >= people["counselled"] > 0


def test_every_case_tells_its_story_from_the_first_step_to_where_it_waits(gokseong: UploadedRound) -> None:
    for case in gokseong.cases():
        story = gokseong.ledger.query(StoryEntry, Index.OWN, case.id, limit=500).items
        assert story, case.id
        assert story[-1].state is case.state


def test_who_was_counselled_has_a_record_whose_quotes_are_in_the_transcript(
    gokseong: UploadedRound, cloud: Cloud
) -> None:
    s3 = cloud.client("s3")
    for case in _counselled(gokseong):
        records = gokseong.ledger.query(CaseRecord, Index.OWN, case.id).items
        assert records, case.id
        for stored in records:
            body = s3.get_object(Bucket=cloud.transcripts_bucket, Key=stored.transcript_key)["Body"].read()
            said = {turn["id"]: turn["text"] for turn in json.loads(body)["turns"]}
            quoted = [*stored.record.danger, *stored.record.requests]
            quoted += [finding for topic in stored.record.topics.values() for finding in topic.findings]
            assert all(finding.quote in said[finding.turn] for finding in quoted)


def test_no_personal_datum_and_no_utterance_stands_in_logs_events_names_or_errors(
    gokseong: UploadedRound, cloud: Cloud
) -> None:
    """The canary of design §5: everything that a whole round left behind outside the ledger and the transcripts."""
    secrets = set(_personal(gokseong)) | set(_utterances(gokseong, cloud))
    left = list(traces(cloud))
    assert len(left) > 100
    for place, text in left:
        found = [secret for secret in secrets if secret in text]
        assert not found, f"{place} holds {len(found)} personal data"


def test_a_round_balances_whatever_is_lost_or_doubled_at_any_station(cloud: Cloud, tmp_path: Path) -> None:
    uploaded = UploadedRound(cloud, GOKSEONG, RoundId("sabotaged"))
    saboteur = Saboteur(cloud, QUEUES)
    saboteur.start()
    uploaded.upload(invent(tmp_path / "list.csv", 24))
    try:
        follow(uploaded)
    finally:
        saboteur.stop()
    certificate = uploaded.certificate()
    assert {f"lost on {queue}" for queue in QUEUES} <= set(saboteur.done), saboteur.done
    assert certificate.balanced, certificate.missing
    assert certificate.people["waiting_person"] == 24
    assert State.STUCK not in {case.state for case in uploaded.cases()}
    assert len(contacts(cloud)) == len(set(contacts(cloud)))


@pytest.mark.deep
def test_a_round_balances_whatever_run_is_killed(cloud: Cloud, tmp_path: Path) -> None:
    uploaded = UploadedRound(cloud, GOKSEONG, RoundId("killed"))
    saboteur = Saboteur(cloud, (), FUNCTIONS)
    saboteur.start()
    uploaded.upload(invent(tmp_path / "list.csv", 24, seed=2))
    try:
        follow(uploaded)
    finally:
        saboteur.stop()
    certificate = uploaded.certificate()
    assert {f"killed {function}" for function in FUNCTIONS} <= set(saboteur.done), saboteur.done
    assert certificate.balanced, certificate.missing
    assert certificate.overdue["machine"] == 0
    assert certificate.people["waiting_person"] == certificate.ledger["people"] == 24
    assert State.STUCK not in {case.state for case in uploaded.cases()}
    assert len(contacts(cloud)) == len(set(contacts(cloud)))


def _counselled(uploaded: UploadedRound) -> Iterator[Case]:
    return (case for case in uploaded.cases() if case.counselled)


def _personal(uploaded: UploadedRound) -> Iterator[str]:
    """Names, numbers, birth dates and addresses of the round, in every spelling that a slip would use."""
    for case in uploaded.cases():
        person = uploaded.ledger.get(Person, case.id)
        assert person is not None
        yield from (text for text in (person.name, person.address) if text and len(text) > 1)
        for phone in person.phones:
            yield from (phone.number, domestic(phone.number))
        if person.birth_date:
            yield from (person.birth_date.isoformat(), f"{person.birth_date:%Y%m%d}")


def _utterances(uploaded: UploadedRound, cloud: Cloud) -> Iterator[str]:
    """What residents said, where it is long enough to be told apart from our own words."""
    s3 = cloud.client("s3")
    pages = s3.get_paginator("list_objects_v2").paginate(Bucket=cloud.transcripts_bucket, Prefix="transcripts/")
    for page in pages:
        for found in page.get("Contents", ()):
            body = json.loads(s3.get_object(Bucket=cloud.transcripts_bucket, Key=found["Key"])["Body"].read())
            yield from (
                turn["text"] for turn in body["turns"] if turn["speaker"] == "resident" and len(turn["text"]) > 5
            )
