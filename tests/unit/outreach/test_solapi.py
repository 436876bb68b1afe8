"""Solapi through its own SDK: one act a text, and a doubt is never a failure."""

from collections.abc import Iterator
from typing import Any

import pytest

from anbu.adapters.sms.solapi import SolapiTexts, fate_of, reports_of
from anbu.domain.outreach.sending import TextFate, TextReport, TextThrottled, TextUnanswered
from tests.unit.outreach.text_provider import ATTEMPT, NOW, TEXT, Provider, answering

COUNT = dict.fromkeys(
    ("total", "sentTotal", "sentSuccess", "sentPending", "sentReplacement", "refund", "registeredSuccess"), 0
)


MONEY = {"requested": 0, "replacement": 0, "refund": 0, "sum": 0}


@pytest.fixture
def provider() -> Iterator[str]:
    with answering() as url:
        yield url


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
