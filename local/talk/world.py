"""One person on a list, one call to them, a ledger in memory: the smallest world in which the shipped program runs."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time

from anbu.adapters.holidays import korean_calendar
from anbu.adapters.interviews import LISTENER, interview
from anbu.adapters.ladders import ladders, next_open
from anbu.adapters.ledger.memory import MemoryLedger
from anbu.domain.cases.attempt import Attempt, AttemptKind, AttemptStatus
from anbu.domain.cases.case import Case, NumberRef, Person
from anbu.domain.cases.ladder import Ladder
from anbu.domain.cases.outcome import NoticeResult
from anbu.domain.cases.state import State
from anbu.domain.dialogue.caller import NumberOfCase
from anbu.domain.dialogue.speak import Office
from anbu.domain.ids import AreaCode, ContactId, NumberKey, PersonKey, RoundId, attempt_id, case_id
from anbu.domain.phones import NumberSource, Phone, PhoneKind, PhoneNumber
from anbu.domain.times import KST
from anbu.ports import Create
from anbu.usecases.conversing import AskModel, Conversing
from local.talk.clock import SpokenClock

AREA = AreaCode("4672025000")
NUMBER = PhoneNumber("+821000001234")
OFFICE = Office("곡성군청", "복지팀", "061-100-0001")
_SOURCES = {"kait": NumberSource.KAIT, "other": NumberSource.OTHER, "기타": NumberSource.OTHER}
CONTACT = ContactId("00000000-0000-4000-8000-000000000001")
RESIDENT = "김안부"


@dataclass(frozen=True, slots=True)
class World:
    """Everything that one played call needs."""

    conversing: Conversing
    clock: SpokenClock
    ledger: MemoryLedger
    case: Case
    attempt: Attempt
    contact: ContactId
    ladder: Ladder


def working_day(day: datetime) -> datetime:
    """Ten in the morning on this day, or on the next working day."""
    return datetime.combine(korean_calendar().add_working_days(day.date(), 0), time(10), KST)


def world_of(
    *,
    resident: str = RESIDENT,
    indicators: tuple[str, ...] = (),
    number_source: str | None = None,
    now: datetime | None = None,
    scale: str = "",
    ask_model: Callable[[], AskModel | None] = lambda: None,
) -> World:
    """A case that is being called, with one number."""
    at = (now or working_day(datetime.now(KST))).astimezone(KST)
    key, ledger, clock = _key(NUMBER), MemoryLedger(), SpokenClock(at)
    person = PersonKey("talk")
    case_of_talk, n = case_id(AREA, RoundId("talk"), person), 1
    attempt = Attempt(
        attempt_id(case_of_talk, AttemptKind.CALL, n), case_of_talk, AttemptKind.CALL, n, key, at, at,
        AttemptStatus.ACTED, claimed_at=at, contact_id=CONTACT, acted_at=at,
    )  # fmt: skip
    case = Case(
        case_of_talk, AREA, RoundId("talk"), AREA, State.CALLING, at, at, person,
        numbers=(NumberRef(key, PhoneKind.MOBILE),), indicators=indicators, attempt=attempt.id,
        notice=NoticeResult.SENT, notice_at=at,
    )  # fmt: skip
    source = _SOURCES.get((number_source or "").strip().lower(), NumberSource.REGISTERED)
    ledger.write(
        Create(case),
        Create(Person(case.id, resident, phones=(Phone(NUMBER, PhoneKind.MOBILE, source),))),
        Create(attempt),
        Create(NumberOfCase(key, case.id, case.round_id)),
    )
    known = ladders(korean_calendar())
    conversing = Conversing(
        ledger, clock, lambda _area: interview(scale), LISTENER, lambda _area: OFFICE, _key, ask_model(),
        next_open=next_open(known), home_area=AREA,
    )  # fmt: skip
    return World(conversing, clock, ledger, case, attempt, CONTACT, known(AREA))


def _key(number: PhoneNumber) -> NumberKey:
    return NumberKey(f"talk{number}")
