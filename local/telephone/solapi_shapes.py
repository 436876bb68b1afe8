"""Solapi's JSON, as its official SDK reads it (solapi 5.0.3, `solapi.model.response`)."""

import hashlib
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from local.telephone.texts import Text

_KINDS = ("sms", "lms", "mms", "ata", "cta", "cti", "nsa", "rcs_sms", "rcs_lms", "rcs_mms", "rcs_tpl")


ACCOUNT = "00000000000000"
SENTENCES = {
    "1062": "발신번호 또는 수신번호가 올바르지 않습니다.",
    "1063": "메시지 길이가 초과되었습니다.",
    "2000": "정상 접수(이통사로 접수 예정)",
    "3059": "수신번호가 올바르지 않거나 없는 번호입니다.",
    "4000": "수신 완료",
}
"""What the provider says about each status code that this network gives."""


def group(group_id: str, taken: int, failed: int, at: str) -> dict[str, Any]:
    """A group of messages, right after it was taken."""
    return {
        "count": {
            "total": taken + failed,
            "sentTotal": 0,
            "sentFailed": 0,
            "sentSuccess": 0,
            "sentPending": 0,
            "sentReplacement": 0,
            "refund": 0,
            "registeredFailed": failed,
            "registeredSuccess": taken,
        },
        "countForCharge": {kind: {"82": 0} for kind in _KINDS},
        "balance": {"requested": 0, "replacement": 0, "refund": 0, "sum": 0},
        "point": {"requested": 0, "replacement": 0, "refund": 0, "sum": 0},
        "app": {"profit": dict.fromkeys(_KINDS, 0), "appId": None},
        "log": [{"createAt": at, "message": "메시지 그룹이 생성되었습니다."}],
        "status": "SENDING",
        "allowDuplicates": False,
        "isRefunded": False,
        "accountId": ACCOUNT,
        "masterAccountId": None,
        "apiVersion": "4",
        "groupId": group_id,
        "price": {},
        "dateCreated": at,
        "dateUpdated": at,
    }


def message(text: "Text", at: str) -> dict[str, Any]:
    """One message as lists show it."""
    return {
        **{key: value for key, value in text.asked.items() if key != "kakaoOptions"},
        "messageId": text.id,
        "groupId": text.group_id,
        "statusCode": text.status,
        "statusMessage": SENTENCES[text.status],
        "country": "82",
        "accountId": ACCOUNT,
        "dateCreated": at,
        "dateUpdated": at,
    }


def refused(asked: Mapping[str, Any], message_id: str, code: str) -> dict[str, Any]:
    """One message that was not taken."""
    return {
        "to": asked.get("to"),
        "from": asked.get("from"),
        "type": asked.get("type") or "SMS",
        "country": "82",
        "messageId": message_id,
        "statusCode": code,
        "statusMessage": SENTENCES[code],
        "accountId": ACCOUNT,
        "customFields": asked.get("customFields"),
    }


def webhook_headers(word: str) -> dict[str, str]:
    """By these a webhook knows who calls, and of what."""
    told = hashlib.sha1(word.encode()).hexdigest()  # noqa: S324 - the provider's choice
    return {"X-Solapi-Event-Name": "SINGLE-REPORT", "X-Solapi-Secret": told}


def report(text: "Text", taken: str, reported: str) -> dict[str, Any]:
    """What the webhook SINGLE-REPORT is sent."""
    return {
        "eventDataId": f"ED{text.id}",
        "data": {
            "messageId": text.id,
            "groupId": text.group_id,
            "type": text.asked.get("type"),
            "to": text.asked["to"],
            "from": text.asked.get("from"),
            "statusCode": text.status,
            "dateProcessed": taken,
            "dateReported": reported,
            "dateReceived": reported,
            "networkCode": "000",
            "customFields": text.asked.get("customFields") or {},
        },
        "retryCount": 0,
    }
