"""The ports and policies that groups of use cases share."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Protocol

from anbu.domain.cases.attempt import Attempt, CallEnded
from anbu.domain.cases.call_report import CallReport
from anbu.domain.cases.case import Priority
from anbu.domain.cases.ladder import Ladder
from anbu.domain.ids import AreaCode, AttemptId
from anbu.domain.outreach.pace import StartRate
from anbu.ports import Clock, Ledger, Outbox, TelephoneNetwork


@dataclass(frozen=True, slots=True)
class Telephone:
    """This deployment's share of a Connect instance."""

    lines: int
    """Calls at once that we may start: the smallest quota less the headroom for people who ring back."""
    rate: StartRate
    longest_call: timedelta = timedelta(minutes=20)
    """Ringing, talk (15 minutes at most, a limit of Lex) and hand-over: after that a call is looked up."""
    act_seconds: float = 30
    """Real seconds within which a run that acts towards a provider has ended: its function's time limit."""


@dataclass(frozen=True, slots=True)
class Dialling:
    """What placing and looking up calls needs besides."""

    work: "Work"
    phone: TelephoneNetwork


class AreaTree(Protocol):
    """Which area lies in which."""

    def is_within(self, code: AreaCode, ancestor: AreaCode) -> bool:
        """Whether `code` is `ancestor` or lies in it: by the tree, not by digits."""
        ...


@dataclass(frozen=True, slots=True)
class Campaigning:
    """What campaigns need besides."""

    work: "Work"
    areas: AreaTree


@dataclass(frozen=True, slots=True)
class Work:
    """What every step on the way of a case needs: the ledger, the time, the policy, the queues."""

    ledger: Ledger
    clock: Clock
    ladder: Callable[[AreaCode], Ladder]
    telephone: Telephone
    judge: Callable[[Attempt, CallEnded], CallReport]
    """What a call came to, from its turns and its end."""
    freeze: Callable[[AttemptId], None]
    """Puts the words of an ended call where they are summarised; if that fails, the case is overdue and comes again."""
    notices: Outbox
    calls: Outbox
    events: Outbox
    summaries: Outbox
    weights: Mapping[Priority, int] = field(
        default_factory=lambda: {Priority.FIRST: 6, Priority.SECOND: 3, Priority.THIRD: 1}
    )
    shards: int = 1
    texts_a_minute: int = 600
    """Texts that may wait to be sent: what provider and function take well within that time."""

    def act_lease(self) -> timedelta:
        """How long an intent to act holds: twice the time limit of the run that acts (design §2.3)."""
        return self.clock.lease(2 * self.telephone.act_seconds)

    def step_lease(self) -> timedelta:
        """How long freezing or summarising may take before it is started again."""
        return timedelta(minutes=10) + self.clock.lease(2 * self.telephone.act_seconds)
