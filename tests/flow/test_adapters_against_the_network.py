"""Our own adapters against the local network: every oddity comes out as the port promises, and no answer of the network
has a field that the service does not have."""

import hashlib
import hmac
import json
import urllib.request
from datetime import timedelta
from pathlib import Path
from typing import Any

import boto3
import botocore.session
import pytest
from botocore.config import Config
from botocore.model import ListShape, Shape, StructureShape
from solapi.model.response.messages.get_messages import GetMessagesResponse
from solapi.model.response.send_message_response import SendMessageResponse

from anbu.adapters.connect import ONE_TRY, ConnectNetwork
from anbu.adapters.sms.aws import AwsTexts
from anbu.adapters.sms.solapi import SolapiTexts
from anbu.domain.cases.outcome import Outcome
from anbu.domain.ids import AttemptId
from anbu.domain.outreach.sending import OutgoingText, TextFate, TextUnanswered
from anbu.domain.outreach.texts import TextBody, TextType
from anbu.domain.phones import PhoneNumber
from anbu.ports import CallRefused, CallUnanswered, Throttled
from tests.flow.telephone_world import INSTANCE, Servers, World, make

NUMBER = PhoneNumber("+821000001234")
ATTEMPT = AttemptId("c1-call-1")
KEYS = {"aws_access_key_id": "test", "aws_secret_access_key": "test", "region_name": "ap-northeast-2"}


def odd(servers: Servers, tmp_path: Path, *oddities: str) -> World:
    residents = {"personas": tmp_path, "answer_rate": 1.0, "texts_delivered": 1.0, "oddities": {NUMBER: oddities}}
    return make(servers, tmp_path, residents=residents, instance_id=INSTANCE)


def connect(world: World) -> ConnectNetwork:
    client = boto3.client("connect", endpoint_url=world.url, config=ONE_TRY, **KEYS)
    return ConnectNetwork(client, INSTANCE, "out", "+827000000000")


def text(attempt: str = "c1-notice-1") -> OutgoingText:
    return OutgoingText(AttemptId(attempt), NUMBER, TextBody(TextType.SMS, None, "안부 전화를 드립니다."))


@pytest.mark.parametrize(
    ("oddity", "raised"),
    [
        ("DestinationNotAllowedException", CallRefused),
        ("OutboundContactNotPermittedException", CallRefused),
        ("TooManyRequestsException", Throttled),
        ("InternalServiceException", CallUnanswered),
        ("answer_lost", CallUnanswered),
    ],
)
def test_what_connect_does_not_place_or_does_not_tell(
    servers: Servers, tmp_path: Path, oddity: str, raised: type[Exception]
) -> None:
    world = odd(servers, tmp_path, oddity)
    before = world.clock.now()  # the clock is fast: minutes may pass until we ask
    with pytest.raises(raised) as refused:
        connect(world).start_call(NUMBER, ATTEMPT)
    if isinstance(refused.value, CallRefused):
        assert refused.value.outcome is Outcome.FAILED
    found = connect(world).find_call(ATTEMPT, before - timedelta(minutes=5))
    assert (found is not None) is (oddity == "answer_lost"), "only that one was rung, and is found by the look-up"
    if oddity == "TooManyRequestsException":
        assert connect(world).start_call(NUMBER, ATTEMPT), "load passes"


@pytest.mark.parametrize("reason", ["TELECOM_POTENTIAL_BLOCKING", "TELECOM_PROBLEM", "TELECOM_TIMEOUT"])
def test_what_becomes_of_a_call_that_did_not_come_about(servers: Servers, tmp_path: Path, reason: str) -> None:
    world = odd(servers, tmp_path, reason)
    contact = connect(world).start_call(NUMBER, ATTEMPT)
    assert world.events_of(contact)[-1]["disconnectReason"] == reason
    told = connect(world).describe_call(contact)
    assert told is not None
    assert told.ended is not None
    assert (told.attempt_id, told.ended.reason, told.ended.connected_at) == (ATTEMPT, reason, None)


def test_events_that_never_come_leave_a_call_that_can_be_looked_up(servers: Servers, tmp_path: Path) -> None:
    world = odd(servers, tmp_path, "events_lost", "TELECOM_TIMEOUT")
    contact = connect(world).start_call(NUMBER, ATTEMPT)
    while (found := connect(world).describe_call(contact)) is None or found.ended is None:
        pass
    assert world.emulated.events == []


def solapi(world: World) -> SolapiTexts:
    return SolapiTexts("key", "secret", "0612700000", base_url=world.url)


@pytest.mark.parametrize(
    ("oddity", "sent", "found"),
    [
        ("text_refused", TextFate.FAILED, None),
        ("text_failed", TextFate.ACCEPTED, TextFate.FAILED),
        ("text_answer_lost", None, TextFate.DELIVERED),
        ("text_lost", None, None),
    ],
)
def test_what_becomes_of_a_text(
    servers: Servers, tmp_path: Path, oddity: str, sent: TextFate | None, found: TextFate | None
) -> None:
    world = odd(servers, tmp_path, oddity)
    began = world.clock.now()
    if sent is None:
        with pytest.raises(TextUnanswered):
            solapi(world).send(text())
    else:
        assert solapi(world).send(text()).fate is sent
    report = solapi(world).look_up(text(), began)
    while report is not None and report.fate is TextFate.ACCEPTED:
        report = solapi(world).look_up(text(), began)
    assert (report.fate if report else None) is found
    assert solapi(world).look_up(text("c2-notice-1"), began) is None, "another attempt's is not ours"


