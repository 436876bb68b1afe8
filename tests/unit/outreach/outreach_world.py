"""An outreach in memory for notices and campaigns: real ledger rules and use cases, a carrier that a test controls."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from anbu.adapters.area_tables import area_tree
from anbu.adapters.ledger.memory import MemoryLedger
from anbu.domain.cases.attempt import Attempt, CallEnded
from anbu.domain.cases.call_report import CallReport
from anbu.domain.cases.case import Case, NumberRef, Person
from anbu.domain.cases.outcome import Outcome
from anbu.domain.cases.round import Round
from anbu.domain.cases.state import State
from anbu.domain.ids import AttemptId, CaseId, NumberKey, PersonKey, RoundId
from anbu.domain.outreach.campaigns import Campaign, CampaignRun, round_of
from anbu.domain.outreach.pace import StartRate
from anbu.domain.outreach.sending import OutgoingText, TextFate, TextReport, TextThrottled, TextUnanswered
from anbu.domain.outreach.texts import TextBody, TextType
from anbu.domain.phones import NumberSource, Phone, PhoneKind, PhoneNumber
from anbu.ports import Create, Index
from anbu.usecases.send_notice import Texting, look_up_notice, send_notice
from anbu.usecases.worlds import Campaigning, Telephone, Work
from tests.hand_clock import HandClock
from tests.unit.cases.builders import GOKSEONG, MONDAY_TEN, ladder

ROUND = RoundId("2026-6")


@dataclass(slots=True)
class Carrier:
    """Takes texts, in whatever mood the test wants."""

    mood: str = "fine"
    sent: list[OutgoingText] = field(default_factory=list)
    listed: bool = True

    def send(self, text: OutgoingText) -> TextReport:
        if self.mood == "busy":
            raise TextThrottled
        self.sent.append(text)
        if self.mood == "answer_lost":
            raise TextUnanswered
        fate = TextFate.FAILED if self.mood in {"refuses", "opted_out"} else TextFate.ACCEPTED
        return TextReport(fate, "m1", text.attempt_id, wants_none=self.mood == "opted_out")

    def look_up(self, text: OutgoingText, _acted_at: datetime) -> TextReport | None:
        if self.mood == "busy":
            raise TextThrottled
        known = self.listed and any(sent.attempt_id == text.attempt_id for sent in self.sent)
        return TextReport(TextFate.DELIVERED, "m1", text.attempt_id) if known else None


@dataclass(slots=True)
class Queue:
    """Messages waiting."""

    waiting: list[Mapping[str, Any]] = field(default_factory=list)

    def send(self, messages: Sequence[Mapping[str, Any]]) -> None:
        self.waiting += messages


class OutreachWorld:
    """People of one round, and what is done for them."""

    def __init__(self) -> None:
        self.clock, self.ledger, self.carrier, self.notices = HandClock(), MemoryLedger(), Carrier(), Queue()
        rules = ladder()
        self.work = Work(
            ledger=self.ledger,
            clock=self.clock,
            ladder=lambda _area: rules,
            telephone=Telephone(2, StartRate(2, 5)),
            judge=_no_call,
            freeze=_nothing,
            notices=self.notices,
            calls=Queue(),
            events=Queue(),
            summaries=Queue(),
        )
        self.campaigning = Campaigning(self.work, area_tree())
        body = TextBody(TextType.SMS, None, "안부 전화를 드립니다.")
        self.texting = Texting(self.work, self.carrier, lambda *_: body)
        self.ledger.write(Create(Round(GOKSEONG, ROUND, date(2026, 12, 31), MONDAY_TEN - timedelta(days=30))))

    def add(
        self, n: int, number: str = "", source: NumberSource = NumberSource.REGISTERED, age: int = 70, **changes: Any
    ) -> CaseId:
        """One person on the list, waiting for the notice unless told otherwise."""
        digits = number or f"+82100000{n:04}"
        case = Case(
            CaseId(f"c{n}"), GOKSEONG, ROUND, GOKSEONG, State.NOTICE_DUE, MONDAY_TEN, MONDAY_TEN - timedelta(days=20),
            PersonKey(f"p{n}"), numbers=(NumberRef(NumberKey(digits), PhoneKind.MOBILE),),
        )  # fmt: skip
        values = {name: getattr(case, name) for name in case.__slots__} | changes
        phone = Phone(PhoneNumber(digits), PhoneKind.MOBILE, source)
        person = Person(case.id, "김안부", birth_date=date(2026 - age, 1, 1), phones=(phone,), household_size=1)
        self.ledger.write(Create(Case(**values)), Create(person))
        return case.id

    def case(self, n: int | CaseId) -> Case:
        """A case as it stands."""
        found = self.ledger.get(Case, n if isinstance(n, str) else f"c{n}")
        assert found is not None
        return found

    def opened(self, campaign: str) -> list[Case]:
        """The cases that all runs of a campaign have opened."""
        made = self.ledger.get(Campaign, campaign)
        runs = self.ledger.query(CampaignRun, Index.OWN, campaign).items
        assert made is not None
        rounds = [f"{made.area}#{round_of(made, run.period)}" for run in runs]
        return [case for name in rounds for case in self.ledger.query(Case, Index.ROUND, name).items]

    def deliver(self) -> None:
        """Works off the notices' queue."""
        while self.notices.waiting:
            message = self.notices.waiting.pop(0)
            does = send_notice if message["do"] == "act" else look_up_notice
            does(AttemptId(message["attempt_id"]), self.texting)

    def later(self, **passes: float) -> None:
        """Time passes."""
        self.clock.at += timedelta(**passes)


def _no_call(_attempt: Attempt, _ended: CallEnded) -> CallReport:
    return CallReport(Outcome.NO_ANSWER)


def _nothing(_attempt: AttemptId) -> None:
    return None
