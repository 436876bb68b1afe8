"""A case: one person of one round. It holds no personal data; those stand in `Person`, which can be erased."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from anbu.domain.cases.outcome import NoticeResult, Outcome
from anbu.domain.cases.state import State
from anbu.domain.counselling.record import Need
from anbu.domain.ids import AreaCode, AttemptId, CaseId, NumberKey, PersonKey, RoundId
from anbu.domain.phones import Phone, PhoneKind
from anbu.domain.values import replace


class Priority(StrEnum):
    """Classes served in weighted shares: who stands in which is data (`data/indicators.toml`)."""

    FIRST = "first"
    SECOND = "second"
    THIRD = "third"


@dataclass(frozen=True, slots=True)
class NumberRef:
    """One of a person's numbers, as the ladder and the locks see it: never the digits."""

    key: NumberKey
    kind: PhoneKind


@dataclass(frozen=True, slots=True)
class Try:
    """What one call came to, as the ladder reads it. `at` is when it began."""

    n: int
    number: NumberKey
    at: datetime
    outcome: Outcome
    by_resident: bool = False
    """They rang us: it tells what is next, but uses up nothing of the budget."""


@dataclass(frozen=True, slots=True)
class Case:
    """One person of one round, and where they stand on the way."""

    id: CaseId
    area: AreaCode
    round_id: RoundId
    round_area: AreaCode
    """The area whose list this is: a 시군구 as a rule, while `area` is the person's 읍면동."""
    state: State
    due_at: datetime | None
    """By when the owner moves it on; None only when closed."""
    created_at: datetime
    person_key: PersonKey
    numbers: tuple[NumberRef, ...] = ()
    indicators: tuple[str, ...] = ()
    priority: Priority = Priority.THIRD
    shard: int = 0
    origin: str = "list"
    """Which door it came through: list, monitoring, report, postal, entry."""
    household: str | None = None
    notice: NoticeResult | None = None
    notice_at: datetime | None = None
    tries: tuple[Try, ...] = ()
    call_back_at: datetime | None = None
    """When the resident asked to be called again, if they did on the last call."""
    attempt: AttemptId | None = None
    """The act that is under way: an intent with a lease, a call in the air, or one being looked up."""
    redone: int = 0
    """How often this same step had to be started again."""
    reached_self: bool = False
    counselled: bool = False
    danger: bool = False
    spared: bool = False
    """The person has died, moved away or lives in care, as somebody said or an official found: only people go on."""
    no_machine: bool = False
    """Does not want to be rung or texted ahead by a machine: staff ring."""
    need: Need = Need.UNKNOWN
    staff_tries: int = 0
    visits: int = 0
    assignee: str | None = None
    decision: str | None = None
    closed_as: str | None = None
    """One of the certificate's outcomes, once closed."""
    decide_by: date | None = None
    version: int = 0

    @property
    def calls_made(self) -> int:
        """Calls by the machine so far: what the budget counts."""
        return sum(not attempt.by_resident for attempt in self.tries)

    @property
    def last_try(self) -> Try | None:
        """The latest call, or None."""
        return self.tries[-1] if self.tries else None


@dataclass(frozen=True, slots=True)
class Person:
    """Who a case is about. The only item with personal data; erased on schedule or on the person's right."""

    case_id: CaseId
    name: str
    birth_date: date | None = None
    sex: str | None = None
    address: str | None = None
    phones: tuple[Phone, ...] = ()
    household_size: int | None = None
    unknown_indicators: tuple[str, ...] = ()
    """위기정보 that no code stands for, as written: never dropped."""
    remarks: str | None = None
    officer: str | None = None
    version: int = 0


def phone_behind(number: NumberKey, case: Case, person: Person | None) -> Phone | None:
    """The telephone that a number's key stands for; None once it is erased, or no longer on the person's list."""
    phones = person.phones if person is not None else ()
    return next((phone for ref, phone in zip(case.numbers, phones, strict=False) if ref.key == number), None)


@dataclass(frozen=True, slots=True)
class StoryEntry:
    """One step in a case's story: what moved it, by which rule, and what is due next. Written with the move itself."""

    case_id: CaseId
    seq: int
    at: datetime
    rule: str
    """Code of the rule that took the step; its Korean sentence is data (`data/story.toml`)."""
    event: str
    """What happened, as a code with ids: `call-2:no_answer`."""
    state: State
    due_at: datetime | None
    by: str = "machine"
    version: int = 0


def move(
    case: Case, now: datetime, *, to: State, due: datetime | None, rule: str, event: str, by: str = "machine"
) -> tuple[Case, StoryEntry]:
    """The case one step on, and the line of its story. A step that starts anew resets the count of repetitions.

    Raises:
        ValueError: an open state without a due time: that is how people get lost.
    """
    if due is None and to is not State.CLOSED:
        raise ValueError(f"case {case.id}: {to} needs a due time")
    moved = replace(case, state=to, due_at=due, redone=case.redone if to is case.state else 0)
    return moved, StoryEntry(case.id, case.version + 1, now, rule, event, to, due, by)
