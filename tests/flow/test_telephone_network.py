"""The local telephone network against the real SDKs: boto3 and solapi speak to it as they would to the providers."""

import json
import threading
import time
from datetime import UTC, timedelta
from pathlib import Path
from typing import Any

import boto3
import pytest
from aiohttp import web
from botocore.config import Config
from botocore.exceptions import ClientError
from solapi import SolapiMessageService
from solapi.error.MessageNotReceiveError import MessageNotReceivedError
from solapi.model.request.message import Message
from solapi.model.request.messages.get_messages import GetMessagesRequest
from solapi.model.request.send_message_request import SendRequestConfig

from anbu.adapters.sms.solapi import reports_of
from anbu.adapters.sms.solapi_webhook import is_from_solapi
from anbu.domain.outreach.sending import TextFate
from tests.flow.telephone_world import INSTANCE, Servers, World, make


def test_a_call_is_rung_answered_played_and_told_of_in_events(world: World):
    contact = world.start()
    events = world.events_of(contact)
    assert [event["eventType"] for event in events] == ["INITIATED", "CONNECTED_TO_SYSTEM", "DISCONNECTED", "COMPLETED"]
    assert {event["initiationMethod"] for event in events} == {"API"}
    assert events[0]["connectedToSystemTimestamp"] == "1970-01-01T00:00:00.001Z"
    assert events[-1]["disconnectReason"] == "CONTACT_FLOW_DISCONNECT"
    last = events[-1]
    began, connected, ended = (last[f"{what}Timestamp"] for what in ("initiation", "connectedToSystem", "disconnect"))
    assert "2026-11-23T01:" < began < connected < ended < world.clock.now().astimezone(UTC).isoformat()
    assert "attributes" not in {key.lower() for key in events[-1]}
    assert world.emulated.hooked[0]["inputTranscript"] == "네 먹었어요"


def test_a_contact_is_found_by_its_name_and_described_with_its_attempt(world: World):
    contact = world.start()
    world.events_of(contact)
    now = world.clock.now()
    span = {"Type": "INITIATION_TIMESTAMP", "StartTime": now - timedelta(days=1), "EndTime": now}
    criteria = {"Name": {"SearchText": ["c1-call-1"], "MatchType": "MATCH_EXACT"}, "InitiationMethods": ["API"]}
    client = world.connect()
    found = client.search_contacts(InstanceId=INSTANCE, TimeRange=span, SearchCriteria=criteria)["Contacts"]
    assert [one["Id"] for one in found] == [contact]
    described = client.describe_contact(InstanceId=INSTANCE, ContactId=contact)["Contact"]
    assert described["Name"] == "c1-call-1"
    assert described["DisconnectReason"] == "CONTACT_FLOW_DISCONNECT"
    assert described["InitiationTimestamp"] < described["ConnectedToSystemTimestamp"] < described["DisconnectTimestamp"]
    assert described["InitiationTimestamp"].astimezone(UTC).year == 2026
    attributes = client.get_contact_attributes(InstanceId=INSTANCE, InitialContactId=contact)["Attributes"]
    assert attributes == {"attemptId": "c1-call-1"}


def test_the_same_client_token_is_the_same_contact_and_rings_once(world: World):
    contact = world.start()
    world.events_of(contact)
    assert world.start() == contact
    assert len([event for event in world.emulated.events if event["eventType"] == "INITIATED"]) == 1


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"DestinationPhoneNumber": "010-0000-1234"}, "InvalidParameterException"),
        ({"DestinationPhoneNumber": "+81300001234"}, "DestinationNotAllowedException"),
        ({"ContactFlowId": "nowhere"}, "ResourceNotFoundException"),
        ({"InstanceId": "another"}, "ResourceNotFoundException"),
        ({"TrafficType": "CAMPAIGN"}, "LimitExceededException"),
        ({"Attributes": {"a": "x" * 40_000}}, "InvalidRequestException"),
        ({"Name": "n" * 1025}, "InvalidParameterException"),
    ],
)
def test_what_connect_would_refuse_is_refused_as_it_would(world: World, more: dict[str, Any], code: str):
    with pytest.raises(ClientError) as refused:
        world.start(**more)
    assert refused.value.response["Error"]["Code"] == code
    assert world.emulated.events == []


def test_starts_are_limited_to_the_rate_and_burst_of_the_quota(servers: Servers, tmp_path: Path):
    world = make(servers, tmp_path, rate=1)
    for n in range(5):
        world.start(n)
    with pytest.raises(ClientError) as refused:
        _ = [world.start(n) for n in range(5, 9)]
    assert refused.value.response["Error"]["Code"] == "TooManyRequestsException"
    assert refused.value.response["ResponseMetadata"]["HTTPStatusCode"] == 429


def test_more_calls_at_once_than_lines_are_refused(servers: Servers, tmp_path: Path):
    world = make(servers, tmp_path, rate=1, concurrent_calls=2)
    world.start(1)
    world.start(2)
    with pytest.raises(ClientError) as refused:
        world.start(3)
    assert refused.value.response["Error"]["Code"] == "LimitExceededException"


