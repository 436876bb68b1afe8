"""What use cases need from outside. Adapters keep these promises; tests and the local cloud use the same ones."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, Generic, Protocol, TypeVar

from anbu.domain.cases.attempt import CallEnded
from anbu.domain.cases.outcome import Outcome
from anbu.domain.ids import AttemptId, ContactId
from anbu.domain.outreach.sending import OutgoingText, TextReport
from anbu.domain.phones import PhoneNumber
from anbu.domain.transcript import Transcript

E = TypeVar("E")


class Conflict(Exception):
    """A condition of a write did not hold: someone else was faster, or this was done already. Read again and decide."""


class Index(StrEnum):
    """Ways to find entities. `OWN` is the entity's own partition and exact; the others lag in AWS: hints only."""

    OWN = "own"
    DUE = "due"
    ROUND = "round"
    LIST = "list"
    AREA = "area"


@dataclass(frozen=True, slots=True)
class Create:
    """Must not exist yet."""

    entity: Any


@dataclass(frozen=True, slots=True)
class Replace:
    """The stored version must be `entity.version`; it is stored one higher."""

    entity: Any


@dataclass(frozen=True, slots=True)
class Delete:
    """The stored version must be `entity.version`."""

    entity: Any


@dataclass(frozen=True, slots=True)
class Check:
    """Changes nothing, but the stored version must be `entity.version`."""

    entity: Any


Change = Create | Replace | Delete | Check


@dataclass(frozen=True, slots=True)
class Page(Generic[E]):
    """One page of a query. `cursor` is None at the end."""

    items: tuple[E, ...]
    cursor: str | None = None


@dataclass(frozen=True, slots=True)
class Wanted(Generic[E]):
    """One entity to read: its kind and its key."""

    kind: type[E]
    key: tuple[str | int, ...]


class Ledger(Protocol):
    """The truth: a store of typed entities with optimistic versions and transactions."""

    def get(self, kind: type[E], *key: str | int) -> E | None:
        """The entity as it is now (strongly consistent), or None."""
        ...

    def get_together(self, *wanted: Wanted[Any]) -> tuple[Any, ...]:
        """Each of them as `get` gives it, in this order, in one request (at most 100); not one moment for all of them.

        `usecases/read_together.py` gives the same with types.
        """
        ...

    def write(self, *changes: Change) -> None:
        """All of the changes or none (at most 100).

        Raises:
            Conflict: a condition of one of them did not hold.
        """
        ...

    def query(
        self,
        kind: type[E],
        index: Index,
        partition: str,
        *,
        low: str = "",
        high: str = "\uffff",
        limit: int = 100,
        cursor: str | None = None,
        newest_first: bool = False,
    ) -> Page[E]:
        """Entities of one partition with `low` ≤ sort key ≤ `high`, in order."""
        ...


class Clock(Protocol):
    """The one source of time (design §2.9)."""

    def now(self) -> datetime:
        """This moment, aware, in KST."""
        ...

    def lease(self, seconds: float) -> timedelta:
        """How far this clock moves while a run works for so many real seconds: leases on runs are made of it."""
        ...

    def wait_until(self, moment: datetime) -> None:
        """Comes back when this clock shows `moment`, at once if it has passed."""
        ...


class Outbox(Protocol):
    """A queue's sending end."""

    def send(self, messages: Sequence[Mapping[str, Any]]) -> None:
        """Puts every message on the queue; raises if one could not be put."""
        ...


class Throttled(Exception):
    """The provider takes no more just now: nothing was done, try again later."""


class CallUnanswered(Exception):
    """The network's answer was lost: it may be ringing. The call must be looked up, never placed again."""


class CallRefused(Exception):
    """The provider will never place this call; nobody's phone rang. `outcome` says what it came to."""

    def __init__(self, outcome: Outcome, code: str) -> None:
        super().__init__(code)
        self.outcome = outcome
        self.code = code


@dataclass(frozen=True, slots=True)
class ContactState:
    """What the telephone network knows of one contact."""

    contact_id: ContactId
    attempt_id: AttemptId | None
    ended: CallEnded | None
    """None: still in the air."""


class TelephoneNetwork(Protocol):
    """Amazon Connect, as far as we use it."""

    def start_call(self, number: PhoneNumber, attempt: AttemptId) -> ContactId:
        """Starts a call; the contact carries the attempt id as its name.

        Raises:
            Throttled: too fast or no line: nothing was done.
            CallRefused: this number cannot be rung.
            CallUnanswered: it is open whether the call was started. So does anything else that is raised.
        """
        ...

    def find_call(self, attempt: AttemptId, since: datetime) -> ContactState | None:
        """The contact that carries this attempt's id, or None if there is none."""
        ...

    def describe_call(self, contact: ContactId) -> ContactState | None:
        """The contact of this id, or None if it is not known."""
        ...


class TextSender(Protocol):
    """A provider of text messages."""

    def send(self, text: OutgoingText) -> TextReport:
        """Hands one text over, once; the provider keeps the attempt id with it.

        Raises:
            TextThrottled: it was certainly not taken: it may go again later.
            TextUnanswered: the answer was lost: it must be looked up, never sent again.
        """
        ...

    def look_up(self, text: OutgoingText, acted_at: datetime) -> TextReport | None:
        """What became of the text of this attempt, handed over at about `acted_at`; None if the provider has none.

        Raises:
            TextThrottled: no answer now: ask again later.
        """
        ...


class TranscriptStore(Protocol):
    """Where frozen transcripts lie (`transcripts/{attempt}/v{n}.json`)."""

    def put(self, attempt: AttemptId, version: int, transcript: Transcript) -> str:
        """Stores one version and returns its key. The same version again is stored as the same object."""
        ...

    def read(self, key: str) -> Transcript:
        """The transcript under a key.

        Raises:
            Unreadable: it is not there, or nobody can make sense of it.
        """
        ...


class Shelf(StrEnum):
    """Where files with personal data lie."""

    TRANSCRIPTS = "transcripts"
    LISTS = "lists"
    """Uploaded lists, their receipts, photos of reports."""


class Eraser(Protocol):
    """What makes files go for good."""

    def erase(self, shelf: Shelf, prefix: str) -> None:
        """Erases everything under a prefix, older versions too. What is gone already is no error."""
        ...


class Unreadable(Exception):
    """A stored file cannot be read as what it should be: work for a person, never for nobody."""