def test_aws_takes_our_texts(world: World) -> None:
    client = boto3.client("pinpoint-sms-voice-v2", endpoint_url=world.url, config=ONE_TRY, **KEYS)
    report = AwsTexts("+8261270000", "anbu", client).send(text())
    assert (report.fate, report.attempt_id) == (TextFate.ACCEPTED, "c1-notice-1")
    with pytest.raises(PermissionError):  # a name that the service's own model refuses: our settings, nobody's notice
        AwsTexts("+8261270000", "!", client).send(text())


def raw(world: World, method: str, path: str, body: Any = None, **headers: str) -> Any:
    data = json.dumps(body).encode() if body is not None else None
    request = urllib.request.Request(world.url + path, data, headers, method=method)  # noqa: S310  our own server
    with urllib.request.urlopen(request, timeout=10) as answer:  # noqa: S310
        return json.load(answer)


def strange(value: Any, shape: Shape, where: str = "") -> list[str]:
    """Fields that the service's own model does not have: SDKs drop them without a word."""
    if isinstance(shape, StructureShape) and isinstance(value, dict):
        unknown = [f"{where}.{name}" for name in value if name not in shape.members]
        known = ((name, inner) for name, inner in value.items() if name in shape.members)
        return unknown + [
            one for name, inner in known for one in strange(inner, shape.members[name], f"{where}.{name}")
        ]
    if isinstance(shape, ListShape) and isinstance(value, list):
        return [one for inner in value for one in strange(inner, shape.member, f"{where}[]")]
    return []


def test_every_answer_of_connect_has_only_fields_of_connect(world: World) -> None:
    model = botocore.session.get_session().get_service_model("connect")
    contact = world.start()
    world.events_of(contact)
    now = world.clock.timestamp()
    span = {"Type": "INITIATION_TIMESTAMP", "StartTime": now - 9e4, "EndTime": now}
    start = {
        "InstanceId": INSTANCE, "ContactFlowId": "out", "DestinationPhoneNumber": "+821000000002",
        "SourcePhoneNumber": "+827000000000",
    }  # fmt: skip
    asked = {
        "StartOutboundVoiceContact": ("PUT", "/contact/outbound-voice", start),
        "DescribeContact": ("GET", f"/contacts/{INSTANCE}/{contact}", None),
        "SearchContacts": ("POST", "/search-contacts", {"InstanceId": INSTANCE, "TimeRange": span}),
        "GetContactAttributes": ("GET", f"/contact/attributes/{INSTANCE}/{contact}", None),
    }
    for name, (method, path, body) in asked.items():
        answer = raw(world, method, path, body)
        output = model.operation_model(name).output_shape
        assert output is not None
        assert strange(answer, output) == [], name
        assert answer, name


def test_the_look_at_fields_bites() -> None:
    output = botocore.session.get_session().get_service_model("connect").operation_model("DescribeContact").output_shape
    assert output is not None
    told = {"Contact": {"Id": "1", "DisconectReason": "typo", "QueueInfo": {"Id": "q", "Queued": 1}}}
    assert strange(told, output) == [".Contact.DisconectReason", ".Contact.QueueInfo.Queued"]


def test_solapis_own_models_read_every_answer_in_full(world: World) -> None:
    """Against the official SDK's own response models: nothing is missing, and nothing that we read has another type."""
    date, salt = "2026-11-23T10:00:00Z", "salt"
    signature = hmac.new(b"secret", (date + salt).encode(), hashlib.sha256).hexdigest()
    signed = {
        "Authorization": f"HMAC-SHA256 ApiKey=key, Date={date}, salt={salt}, signature={signature}",
        "Content-Type": "application/json",
    }
    message = {"to": "01000001234", "from": "0612700000", "text": "안부", "type": "SMS", "customFields": {"a": "b"}}
    answer = raw(
        world, "POST", "/messages/v4/send-many/detail", {"messages": [message], "showMessageList": True}, **signed
    )
    read = SendMessageResponse.model_validate(answer)
    assert read.message_list is not None
    assert read.message_list[0].custom_fields == {"a": "b"}
    listed = raw(world, "GET", "/messages/v4/list-old", **signed)
    assert [found.custom_fields for found in GetMessagesResponse.model_validate(listed).message_list.values()] == [
        {"a": "b"}
    ]


def test_a_request_that_the_model_refuses_is_refused(world: World) -> None:
    client = boto3.client(
        "connect", endpoint_url=world.url, config=Config(parameter_validation=False, retries={"total_max_attempts": 1}),
        **KEYS,
    )  # fmt: skip
    with pytest.raises(client.exceptions.InvalidParameterException):
        client.start_outbound_voice_contact(InstanceId=INSTANCE, ContactFlowId="out", DestinationPhoneNumber="010-1")
