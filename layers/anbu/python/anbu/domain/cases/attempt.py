"""Acts towards a person: each has an intent with a lease, written before the act (design §2.3)."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from anbu.domain.cases.outcome import NoticeResult, Outcome
from anbu.domain.ids import AttemptId, CaseId, ContactId, NumberKey


class AttemptKind(StrEnum):
    """Kinds of acts."""

    NOTICE = "notice"
    CALL = "call"
    RING_BACK = "ring_back"


class AttemptStatus(StrEnum):
    """How far an act has come. It only ever moves down this list."""

    INTENT = "intent"
    ACTED = "acted"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class Attempt:
    """One act for one case. Nobody acts on it once its lease has passed: then it is looked up."""

    id: AttemptId
    case_id: CaseId
    kind: AttemptKind
    n: int
    number: NumberKey
    created_at: datetime
    lease_until: datetime
    status: AttemptStatus = AttemptStatus.INTENT
    claimed_at: datetime | None = None
    """When a run took it to act. A second run that finds it claimed does not act: it looks up."""
    contact_id: ContactId | None = None
    provider_id: str | None = None
    acted_at: datetime | None = None
    ended_at: datetime | None = None
    end_reason: str | None = None
    """As the telephone network said it."""
    outcome: Outcome | None = None
    notice_result: NoticeResult | None = None
    call_back_at: datetime | None = None
    line: int | None = None
    transcript_version: int = 0
    lookups: int = 0
    version: int = 0


@dataclass(frozen=True, slots=True)
class CallEnded:
    """What the telephone network says of a call's end. `reason` may be a word that nobody has seen before."""

    at: datetime
    connected_at: datetime | None = None
    """None: nobody and nothing answered."""
    reason: str | None = None
    agent_at: datetime | None = None
    """When a member of staff came to it; None: nobody did."""

    @property
    def may_go_on(self) -> bool:
        """Whether another contact of its chain may still be in the air: only staff pass a call on, and nobody can pass
        on a caller who has hung up."""
        return self.agent_at is not None and self.reason != "CUSTOMER_DISCONNECT"


@dataclass(frozen=True, slots=True)
class Contact:
    """A Connect contact: written by whoever learns of it first, the dialler, the flow's first function or an event.

    Until the attempt is known, an end that came early is parked here.
    """

    contact_id: ContactId
    attempt_id: AttemptId | None = None
    ended: CallEnded | None = None
    version: int = 0


@dataclass(frozen=True, slots=True)
class Line:
    """One telephone line, held by one attempt until its contact chain has ended: there is no counter to drift."""

    n: int
    held_by: AttemptId | None
    since: datetime
    version: int = 0


@dataclass(frozen=True, slots=True)
class NumberLock:
    """One telephone number, over all cases, rounds and campaigns: households share phones (design §2.4).

    Texts and calls have a lock each: the call follows its own notice by less than the gap between two calls.
    """

    number: NumberKey
    channel: str
    """`text` or `call`"""
    held_by: AttemptId | None
    free_at: datetime
    """From when it may be acted on again (the minimum gap), unless it is held."""
    version: int = 0


@dataclass(frozen=True, slots=True)
class Pace:
    """Call starts against Connect's rate, and the turn of the priority classes. One item a telephone instance."""

    name: str
    arrival: datetime
    """Theoretical arrival time of the generic cell rate algorithm: how far the starts granted reach ahead."""
    served: int = 0
    nobody_in: tuple[str, ...] = ()
    """Where looks have found nobody to ring (partitions of the due index)."""
    nobody_until: datetime | None = None
    """Until then only beats look there again, not each line that comes free."""
    version: int = 0
