"""Amazon Connect as our telephone network: StartOutboundVoiceContact, SearchContacts, DescribeContact."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from botocore.config import Config
from botocore.exceptions import ClientError, ConnectTimeoutError, EndpointConnectionError, HTTPClientError

from anbu.domain.cases.attempt import CallEnded
from anbu.domain.cases.outcome import Outcome
from anbu.domain.ids import AttemptId, ContactId
from anbu.domain.phones import PhoneNumber
from anbu.domain.times import KST
from anbu.ports import CallRefused, CallUnanswered, ContactState, Throttled

if TYPE_CHECKING:
    from mypy_boto3_connect import ConnectClient

ONE_TRY = Config(retries={"total_max_attempts": 1, "mode": "standard"}, connect_timeout=3, read_timeout=8)
"""No hidden retries: a lost answer is looked up (a client token holds only for the same contact)."""
_THROTTLED = {
    "TooManyRequestsException",
    "ThrottlingException",
    "LimitExceededException",
    "ServiceQuotaExceededException",
}
_REFUSED = {
    "DestinationNotAllowedException": Outcome.FAILED,
    "OutboundContactNotPermittedException": Outcome.FAILED,
}
_UNSET = datetime(1970, 1, 2, tzinfo=KST)
"""Connect writes 1970-01-01 for a time that never came."""
RING_SECONDS = 40


class ConnectNetwork:
    """`TelephoneNetwork` over one Connect instance."""

    def __init__(self, client: "ConnectClient", instance_id: str, flow_id: str, caller: str) -> None:
        self._client = client
        self._instance = instance_id
        self._flow = flow_id
        self._caller = caller

    def start_call(self, number: PhoneNumber, attempt: AttemptId) -> ContactId:
        """Starts a call; see the port for what its errors mean."""
        try:
            started = self._client.start_outbound_voice_contact(
                InstanceId=self._instance,
                ContactFlowId=self._flow,
                DestinationPhoneNumber=number,
                SourcePhoneNumber=self._caller,
                ClientToken=attempt,
                Name=attempt,
                TrafficType="GENERAL",
                RingTimeoutInSeconds=RING_SECONDS,
                Attributes={"attemptId": attempt},
            )
        except (ConnectTimeoutError, EndpointConnectionError):
            raise Throttled("not connected") from None
        except HTTPClientError as lost:
            raise CallUnanswered(type(lost).__name__) from None
        except ClientError as error:
            raise _meaning(error) from None
        return ContactId(started["ContactId"])

    def find_call(self, attempt: AttemptId, since: datetime) -> ContactState | None:
        """By the name that the contact carries."""
        found = self._client.search_contacts(
            InstanceId=self._instance,
            TimeRange={"Type": "INITIATION_TIMESTAMP", "StartTime": since, "EndTime": since + timedelta(days=2)},
            SearchCriteria={
                "Name": {"SearchText": [attempt], "MatchType": "MATCH_EXACT"},
                "InitiationMethods": ["API"],
            },
            MaxResults=10,
        )
        contacts = found["Contacts"]
        return self.describe_call(ContactId(contacts[0]["Id"])) if contacts else None

    def describe_call(self, contact: ContactId) -> ContactState | None:
        """One contact, or None if Connect does not know it."""
        try:
            found = self._client.describe_contact(InstanceId=self._instance, ContactId=contact)["Contact"]
        except ClientError as error:
            if error.response["Error"]["Code"] == "ResourceNotFoundException":
                return None
            raise
        name = found.get("Name")
        return ContactState(contact, AttemptId(name) if name else None, ended_of(found))


def _meaning(error: ClientError) -> Exception:
    code = error.response["Error"]["Code"]
    status = error.response.get("ResponseMetadata", {}).get("HTTPStatusCode")
    if code in _THROTTLED or status == 429:  # noqa: PLR2004  HTTP: too many requests
        return Throttled(code)
    if isinstance(status, int) and status >= 500:  # noqa: PLR2004  HTTP: nobody knows how far it came
        return CallUnanswered(code)
    if code in _REFUSED:
        return CallRefused(_REFUSED[code], code)
    if code in {"InvalidParameterException", "InvalidRequestException"} and "DestinationPhoneNumber" in str(error):
        return CallRefused(Outcome.INVALID_NUMBER, code)
    return error


def ended_of(contact: Mapping[str, Any]) -> CallEnded | None:
    """The end of a contact as DescribeContact or an event tells it; None while it is in the air. Keys in any case."""
    plain = {key.lower(): value for key, value in contact.items()}
    ended = moment_of(plain.get("disconnecttimestamp"))
    if ended is None:
        return None
    reason = plain.get("disconnectreason")
    agent = {key.lower(): value for key, value in (plain.get("agentinfo") or {}).items()}
    return CallEnded(
        ended,
        moment_of(plain.get("connectedtosystemtimestamp")),
        str(reason) if reason else None,
        moment_of(agent.get("connectedtoagenttimestamp")),
    )


def moment_of(value: object) -> datetime | None:
    """A time as Connect writes it, or None where it was never set (absent, null, or 1970)."""
    if isinstance(value, str):
        value = datetime.fromisoformat(value)
    if not isinstance(value, datetime) or value <= _UNSET:
        return None
    return value.astimezone(KST)
