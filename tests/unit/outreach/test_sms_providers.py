"""Both providers behind one port, through their real SDKs: one act a text, and a doubt is never a failure."""

import json
import threading
from collections.abc import Iterator
from datetime import datetime
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any, ClassVar

import boto3
import botocore.session
import pytest

from anbu.adapters.sms.aws import (
    _ABOUT_THE_NUMBER,
    _ARRIVED,
    _NOT_TAKEN,
    _OUR_FAULT,
    _UNDER_WAY,
    ONE_TRY,
    AwsTexts,
    Reply,
    reply_of,
    report_of,
)
from anbu.adapters.sms.solapi import SolapiTexts, fate_of, reports_of
from anbu.domain.ids import AttemptId
from anbu.domain.outreach.sending import OutgoingText, TextFate, TextReport, TextThrottled, TextUnanswered
from anbu.domain.outreach.texts import TextBody, TextType
from anbu.domain.phones import PhoneNumber
from anbu.domain.times import KST

ATTEMPT = AttemptId("ctest-notice-1")
TEXT = OutgoingText(
    ATTEMPT, PhoneNumber("+821000001234"), TextBody(TextType.LMS, "안내", "안녕하세요", "T1", (("office", "목포시"),))
)
NOW = datetime(2026, 11, 24, 10, tzinfo=KST)
COUNT = dict.fromkeys(
    ("total", "sentTotal", "sentSuccess", "sentPending", "sentReplacement", "refund", "registeredSuccess"), 0
)
MONEY = {"requested": 0, "replacement": 0, "refund": 0, "sum": 0}


class Provider(BaseHTTPRequestHandler):
    """Answers what the test laid ready; keeps what it was asked."""

    answers: ClassVar[list[tuple[int, Any]]] = []
    asked: ClassVar[list[tuple[str, Any]]] = []

    def _answer(self) -> None:
        length = int(self.headers.get("content-length") or 0)
        self.asked.append((self.path, json.loads(self.rfile.read(length)) if length else None))
        status, body = self.answers.pop(0)
        if status == 0:
            self.connection.close()  # the answer is lost on its way
            return
        raw = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(raw)))
        self.end_headers()
        self.wfile.write(raw)

    do_POST = do_GET = _answer  # noqa: N815 - the names of http.server

    def log_message(self, *args: object) -> None:
        """Quiet."""


@pytest.fixture
def provider() -> Iterator[str]:
    Provider.answers.clear()
    Provider.asked.clear()
    server = HTTPServer(("127.0.0.1", 0), Provider)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def solapi(url: str, channel: str | None = None) -> SolapiTexts:
    return SolapiTexts("key", "secret", "061-270-0000", channel=channel, base_url=url)


def group(*messages: tuple[str, str], failed: bool = False) -> dict[str, Any]:
    listed = [{"messageId": m, "statusCode": code, "statusMessage": "", "customFields": None} for m, code in messages]
    info = {
        "count": COUNT | {"total": 1, "registeredFailed": int(failed)},
        "countForCharge": {},
        "balance": MONEY,
        "point": MONEY,
        "app": {},
        "log": [],
        "status": "SENDING",
        "allowDuplicates": False,
        "isRefunded": False,
        "accountId": "a",
        "masterAccountId": None,
        "apiVersion": "4",
        "groupId": "G1",
        "price": {},
        "dateCreated": None,
        "dateUpdated": None,
    }
    refused = [
        {"to": "x", "from": "y", "type": "LMS", "statusMessage": "", "country": "82", "messageId": "M0",
         "statusCode": "1062", "accountId": "a"}
    ]  # fmt: skip
    return {"failedMessageList": refused if failed else [], "groupInfo": info, "messageList": listed}


def test_solapi_takes_a_text_with_the_attempt_in_it(provider: str) -> None:
    Provider.answers.append((200, group(("M1", "2000"))))
    assert solapi(provider).send(TEXT) == TextReport(TextFate.ACCEPTED, "M1", ATTEMPT, "2000")
    message = Provider.asked[0][1]["messages"][0]
    assert (message["to"], message["from"], message["type"]) == ("01000001234", "0612700000", "LMS")
    assert message["customFields"] == {"attemptId": ATTEMPT}
    assert message["autoTypeDetect"] is False
    assert "kakaoOptions" not in message


