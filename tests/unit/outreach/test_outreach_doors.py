"""The doors of receipts and campaigns: what comes in, what is believed, what is answered."""

import hashlib
import json
from types import SimpleNamespace
from typing import Any

import pytest

from anbu import bootstrap
from anbu.domain.cases.outcome import NoticeResult
from anbu.domain.cases.state import State
from anbu.domain.casework.work_done import Note
from anbu.domain.dialogue.caller import NumberOfCase
from anbu.domain.ids import CaseId
from anbu.domain.lists.keyed import Keyed
from anbu.domain.outreach.wishes import NumberWish
from anbu.domain.phones import PhoneNumber
from anbu.ports import Create, Index
from anbu.usecases.plan_notices import plan_notices
from functions.campaigns.handler import handler as campaigns
from functions.receipts.handler import handler as receipts
from tests.unit.cases.builders import GOKSEONG
from tests.unit.outreach.outreach_world import ROUND, OutreachWorld, Queue

WORD = "a word that both sides know"
CONTEXT = SimpleNamespace(
    function_name="f",
    memory_limit_in_mb=1,
    invoked_function_arn="arn",
    aws_request_id="r",
    get_remaining_time_in_millis=int,
)


@pytest.fixture
def wake() -> Queue:
    return Queue()


@pytest.fixture
def world(monkeypatch: pytest.MonkeyPatch, wake: Queue) -> OutreachWorld:
    made = OutreachWorld()
    made.add(1)
    plan_notices(made.work)
    made.deliver()
    made.add(2, state=State.MONITORING)
    heat = {"id": "heat", "area": GOKSEONG, "kind": "heat_wave", "cohort": {"states": ["monitoring"]}}
    told = SimpleNamespace(texts=SimpleNamespace(secret="s"), campaigns=(heat,))
    monkeypatch.setattr(bootstrap, "work", lambda: made.work)
    monkeypatch.setattr(bootstrap, "campaigning", lambda: made.campaigning)
    monkeypatch.setattr(bootstrap, "settings", lambda: told)
    monkeypatch.setattr(bootstrap, "secret_json", lambda _name: {"webhook_secret": WORD})
    monkeypatch.setattr(bootstrap, "environment", lambda: SimpleNamespace(wake_queue="wake"))
    monkeypatch.setattr(bootstrap, "outbox", lambda _url: wake)
    monkeypatch.setenv("POWERTOOLS_METRICS_NAMESPACE", "Anbu")
    monkeypatch.setenv("POWERTOOLS_SERVICE_NAME", "anbu")
    return made


def _sha1(word: str) -> str:
    return hashlib.sha1(word.encode()).hexdigest()  # noqa: S324 - the provider's choice


def webhook(body: Any, word: str = WORD, **headers: str) -> dict[str, Any]:
    signed = {"x-solapi-secret": _sha1(word), "x-solapi-event-name": "SINGLE-REPORT"}
    raw = body if isinstance(body, str) else json.dumps(body)
    return {"version": "2.0", "headers": signed | headers, "body": raw, "isBase64Encoded": False}


REPORT = [{"data": {"messageId": "m1", "statusCode": "4000", "customFields": {"attemptId": "c1-notice-1"}}}]


def test_a_signed_report_changes_the_notice(world: OutreachWorld) -> None:
    assert receipts(webhook(REPORT), CONTEXT) == {"statusCode": 200}
    assert world.case(1).notice is NoticeResult.DELIVERED


@pytest.mark.parametrize(
    "event",
    [
        webhook(REPORT, word="another"),
        webhook(REPORT, **{"x-solapi-secret": ""}),
        webhook(REPORT, **{"x-solapi-event-name": "GROUP-REPORT"}),
        {"version": "2.0", "headers": {}, "body": json.dumps(REPORT)},
    ],
)
def test_nobody_else_is_believed(world: OutreachWorld, event: dict[str, Any]) -> None:
    assert receipts(event, CONTEXT) == {"statusCode": 401}
    assert world.case(1).notice is NoticeResult.SENT


def test_without_a_word_on_our_side_nothing_is_believed(world: OutreachWorld, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bootstrap, "secret_json", lambda _name: {"key": "k"})
    assert receipts(webhook(REPORT, word=""), CONTEXT) == {"statusCode": 401}
    assert world.case(1).notice is NoticeResult.SENT


@pytest.mark.parametrize("body", ["not json", {"data": 1}, [1, 2], ["x"]])
def test_what_cannot_be_read_is_refused(world: OutreachWorld, body: Any) -> None:
    assert receipts(webhook(body), CONTEXT) == {"statusCode": 400}
    assert world.case(1).notice is NoticeResult.SENT


def test_receipts_of_aws_come_by_sns(world: OutreachWorld) -> None:
    said = {"eventType": "TEXT_CARRIER_BLOCKED", "messageId": "m", "context": {"attemptId": "c1-notice-1"}}
    event = {"Records": [{"Sns": {"Message": json.dumps(said)}}, {"Sns": {"Message": "{}"}}]}
    assert receipts(event, CONTEXT) is None
    assert world.case(1).notice is NoticeResult.FAILED


@pytest.mark.parametrize(("words", "no_texts"), [("그만 보내 주세요", True), ("STOP", True), ("네 알겠습니다", False)])
def test_a_reply_is_kept_for_people_and_a_wish_for_no_more_is_honoured(
    world: OutreachWorld, monkeypatch: pytest.MonkeyPatch, words: str, no_texts: bool
) -> None:
    key = Keyed(b"k" * 32)
    monkeypatch.setattr(bootstrap, "hash_key", lambda: b"k" * 32)
    number = key.number(PhoneNumber("+821000009999"))
    world.add(5)
    world.ledger.write(Create(NumberOfCase(number, CaseId("c5"), ROUND)))
    said = {"originationNumber": "+821000009999", "destinationNumber": "+8261", "messageBody": words}
    receipts({"Records": [{"Sns": {"Message": json.dumps(said)}}]}, CONTEXT)
    wish = world.ledger.get(NumberWish, number)
    assert (wish is not None and wish.no_texts) is no_texts
    (note,) = world.ledger.query(Note, Index.OWN, "c5").items
    assert (note.by, note.text) == ("reply", words)


def test_a_weather_warning_on_the_bus_starts_the_seasonal_campaign(world: OutreachWorld, wake: Queue) -> None:
    detail = {"kind": "heat_wave", "areas": [GOKSEONG]}
    campaigns({"detail-type": "CampaignAsked", "detail": detail}, CONTEXT)
    campaigns({"detail-type": "CampaignAsked", "detail": detail}, CONTEXT)
    assert wake.waiting == [{"why": "campaign"}] * 2
    assert len({case.id for case in world.opened("heat")}) == 1


def test_a_tick_with_nothing_due_wakes_nobody(world: OutreachWorld, wake: Queue) -> None:
    campaigns({"source": "aws.scheduler"}, CONTEXT)
    assert wake.waiting == []
    assert list(world.opened("heat")) == []
