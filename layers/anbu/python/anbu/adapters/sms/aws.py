"""Texts by AWS End User Messaging. Korean handsets show them as [국제발신]: for trials, not the default."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError, ConnectTimeoutError, EndpointConnectionError, HTTPClientError

from anbu.domain.ids import AttemptId
from anbu.domain.outreach.sending import OutgoingText, TextFate, TextReport, TextThrottled, TextUnanswered
from anbu.domain.phones import PhoneNumber

if TYPE_CHECKING:
    from mypy_boto3_pinpoint_sms_voice_v2 import PinpointSMSVoiceV2Client

ATTEMPT_FIELD = "attemptId"
ONE_TRY = Config(retries={"total_max_attempts": 1}, connect_timeout=3, read_timeout=8)
"""SendTextMessage takes no client token: a retry by the SDK after a lost answer would be a second text."""

_NOT_TAKEN = {"ThrottlingException", "ServiceQuotaExceededException"}
_OUR_FAULT = {"AccessDeniedException", "ResourceNotFoundException"}
_OPTED_OUT = "DESTINATION_PHONE_NUMBER_OPTED_OUT"
_ABOUT_THE_NUMBER = {
    _OPTED_OUT,
    "DESTINATION_PHONE_NUMBER_NOT_VERIFIED",
    "DESTINATION_COUNTRY_BLOCKED",
    "COUNTRY_CODE_MISMATCH",
}
"""Reasons that tell of this one number; every other refusal tells of our settings, and would meet everybody."""
_ARRIVED = {"TEXT_DELIVERED"}
_UNDER_WAY = {"TEXT_PENDING", "TEXT_QUEUED", "TEXT_SENT", "TEXT_SUCCESSFUL"}
"""`TEXT_SUCCESSFUL`: the carrier has it, no more. Source: End User Messaging user guide, event types."""


class AwsTexts:
    """`TextSender` over End User Messaging. `origin` is a number, pool or sender id of the account."""

    def __init__(self, origin: str, configuration_set: str, client: "PinpointSMSVoiceV2Client | None" = None) -> None:
        self._client = client or boto3.client("pinpoint-sms-voice-v2", config=ONE_TRY)
        self._origin, self._configuration_set = origin, configuration_set

    def send(self, text: OutgoingText) -> TextReport:
        """Hands one text over, once.

        Raises:
            TextUnanswered: the answer was lost, or AWS broke down while answering.
            TextThrottled: it was certainly not taken.
            PermissionError: our settings are at fault, not this number.
        """
        try:
            answer = self._client.send_text_message(
                DestinationPhoneNumber=text.to,
                OriginationIdentity=self._origin,
                MessageBody=text.text.body,
                MessageType="TRANSACTIONAL",
                ConfigurationSetName=self._configuration_set,
                Context={ATTEMPT_FIELD: text.attempt_id},
            )
        except (ConnectTimeoutError, EndpointConnectionError):
            raise TextThrottled("not connected") from None
        except HTTPClientError as lost:
            raise TextUnanswered(type(lost).__name__) from None
        except ClientError as error:
            return self._refused(error, text.attempt_id)
        return TextReport(TextFate.ACCEPTED, answer["MessageId"], text.attempt_id)

    def look_up(self, text: OutgoingText, acted_at: datetime) -> TextReport | None:  # noqa: ARG002 - the port's shape
        """AWS keeps no list of texts that could be asked: what is not known stays `unknown` until its receipt comes."""
        return TextReport(TextFate.UNKNOWN, None, text.attempt_id)

    def _refused(self, error: ClientError, attempt: AttemptId) -> TextReport:
        code = error.response["Error"]["Code"]
        if code in _NOT_TAKEN:
            raise TextThrottled(code) from None
        if code in _OUR_FAULT:
            raise PermissionError(f"End User Messaging refused our request: {code}") from None
        if error.response["ResponseMetadata"]["HTTPStatusCode"] >= 500:  # noqa: PLR2004 - HTTP
            raise TextUnanswered(code) from None
        said: Mapping[str, Any] = error.response
        reason, fields = str(said.get("Reason", "")), said.get("Fields") or ()
        names_it = any(field.get("Name") == "DestinationPhoneNumber" for field in fields)
        if reason not in _ABOUT_THE_NUMBER and not names_it:
            raise PermissionError(f"End User Messaging refused our request: {code} {reason}") from None
        return TextReport(TextFate.FAILED, None, attempt, reason or code, wants_none=reason == _OPTED_OUT)


def report_of(event: Mapping[str, Any]) -> TextReport | None:
    """The receipt in one event of the configuration set (by SNS), or None if it is not ours."""
    attempt = (event.get("context") or {}).get(ATTEMPT_FIELD)
    if not attempt:
        return None
    kind = str(event.get("eventType") or "")
    if kind in _ARRIVED:
        fate = TextFate.DELIVERED
    elif kind in _UNDER_WAY:
        fate = TextFate.ACCEPTED
    elif kind == "TEXT_UNKNOWN":
        fate = TextFate.UNKNOWN
    else:
        fate = TextFate.FAILED
    return TextReport(fate, event.get("messageId"), AttemptId(attempt), kind)


@dataclass(frozen=True, slots=True)
class Reply:
    """What somebody answered to a text of ours."""

    number: PhoneNumber
    words: str


def reply_of(message: Mapping[str, Any]) -> Reply | None:
    """The answer in one message of a two-way number (by SNS), or None if it is something else."""
    number, words = message.get("originationNumber"), message.get("messageBody")
    return Reply(PhoneNumber(str(number)), str(words)) if number and words else None
