"""AWS End User Messaging through botocore: one act a text, and a doubt is never a failure."""

from collections.abc import Iterator
from typing import Any

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
from anbu.domain.outreach.sending import TextFate, TextReport, TextThrottled, TextUnanswered
from anbu.domain.phones import PhoneNumber
from tests.unit.outreach.text_provider import ATTEMPT, NOW, TEXT, Provider, answering


@pytest.fixture
def provider() -> Iterator[str]:
    with answering() as url:
        yield url


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