def test_a_call_that_is_stopped_ends_once_and_frees_its_line(servers: Servers, tmp_path: Path):
    world = make(servers, tmp_path, rate=1)
    contact = world.start()
    world.connect().stop_contact(InstanceId=INSTANCE, ContactId=contact)
    assert [event["eventType"] for event in world.events_of(contact)] == ["INITIATED", "DISCONNECTED", "COMPLETED"]
    with pytest.raises(ClientError, match="ContactNotFoundException"):
        world.connect().stop_contact(InstanceId=INSTANCE, ContactId=contact)


def test_lost_doubled_and_late_events_are_those_that_the_seed_says(servers: Servers, tmp_path: Path):
    world = make(servers, tmp_path, faults={"duplicate": 1.0})
    contact = world.start()
    kinds = [event["eventType"] for event in world.events_of(contact)]
    assert kinds[:2] == ["INITIATED", "INITIATED"]


def solapi(world: World) -> SolapiMessageService:
    service = SolapiMessageService(api_key="k", api_secret="s")
    service.base_url = world.url
    return service


def notice(to: str = "01000001234", attempt: str = "c1-notice-1", text: str = "안부 전화를 드립니다.") -> Message:
    return Message(from_="0611000000", to=to, text=text, custom_fields={"attemptId": attempt})


def test_solapis_own_sdk_sends_and_finds_the_text_by_our_field(world: World):
    answer = solapi(world).send(notice(), SendRequestConfig(show_message_list=True))
    assert answer.message_list is not None
    sent = answer.message_list[0]
    assert (sent.status_code, answer.group_info.count.registered_success) == ("2000", 1)
    now = world.clock.now()
    span = {"start_date": (now - timedelta(hours=9)).isoformat(), "end_date": (now + timedelta(hours=1)).isoformat()}
    page = solapi(world).get_messages(GetMessagesRequest(limit=500, **span))
    assert page.message_list[sent.message_id].custom_fields == {"attemptId": "c1-notice-1"}


def test_a_text_arrives_after_a_while(world: World):
    solapi(world).send(notice())
    end = time.monotonic() + 10
    while time.monotonic() < end:
        messages = solapi(world).get_messages(GetMessagesRequest(limit=10)).message_list
        if [one.status_code for one in messages.values()] == ["4000"]:
            return
        threading.Event().wait(0.02)
    raise AssertionError("never delivered")


def test_the_webhook_is_told_and_our_own_door_believes_it(servers: Servers, tmp_path: Path):
    told: list[tuple[dict[str, str], str]] = []

    async def take(request: web.Request) -> web.Response:
        told.append((dict(request.headers), await request.text()))
        return web.Response()

    webhook = web.Application()
    webhook.add_routes([web.post("/v1/text-receipts", take)])
    address = servers.serve(webhook) + "/v1/text-receipts"
    world = make(servers, tmp_path, texts_webhook=address, texts_webhook_word="우리끼리")
    solapi(world).send(notice())
    end = time.monotonic() + 10
    while not told and time.monotonic() < end:
        threading.Event().wait(0.02)
    headers, body = told[0]
    assert is_from_solapi(headers, "우리끼리")
    report = reports_of(json.loads(body))[0]
    assert (report.attempt_id, report.fate) == ("c1-notice-1", TextFate.DELIVERED)


def test_a_text_to_no_mobile_is_refused_as_solapi_does(world: World):
    with pytest.raises(MessageNotReceivedError) as refused:
        solapi(world).send(notice(to="0611000000"))
    assert refused.value.failed_messages[0].status_code == "1062"


def test_a_text_may_be_taken_while_its_sender_never_hears_of_it(servers: Servers, tmp_path: Path):
    residents = {"personas": tmp_path, "texts_unanswered": 1.0}
    world = make(servers, tmp_path, residents=residents)
    with pytest.raises(Exception, match=r"disconnected|closed|reset"):
        solapi(world).send(notice())
    assert len(solapi(world).get_messages(GetMessagesRequest(limit=10)).message_list) == 1


def test_awss_own_sdk_sends_a_text(world: World):
    client = boto3.client(
        "pinpoint-sms-voice-v2", endpoint_url=world.url, region_name="ap-northeast-2", aws_access_key_id="test",
        aws_secret_access_key="test", config=Config(retries={"total_max_attempts": 1}),
    )  # fmt: skip
    text = {"DestinationPhoneNumber": "+821000001234", "OriginationIdentity": "pool", "MessageBody": "안부"}
    assert client.send_text_message(**text, Context={"attemptId": "c1-notice-1"})["MessageId"]
    with pytest.raises(ClientError) as refused:
        client.send_text_message(**(text | {"MessageBody": " "}))
    assert refused.value.response["Error"]["Code"] == "ValidationException"
