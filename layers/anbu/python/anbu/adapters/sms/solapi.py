"""Texts by Solapi, a Korean provider with registered sender numbers: its official SDK behind our port."""

import logging
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

import httpx
from solapi import SolapiMessageService
from solapi.error.MessageNotReceiveError import MessageNotReceivedError
from solapi.model.kakao.kakao_option import KakaoOption
from solapi.model.message_type import MessageType
from solapi.model.request.message import Message
from solapi.model.request.messages.get_messages import GetMessagesRequest
from solapi.model.request.send_message_request import SendRequestConfig

from anbu.domain.ids import AttemptId
from anbu.domain.outreach.sending import OutgoingText, TextFate, TextReport, TextThrottled, TextUnanswered
from anbu.domain.phones import domestic

ATTEMPT_FIELD = "attemptId"
_NOT_SENT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout)
_BUSY = ("TooManyRequests", "RateLimit", "Throttl")
_UNDER_WAY = {"2000", "3000"}
"""Taken by Solapi; handed to the carrier. Source: solapi.dev/guides/message-status-codes."""
_ARRIVED = "4000"
_PAGE, _PAGES = 500, 20

logging.getLogger("httpx").setLevel(logging.WARNING)  # it would log each request's address at INFO


class SolapiTexts:
    """`TextSender` over Solapi. `sender` is the registered number, `channel` the office's 알림톡 channel, if any."""

    def __init__(
        self, key: str, secret: str, sender: str, *, channel: str | None = None, base_url: str | None = None
    ) -> None:
        self._service = SolapiMessageService(api_key=key, api_secret=secret)
        if base_url:
            self._service.base_url = base_url
        self._sender, self._channel = sender, channel

    def send(self, text: OutgoingText) -> TextReport:
        """Hands one text over, once.

        Raises:
            TextUnanswered: the answer was lost, or the provider broke down while answering.
            TextThrottled: it was certainly not taken.
        """
        try:
            answer = self._service.send(self._message(text), SendRequestConfig(show_message_list=True))
        except MessageNotReceivedError as refused:
            code = refused.failed_messages[0].status_code
            return TextReport(TextFate.FAILED, None, text.attempt_id, code)
        except _NOT_SENT:
            raise TextThrottled("not connected") from None
        except httpx.HTTPError as lost:
            raise TextUnanswered(type(lost).__name__) from None
        except Exception as error:  # the SDK raises bare Exception(code, message); the message may hold the number
            raise _as_ours(error) from None
        item = (answer.message_list or [None])[0]
        return TextReport(
            fate_of(item.status_code) if item else TextFate.ACCEPTED,
            item.message_id if item else answer.group_info.group_id,
            text.attempt_id,
            item.status_code if item else "",
        )

    def look_up(self, text: OutgoingText, acted_at: datetime) -> TextReport | None:
        """The text of that attempt as the provider has it, or None: it never got there.

        Searched by time and by our own field: the number stays out of addresses (they are logged on the way).
        """
        start, end = acted_at - timedelta(minutes=5), acted_at + timedelta(hours=1)
        query = GetMessagesRequest(limit=_PAGE, start_date=start.isoformat(), end_date=end.isoformat())
        for _ in range(_PAGES):
            try:
                page = self._service.get_messages(query)
            except httpx.HTTPError as lost:
                raise TextThrottled(type(lost).__name__) from None
            except Exception as error:
                raise TextThrottled(str(error.args[0] if error.args else "")[:40]) from None
            for message_id, message in page.message_list.items():
                if (message.custom_fields or {}).get(ATTEMPT_FIELD) == text.attempt_id:
                    code = message.status_code or ""
                    return TextReport(fate_of(code), message_id, text.attempt_id, code)
            if not page.next_key:
                break
            query = query.model_copy(update={"start_key": page.next_key})
        return None

    def _message(self, text: OutgoingText) -> Message:
        body = text.text
        if self._channel and body.template_id:
            kakao = KakaoOption(pf_id=self._channel, template_id=body.template_id, variables=dict(body.values))
            kind = MessageType.ATA  # falls back to the text below by itself: disable_sms stays False
        else:
            kakao, kind = None, MessageType(body.type.value)
        return Message(
            from_=self._sender,
            to=domestic(text.to),
            text=body.body,
            subject=body.subject,
            type=kind,
            auto_type_detect=False,
            kakao_options=kakao,
            custom_fields={ATTEMPT_FIELD: text.attempt_id},
        )


def fate_of(code: str) -> TextFate:
    """What a Solapi status code means for us."""
    if code == _ARRIVED:
        return TextFate.DELIVERED
    if code in _UNDER_WAY or not code:
        return TextFate.ACCEPTED
    return TextFate.FAILED


def reports_of(body: list[Mapping[str, Any]]) -> list[TextReport]:
    """The receipts in a webhook's body (event SINGLE-REPORT); entries that are not ours are left out."""
    reports = []
    for entry in body:
        data = entry.get("data") or {}
        attempt = (data.get("customFields") or {}).get(ATTEMPT_FIELD)
        if attempt:
            code = str(data.get("statusCode") or "")
            reports.append(TextReport(fate_of(code), data.get("messageId"), AttemptId(attempt), code))
    return reports


def _as_ours(error: Exception) -> Exception:
    code = str(error.args[0]) if error.args else ""
    if any(word in code for word in _BUSY):
        return TextThrottled(code)
    if code == "UnknownError" or len(error.args) != _CODE_AND_SENTENCE:
        return TextUnanswered("broken answer")  # a 5xx: nobody knows how far it came
    return PermissionError(f"Solapi refused our request: {code}")  # our settings: key, sender, balance


_CODE_AND_SENTENCE = 2
