"""The operations of Amazon Connect that Anbu uses, with Connect's rules: what is idempotent, refused, or full."""

import asyncio
import uuid
from typing import Any

from local.residents.persona import Persona, Resident
from local.telephone.answering import ring
from local.telephone.aws_door import AwsDoor, AwsError, Params
from local.telephone.call import Switchboard
from local.telephone.contact import Contact
from local.telephone.contacts import Record
from local.telephone.lines import Ear, PersonaEar
from local.telephone.quotas import Rate
from local.telephone.settings import Oddity

TOKEN_SECONDS = 7 * 24 * 3600
MOST_ATTRIBUTE_BYTES = 32_768
DIALLABLE = ("+82", "+44", "+1")
"""What a Seoul instance may dial by default (Connect administrator guide, country allow-list)."""
_ODD_REFUSALS: tuple[Oddity, ...] = (
    "DestinationNotAllowedException",
    "OutboundContactNotPermittedException",
    "InternalServiceException",
    "TooManyRequestsException",
)
CANNOT_STOP = {"DISCONNECT", "TRANSFER", "QUEUE_TRANSFER", "MONITOR", "EXTERNAL_OUTBOUND"}


class ConnectApi:
    """Connect as one instance offers it."""

    def __init__(self, board: Switchboard, personas: list[Persona]) -> None:
        """`personas` live at all the numbers in the world."""
        self._board, self._personas = board, personas
        settings = board.settings
        clock = board.clock.timestamp
        self._starts = Rate(settings.starts_per_second, settings.burst, clock)
        self._describes = Rate(10, 15, clock)
        self._searches = Rate(settings.starts_per_second, settings.burst, clock)
        self._refused_once: set[tuple[str, str]] = set()
        self._tasks: dict[str, asyncio.Task[None]] = {}

    def door(self) -> AwsDoor:
        """All operations behind HTTP."""
        operations = {
            "StartOutboundVoiceContact": self.start,
            "StopContact": self.stop,
            "DescribeContact": self.describe,
            "SearchContacts": self.search,
            "GetContactAttributes": self.attributes,
        }
        return AwsDoor("connect", operations, invalid="InvalidParameterException")

    async def start(self, params: Params) -> Params:
        """StartOutboundVoiceContact: the same client token gives the same contact, for seven days."""
        self._instance(params)
        if not self._starts.take():
            raise AwsError("TooManyRequestsException", "Rate exceeded")
        board = self._board
        now = board.clock.timestamp()
        token = params.get("ClientToken", "")
        known = board.directory.by_token.get(token) if token else None
        if known is not None and now - known.initiated < TOKEN_SECONDS:
            return {"ContactId": known.contact.id}
        self._refuse(params)
        self._refuse_oddly(params["DestinationPhoneNumber"])
        record = self._record(params, token, now)
        board.directory.add(record)
        board.tell("INITIATED", record)
        self._run(record, self._ring(record))
        if board.settings.residents.is_odd(record.contact.customer, "answer_lost"):
            raise AwsError("InternalServiceException", "the call was started, and the answer broke")
        return {"ContactId": record.contact.id}

    async def stop(self, params: Params) -> Params:
        """StopContact."""
        self._instance(params)
        record = self._board.directory.by_id.get(params["ContactId"])
        if record is None or not record.in_the_air:
            raise AwsError(
                "ContactNotFoundException", "The contact with the specified ID is not active or does not exist"
            )
        if record.contact.initiation in CANNOT_STOP:
            raise AwsError(
                "InvalidRequestException", f"a contact begun by {record.contact.initiation} cannot be stopped"
            )
        self._board.finish(record, "API")
        self._tasks[record.contact.id].cancel()
        return {}

    async def describe(self, params: Params) -> Params:
        """DescribeContact."""
        if not self._describes.take():
            raise AwsError("ThrottlingException", "Rate exceeded")
        return {"Contact": self._found(params, "ContactId").described()}

    async def attributes(self, params: Params) -> Params:
        """GetContactAttributes."""
        return {"Attributes": dict(self._found(params, "InitialContactId").contact.attributes)}

    async def search(self, params: Params) -> Params:
        """SearchContacts, by time of initiation, initiation method and name."""
        self._instance(params)
        if not self._searches.take():
            raise AwsError("ThrottlingException", "Rate exceeded")
        span = params["TimeRange"]
        if span["Type"] != "INITIATION_TIMESTAMP":
            raise AwsError("InvalidParameterException", f"{span['Type']} is not searched by this network")
        criteria = dict(params.get("SearchCriteria", {}))
        methods = set(criteria.pop("InitiationMethods", ()))
        name = criteria.pop("Name", None)
        criteria.pop("Channels", None)
        if criteria:
            raise AwsError("InvalidParameterException", f"{', '.join(criteria)}: not searched by this network")
        found = [
            record.found()
            for record in self._board.directory.by_id.values()
            if span["StartTime"] <= record.initiated <= span["EndTime"]
            and (not methods or record.contact.initiation in methods)
            and (name is None or _named(record.contact.name, name))
        ]
        begin = int(params.get("NextToken", "0"))
        end = begin + int(params.get("MaxResults", 100))
        more = {"NextToken": str(end)} if end < len(found) else {}
        return {"Contacts": found[begin:end], "TotalCount": len(found), **more}

    def ring_in(self, number: str, ear: Ear) -> Record:
        """Somebody rings our number: the ring-back flow answers."""
        settings = self._board.settings
        contact = Contact(str(uuid.uuid4()), settings.instance_arn, number, settings.caller_number, "INBOUND")
        return self._begin(contact, settings.ring_back_flow, ear)

    def ring_out(self, number: str, ear: Ear, attributes: dict[str, str]) -> Record:
        """A try call from the browser's page: as an outbound one that has just been answered."""
        settings = self._board.settings
        contact = Contact(
            str(uuid.uuid4()), settings.instance_arn, number, settings.caller_number, attributes=attributes
        )
        return self._begin(contact, settings.outbound_flow, ear)

    async def until_over(self, record: Record) -> None:
        """Waits for the end of a call."""
        await asyncio.gather(self._tasks[record.contact.id], return_exceptions=True)

    def stop_all(self) -> None:
        """The network goes down: every line is dropped without a word."""
        for task in list(self._tasks.values()):
            task.cancel()

    def _begin(self, contact: Contact, flow_id: str, ear: Ear) -> Record:
        record = Record(contact, self._arn(contact.id), self._board.clock.timestamp(), flow_id)
        self._board.directory.add(record)
        self._board.tell("INITIATED", record)
        self._run(record, self._board.connect(record, ear))
        return record

    def _run(self, record: Record, life: Any) -> None:
        task = asyncio.create_task(life, name=record.contact.id)
        self._tasks[record.contact.id] = task
        task.add_done_callback(lambda _: self._tasks.pop(record.contact.id, None))

    async def _ring(self, record: Record) -> None:
        board = self._board
        number = record.contact.customer
        rung = ring(number, board.directory.calls_to[number], self._personas, board.settings.residents)
        await board.clock.sleep(min(rung.seconds, record.ring_seconds))
        if rung.reason is not None or rung.seconds > record.ring_seconds:
            board.finish(record, rung.reason or "TELECOM_UNANSWERED")
            return
        await board.connect(record, PersonaEar(Resident(rung.persona), board.clock))

    def _record(self, params: Params, token: str, now: float) -> Record:
        settings = self._board.settings
        contact = Contact(
            str(uuid.uuid4()),
            settings.instance_arn,
            params["DestinationPhoneNumber"],
            params.get("SourcePhoneNumber", settings.caller_number),
            name=params.get("Name", ""),
            description=params.get("Description", ""),
            attributes=dict(params.get("Attributes", {})),
        )
        flow_id = params["ContactFlowId"].rsplit("/", 1)[-1]
        ring_seconds = params.get("RingTimeoutInSeconds", 60)
        return Record(contact, self._arn(contact.id), now, flow_id, token, ring_seconds)

    def _refuse(self, params: Params) -> None:
        """What the service's model does not say, and the service does."""
        settings = self._board.settings
        if "SourcePhoneNumber" not in params and "QueueId" not in params:
            raise AwsError("InvalidRequestException", "Either SourcePhoneNumber or QueueId is required")
        if params["ContactFlowId"].rsplit("/", 1)[-1] not in settings.flows:
            raise AwsError("ResourceNotFoundException", "The contact flow does not exist")
        if not params["DestinationPhoneNumber"].startswith(DIALLABLE):
            raise AwsError("DestinationNotAllowedException", "Outbound calls to the destination number are not allowed")
        if params.get("TrafficType") == "CAMPAIGN" or "AnswerMachineDetectionConfig" in params:
            raise AwsError("LimitExceededException", "campaign calls: the quota of this instance is 0")
        attributes = params.get("Attributes", {})
        if sum(len((key + value).encode()) for key, value in attributes.items()) > MOST_ATTRIBUTE_BYTES:
            raise AwsError("InvalidRequestException", "Attributes are larger than 32768 bytes")
        if len(self._board.directory.in_the_air) >= settings.concurrent_calls:
            raise AwsError("LimitExceededException", "Concurrent active calls per instance")

    def _refuse_oddly(self, number: str) -> None:
        """What the settings want to go wrong at one number. Load passes: 429 comes once."""
        residents = self._board.settings.residents
        for code in _ODD_REFUSALS:
            if residents.is_odd(number, code) and (code, number) not in self._refused_once:
                if code == "TooManyRequestsException":
                    self._refused_once.add((code, number))
                raise AwsError(code, "as the settings of this network want it")

    def _found(self, params: Params, key: str) -> Record:
        self._instance(params)
        record = self._board.directory.by_id.get(params[key])
        if record is None:
            raise AwsError("ResourceNotFoundException", "The contact does not exist")
        return record

    def _instance(self, params: Params) -> None:
        if params["InstanceId"].rsplit("/", 1)[-1] != self._board.settings.instance_id:
            raise AwsError("ResourceNotFoundException", "The instance does not exist")

    def _arn(self, contact_id: str) -> str:
        return f"{self._board.settings.instance_arn}/contact/{contact_id}"


def _named(name: str, wanted: dict[str, Any]) -> bool:
    texts = wanted["SearchText"]
    if wanted["MatchType"] == "MATCH_EXACT":
        return any(name == text for text in texts)
    match = all if wanted["MatchType"] == "MATCH_ALL" else any
    return match(text in name for text in texts)
