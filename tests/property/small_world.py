"""A whole outreach in memory: real ledger rules and use cases, a telephone network and queues that a test controls."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Any

from anbu.adapters.ledger.memory import MemoryLedger
from anbu.domain.cases.attempt import Attempt, CallEnded
from anbu.domain.cases.call_report import CallReport
from anbu.domain.cases.case import Case, NumberRef, Person, StoryEntry
from anbu.domain.cases.outcome import NoticeResult, Outcome
from anbu.domain.cases.state import State
from anbu.domain.ids import AttemptId, CaseId, ContactId, NumberKey, PersonKey, RoundId
from anbu.domain.outreach.pace import StartRate
from anbu.domain.phones import Phone, PhoneKind, PhoneNumber
from anbu.ports import CallRefused, Change, ContactState, Create, Throttled
from anbu.usecases.worlds import Dialling, Telephone, Work
from tests.hand_clock import HandClock
from tests.unit.cases.builders import GOKSEONG, ladder


class Crash(BaseException):
    """A run died here: nothing in the program catches that."""


@dataclass(slots=True)
class Queue:
    """Messages that the test delivers when and as often as it likes."""

    waiting: list[Mapping[str, Any]] = field(default_factory=list)

    def send(self, messages: Sequence[Mapping[str, Any]]) -> None:
        self.waiting += messages


class CrashingLedger(MemoryLedger):
    """Dies before or after one write, when told so."""

    def __init__(self) -> None:
        super().__init__()
        self.dies_at: int | None = None
        self.after = False

    def write(self, *changes: Change) -> None:
        if self.dies_at is not None:
            self.dies_at -= 1
            if self.dies_at < 0:
                self.dies_at = None
                if self.after:
                    super().write(*changes)
                raise Crash
        super().write(*changes)


@dataclass(slots=True)
class Exchange:
    """The telephone network: what was really rung, and what is still in the air."""

    clock: HandClock
    rung: list[tuple[AttemptId, PhoneNumber, datetime]] = field(default_factory=list)
    contacts: dict[ContactId, ContactState] = field(default_factory=dict)
    mood: str = "fine"

    def start_call(self, number: PhoneNumber, attempt: AttemptId) -> ContactId:
        if self.mood == "busy":
            raise Throttled("TooManyRequestsException")
        if self.mood == "refuses":
            raise CallRefused(Outcome.INVALID_NUMBER, "InvalidParameterException")
        contact = ContactId(f"contact-{len(self.rung)}")
        self.rung.append((attempt, number, self.clock.now()))
        self.contacts[contact] = ContactState(contact, attempt, None)
        if self.mood == "answer_lost":
            raise TimeoutError
        return contact

    def find_call(self, attempt: AttemptId, _since: datetime) -> ContactState | None:
        return next((state for state in self.contacts.values() if state.attempt_id == attempt), None)

    def describe_call(self, contact: ContactId) -> ContactState | None:
        return self.contacts.get(contact)

    def hang_up(self, contact: ContactId, reason: str, *, with_staff: bool = False) -> CallEnded:
        ended = CallEnded(self.clock.now(), reason=reason, agent_at=self.clock.now() if with_staff else None)
        self.contacts[contact] = replace(self.contacts[contact], ended=ended)
        return ended


OUTCOMES = {outcome.value: outcome for outcome in Outcome}


def judge(_attempt: Attempt, ended: CallEnded) -> CallReport:
    """The reason of the end is the outcome that the test chose."""
    outcome = OUTCOMES.get(ended.reason or "", Outcome.FAILED)
    return CallReport(outcome, reached_self=outcome is Outcome.COMPLETED)


@dataclass(slots=True)
class SmallWorld:
    """People, lines and everything between."""

    people: int = 4
    lines: int = 2
    shared_number: bool = True
    clock: HandClock = field(default_factory=HandClock)
    ledger: CrashingLedger = field(default_factory=CrashingLedger)
    calls: Queue = field(default_factory=Queue)
    exchange: Exchange = field(init=False)
    dialling: Dialling = field(init=False)

    def __post_init__(self) -> None:
        self.exchange = Exchange(self.clock)
        rules = ladder(call_budget=2)
        work = Work(
            ledger=self.ledger,
            clock=self.clock,
            ladder=lambda _area: rules,
            telephone=Telephone(self.lines, StartRate(2, 5)),
            judge=judge,
            freeze=_nothing,
            notices=Queue(),
            calls=self.calls,
            events=Queue(),
            summaries=Queue(),
        )
        self.dialling = Dialling(work, self.exchange)
        for n in range(self.people):
            self._add(n)

    @property
    def work(self) -> Work:
        return self.dialling.work

    def cases(self) -> list[Case]:
        return [self.case(n) for n in range(self.people)]

    def case(self, n: int) -> Case:
        found = self.ledger.get(Case, f"c{n}")
        assert found is not None
        return found

    def _add(self, n: int) -> None:
        shared = n // 2 if self.shared_number else n
        number, key = PhoneNumber(f"+82100000000{shared}"), NumberKey(f"n{shared}")
        now = self.clock.now()
        case = Case(
            CaseId(f"c{n}"), GOKSEONG, RoundId("r1"), GOKSEONG, State.CALL_DUE, now, now, PersonKey(f"p{n}"),
            numbers=(NumberRef(key, PhoneKind.MOBILE),), notice=NoticeResult.SENT, notice_at=now - timedelta(hours=1),
            decide_by=date(2026, 12, 31),
        )  # fmt: skip
        person = Person(case.id, "홍길동", phones=(Phone(number, PhoneKind.MOBILE),))
        story = StoryEntry(case.id, 0, now, "listed", "row", State.CALL_DUE, now)
        self.ledger.write(Create(case), Create(person), Create(story))


def _nothing(_attempt: AttemptId) -> None:
    return None


Freeze = Callable[[AttemptId], None]
