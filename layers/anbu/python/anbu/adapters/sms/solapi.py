"""Texts by Solapi, a Korean provider with registered sender numbers: its official SDK's words behind our port.

Requests, answers and signature are the SDK's; only the sending is ours. The SDK's own reads every root certificate anew
for each text, which is most of what a text costs (50 ms of CPU), and waits as long as it takes.
"""

import logging
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

import httpx
from pydantic import BaseModel
from solapi.lib.authenticator import Authenticator
from solapi.model.kakao.kakao_option import KakaoOption
from solapi.model.message_type import MessageType
from solapi.model.request.message import Message
from solapi.model.request.messages.get_messages import GetMessagesRequest
from solapi.model.request.send_message_request import SendMessageRequest
from solapi.model.response.messages.get_messages import GetMessagesResponse
from solapi.model.response.send_message_response import SendMessageResponse

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
_SOLAPI = "https://api.solapi.com"
_ANSWER_SECONDS = 5.0
_NO_OLD_CONNECTIONS = httpx.Limits(max_keepalive_connections=0)
"""A function that slept finds its connections dead and cannot tell what became of the text it sent over one."""

logging.getLogger("httpx").setLevel(logging.WARNING)  # it would log each request's address at INFO


class SolapiTexts:
    """`TextSender` over Solapi. `sender` is the registered number, `channel` the office's 알림톡 channel, if any."""

    def __init__(
        self, key: str, secret: str, sender: str, *, channel: str | None = None, base_url: str | None = None
    ) -> None:
        self._signer = Authenticator(key, secret)
        self._http = httpx.Client(
            base_url=base_url or _SOLAPI,
            timeout=_ANSWER_SECONDS,
            transport=httpx.HTTPTransport(retries=3, limits=_NO_OLD_CONNECTIONS),  # of connecting, not of sending
        )
        self._sender, self._channel = sender, channel

    def send(self, text: OutgoingText) -> TextReport:
        """Hands one text over, once.

        Raises:
            TextUnanswered: the answer was lost, or the provider broke down while answering.
            TextThrottled: it was certainly not taken.
            PermissionError: Solapi refuses what our settings say: key, sender, balance.
        """
        order = SendMessageRequest(messages=[self._message(text)], show_message_list=True)
        try:
            answer = SendMessageResponse.model_validate(self._ask("POST", "/messages/v4/send-many/detail", json=order))
        except _NOT_SENT:
            raise TextThrottled("not connected") from None
        except httpx.HTTPError as lost:
            raise TextUnanswered(type(lost).__name__) from None
        except _Refused as refused:
            if any(word in refused.code for word in _BUSY):
                raise TextThrottled(refused.code) from None
            raise PermissionError(f"Solapi refused our request: {refused.code}") from None
        except ValueError:
            raise TextUnanswered("broken answer") from None  # nobody knows how far it came; it may hold the number
        if answer.failed_message_list:  # of the one that was sent
            return TextReport(TextFate.FAILED, None, text.attempt_id, answer.failed_message_list[0].status_code)
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
                page = GetMessagesResponse.model_validate(self._ask("GET", "/messages/v4/list-old", params=query))
            except (httpx.HTTPError, _Refused, ValueError) as lost:
                raise TextThrottled(lost.code if isinstance(lost, _Refused) else type(lost).__name__) from None
            for message_id, message in page.message_list.items():
                if (message.custom_fields or {}).get(ATTEMPT_FIELD) == text.attempt_id:
                    code = message.status_code or ""
                    return TextReport(fate_of(code), message_id, text.attempt_id, code)
            if not page.next_key:
                break
            query = query.model_copy(update={"start_key": page.next_key})
        return None

    def _ask(self, method: str, path: str, *, json: BaseModel | None = None, params: BaseModel | None = None) -> Any:
        """One question, and what the JSON of its answer says.

        Raises:
            httpx.HTTPError: no answer, or that of a provider which broke down.
            _Refused: it does not want to.
            ValueError: it answered no JSON.
        """
        signed = {"Authorization": self._signer.get_auth_info()}
        answer = self._http.request(method, path, headers=signed, json=_told(json), params=_told(params))
        if answer.is_client_error:
            raise _Refused(str(answer.json().get("errorCode") or answer.status_code))
        return answer.raise_for_status().json()

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


def _told(model: BaseModel | None) -> dict[str, Any] | None:
    return model.model_dump(exclude_none=True, by_alias=True) if model else None


class _Refused(Exception):
    """Solapi's answer that it will not; its sentence stays behind, for it may hold the number."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code