def test_an_office_with_a_channel_sends_alimtalk_that_falls_back_to_a_text(provider: str) -> None:
    Provider.answers.append((200, group(("M1", "2000"))))
    solapi(provider, "PF1").send(TEXT)
    message = Provider.asked[0][1]["messages"][0]
    assert message["type"] == "ATA"
    assert message["kakaoOptions"]["disableSms"] is False
    assert message["kakaoOptions"]["variables"] == {"#{office}": "목포시"}
    assert message["text"] == "안녕하세요"


def test_a_refused_number_is_a_failure(provider: str) -> None:
    Provider.answers.append((200, group(failed=True)))
    assert solapi(provider).send(TEXT) == TextReport(TextFate.FAILED, None, ATTEMPT, "1062")


@pytest.mark.parametrize(
    ("answer", "raised"),
    [
        ((0, None), TextUnanswered),  # the connection broke: it may have been sent
        ((500, {}), TextUnanswered),
        ((429, {"errorCode": "TooManyRequests", "errorMessage": ""}), TextThrottled),
        ((403, {"errorCode": "SignatureDoesNotMatch", "errorMessage": "01000001234"}), PermissionError),
    ],
)
def test_a_doubt_is_neither_sent_nor_failed(provider: str, answer: tuple[int, Any], raised: type[Exception]) -> None:
    Provider.answers.append(answer)
    with pytest.raises(raised) as error:
        solapi(provider).send(TEXT)
    assert "0000" not in str(error.value)
    assert len(Provider.asked) == 1, "never a second try by itself"


def test_nobody_there_is_certainly_not_sent() -> None:
    with pytest.raises(TextThrottled):
        solapi("http://127.0.0.1:9").send(TEXT)


def test_a_text_is_found_again_by_its_attempt_and_never_by_number(provider: str) -> None:
    def page(fields: dict[str, str], next_key: str | None) -> dict[str, Any]:
        message = {"to": "01000001234", "customFields": fields, "statusCode": "4000"}
        return {"limit": 1, "messageList": {fields["attemptId"]: message}, "nextKey": next_key}

    Provider.answers += [(200, page({"attemptId": "other"}, "k2")), (200, page({"attemptId": ATTEMPT}, None))]
    found = solapi(provider).look_up(TEXT, NOW)
    assert found == TextReport(TextFate.DELIVERED, ATTEMPT, ATTEMPT, "4000")
    assert "startKey=k2" in Provider.asked[1][0]
    assert not any("0000" in path.split("startDate")[0] or "01000001234" in path for path, _ in Provider.asked)


def test_a_text_that_never_got_there_is_not_found(provider: str) -> None:
    Provider.answers.append((200, {"limit": 1, "messageList": {}, "nextKey": None}))
    assert solapi(provider).look_up(TEXT, NOW) is None


def test_a_look_up_without_answer_is_asked_again_later(provider: str) -> None:
    Provider.answers += [(0, None), (500, {})]
    for _ in range(2):
        with pytest.raises(TextThrottled):
            solapi(provider).look_up(TEXT, NOW)


@pytest.mark.parametrize(
    ("code", "fate"),
    [("2000", "accepted"), ("3000", "accepted"), ("", "accepted"), ("4000", "delivered"), ("3104", "failed")],
)
def test_solapi_codes(code: str, fate: str) -> None:
    assert fate_of(code) == fate


def test_receipts_of_others_are_left_out() -> None:
    body = [
        {"data": {"messageId": "M1", "statusCode": "4000", "customFields": {"attemptId": ATTEMPT}}},
        {"data": {"messageId": "M2", "statusCode": "4000", "customFields": {}}},
        {"data": None},
    ]
    assert reports_of(body) == [TextReport(TextFate.DELIVERED, "M1", ATTEMPT, "4000")]


def aws_model(service: str) -> Any:
    return botocore.session.get_session().get_service_model(service)


def aws(url: str) -> AwsTexts:
    client = boto3.client(
        "pinpoint-sms-voice-v2", "ap-northeast-2", endpoint_url=url, config=ONE_TRY,
        aws_access_key_id="x", aws_secret_access_key="x",
    )  # fmt: skip
    return AwsTexts("+8261", "set", client)


def test_aws_takes_a_text_with_the_attempt_in_it(provider: str) -> None:
    Provider.answers.append((200, {"MessageId": "M1"}))
    assert aws(provider).send(TEXT) == TextReport(TextFate.ACCEPTED, "M1", ATTEMPT)
    assert Provider.asked[0][1]["Context"] == {"attemptId": ATTEMPT}


@pytest.mark.parametrize(
    ("answer", "raised"),
    [
        ((0, None), TextUnanswered),
        ((500, {"__type": "InternalServerException"}), TextUnanswered),
        ((400, {"__type": "ThrottlingException"}), TextThrottled),
        ((400, {"__type": "AccessDeniedException"}), PermissionError),
    ],
)
def test_aws_is_asked_once_and_doubt_stays_doubt(provider: str, answer: Any, raised: type[Exception]) -> None:
    Provider.answers.append(answer)
    with pytest.raises(raised):
        aws(provider).send(TEXT)
    assert len(Provider.asked) == 1


@pytest.mark.parametrize(
    ("said", "wants_none"),
    [
        ({"__type": "ConflictException", "Reason": "DESTINATION_PHONE_NUMBER_OPTED_OUT"}, True),
        ({"__type": "ValidationException", "Reason": "DESTINATION_COUNTRY_BLOCKED"}, False),
        (
            {
                "__type": "ValidationException",
                "Reason": "FIELD_VALIDATION_FAILED",
                "Fields": [{"Name": "DestinationPhoneNumber", "Message": "no"}],
            },
            False,
        ),
    ],
)
def test_a_refusal_of_one_number_at_aws_is_a_failure_of_that_text(provider: str, said: Any, wants_none: bool) -> None:
    Provider.answers.append((400, said))
    report = aws(provider).send(TEXT)
    assert (report.fate, report.wants_none) == (TextFate.FAILED, wants_none)


@pytest.mark.parametrize(
    "said",
    [
        {"__type": "ConflictException", "Reason": "RESOURCE_NOT_ACTIVE"},
        {"__type": "ValidationException", "Reason": "SENDER_ID_NOT_REGISTERED"},
        {"__type": "ValidationException", "Reason": "OTHER", "Fields": [{"Name": "OriginationIdentity"}]},
    ],
)
def test_a_fault_of_our_settings_fails_nobodys_notice(provider: str, said: Any) -> None:
    """It would meet everybody: thousands would be rung without a text, and nobody would know why."""
    Provider.answers.append((400, said))
    with pytest.raises(PermissionError):
        aws(provider).send(TEXT)


def test_every_reason_and_event_that_we_name_is_one_of_the_services_own() -> None:
    model = aws_model("pinpoint-sms-voice-v2")
    reasons = {*model.shape_for("ConflictExceptionReason").enum, *model.shape_for("ValidationExceptionReason").enum}
    assert reasons >= _ABOUT_THE_NUMBER
    assert set(model.shape_for("EventType").enum) >= _ARRIVED | _UNDER_WAY | {"TEXT_UNKNOWN"}
    errors = {shape.name for shape in model.operation_model("SendTextMessage").error_shapes}
    assert errors - {"InternalServerException", "ConflictException", "ValidationException"} == _NOT_TAKEN | _OUR_FAULT


def test_a_reply_is_told_apart_from_a_receipt() -> None:
    said = {"originationNumber": "+821000001234", "destinationNumber": "+8261", "messageBody": "그만 보내세요"}
    assert reply_of(said) == Reply(PhoneNumber("+821000001234"), "그만 보내세요")
    assert reply_of({"eventType": "TEXT_DELIVERED", "context": {}}) is None


def test_aws_keeps_no_list_so_doubt_stays(provider: str) -> None:
    found = aws(provider).look_up(TEXT, NOW)
    assert found is not None
    assert found.fate is TextFate.UNKNOWN


@pytest.mark.parametrize(
    ("kind", "fate"),
    [
        ("TEXT_DELIVERED", "delivered"),
        ("TEXT_SUCCESSFUL", "accepted"),  # the carrier has it, no more
        ("TEXT_QUEUED", "accepted"),
        ("TEXT_UNKNOWN", "unknown"),
        ("TEXT_CARRIER_BLOCKED", "failed"),
        ("TEXT_TTL_EXPIRED", "failed"),
    ],
)
def test_aws_receipts(kind: str, fate: str) -> None:
    report = report_of({"eventType": kind, "messageId": "M", "context": {"attemptId": ATTEMPT}})
    assert report is not None
    assert (report.fate, report.attempt_id) == (fate, ATTEMPT)
    assert report_of({"eventType": kind, "context": {}}) is None
