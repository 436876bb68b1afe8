"""One simulated round: people enrolled, the production use cases wired to simulated time, run until people have all."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

from anbu.adapters.holidays import korean_calendar
from anbu.adapters.ladders import ladders
from anbu.domain.cases.attempt import CallEnded
from anbu.domain.cases.case import Case, Person
from anbu.domain.cases.next_step import next_step
from anbu.domain.cases.state import State
from anbu.domain.counselling.record import CounsellingRecord, Need, Reached
from anbu.domain.ids import AreaCode, AttemptId, PersonKey, RoundId, case_id
from anbu.domain.outreach.pace import StartRate
from anbu.domain.outreach.texts import TextBody, TextType
from anbu.domain.phones import Phone, PhoneNumber
from anbu.domain.times import KST
from anbu.domain.transcript import CallEnd, Transcript
from anbu.usecases.freeze_transcript import Freezing, freeze_transcript
from anbu.usecases.link_contact import link_contact
from anbu.usecases.look_up_call import look_up_call
from anbu.usecases.place_call import place_call
from anbu.usecases.plan_calls import plan_calls
from anbu.usecases.send_notice import Texting, look_up_notice, send_notice
from anbu.usecases.store_record import store_record
from anbu.usecases.take_call_event import take_call_event
from anbu.usecases.take_dead_letter import ReceivedLetter, take_dead_letter
from anbu.usecases.take_receipt import take_receipt
from anbu.usecases.tick import tick
from anbu.usecases.worlds import Dialling, Telephone, Work
from local.simulate.event_log import EventLog
from local.simulate.faults import NO_FAULTS, AnswerLost, Crash, Faults, Fuse
from local.simulate.network import Carrier, Network
from local.simulate.queues import Post
from local.simulate.residents import Residents
from local.simulate.store import LoggedLedger
from local.simulate.timeline import Timeline

AREA, ROUND = AreaCode("4611000000"), RoundId("simulated")
START = datetime(2026, 11, 23, 9, tzinfo=KST)
"""A Monday. Everyone is on the ledger when the first window opens."""
MINUTE = 60.0


@dataclass(frozen=True, slots=True)
class Setting:
    """What is simulated."""

    people: int
    lines: int
    rps: float
    seed: int = 1
    days: int = 366
    faults: Faults = NO_FAULTS
    first_person: int = 0
    """Where this share's people begin in the list of the whole."""


class Round:
    """Wires the production use cases to simulated time and runs them."""

    def __init__(self, setting: Setting, log_to: Path) -> None:
        self._setting = setting
        self._chance = Random(f"way-{setting.seed}")
        self.timeline = Timeline(START)
        self.log = EventLog(log_to, self.timeline)
        self._fuse = Fuse(setting.faults, Random(f"faults-{setting.seed}"))
        self._residents = Residents(setting.seed)
        self.ledger = LoggedLedger(self.log, self._fuse)
        self.network = Network(
            self.timeline,
            self._residents,
            self.log,
            self._fuse,
            capacity=setting.lines,
            per_second=setting.rps,
            contacts=f"k{setting.first_person}-",
        )
        self._carrier = Carrier(self.timeline, self._residents, self.log, self._fuse)
        self.work = self._wire()
        self._dialling = Dialling(self.work, self.network)
        self._texting = Texting(self.work, self._carrier, _wording)
        self._freezing = Freezing(self.ledger, self.timeline, _Shelf(self._kept), _transcript, self.work.step_lease)

    def run(self) -> None:
        """Enrols everyone and lets time pass until people have every case."""
        with self.log:
            self._enrol()
            self._beat_every_minute()
            end = self._setting.days * 86_400_000_000
            self.timeline.run(lambda: not self.ledger.is_through and self.timeline.at < end)
            self._close_the_books()

    def _wire(self) -> Work:
        events = self._post("contact_events", self._event, (0.15, 0.45))
        self.network.events = events
        self.network.opened = self._post("call_handler", self._opened, (0.05, 0.2))
        self._carrier.receipts = self._post("receipts", self._receipt, (0.5, 3.0))
        self._frozen = self._post("summaries", self._summarise, (0.5, 3.0))
        keep = self._post("freeze", self._freeze, (0.05, 0.15))
        setting = self._setting
        return Work(
            ledger=self.ledger,
            clock=self.timeline,
            ladder=ladders(korean_calendar()),
            telephone=Telephone(setting.lines, StartRate(setting.rps, 5)),
            judge=self.network.judge,
            freeze=lambda attempt: keep.send([{"freeze": attempt}]),
            notices=self._post("notices", self._notice, (0.05, 0.3)),
            calls=self._post("calls", self._call, (0.05, 0.15)),
            events=keep,
            summaries=self._frozen,
        )

    def _post(self, name: str, handle: Any, takes: tuple[float, float]) -> Post:
        return Post(name, self.timeline, self._fuse, self._chance, handle, self._bury, takes=takes)

    def _enrol(self) -> None:
        now = self.timeline.now()
        ladder = self.work.ladder(AREA)
        first = self._setting.first_person
        for n, (numbers, priority) in enumerate(self._residents.people(self._setting.people, first), first):
            person = PersonKey(f"p{n}")
            blank = Case(
                case_id(AREA, ROUND, person), AREA, ROUND, AREA, State.NOTICE_DUE, now, now, person, numbers,
                priority=priority,
            )  # fmt: skip
            step = next_step(blank, ladder, now)
            self.log.enrolled(blank.id)
            phones = tuple(Phone(PhoneNumber(ref.key), ref.kind) for ref in numbers)
            self.ledger.enrol(
                replace(blank, state=step.kind.state, due_at=step.due), Person(blank.id, "", phones=phones)
            )

    def _beat_every_minute(self) -> None:
        self.timeline.after(MINUTE, self._beat_every_minute)
        for _ in range(self._fuse.copies()):
            self.timeline.after(self._fuse.lateness(), self._beat)

    def _beat(self) -> None:
        now = self.timeline.now()
        with _cut_off(self._fuse):
            tick(self.work, now)
        self._look_again(now + timedelta(seconds=58))

    def _look_again(self, until: datetime) -> None:
        """As `tick` goes on filling lines: after a look that failed too, but not after the end of its process."""
        again_at: datetime | None = None
        with _cut_off(self._fuse):
            try:
                again_at = plan_calls(self.work).again_at
            except AnswerLost:
                again_at = self.timeline.now() + self.work.telephone.rate.interval
        if again_at is not None and again_at < until:
            self.timeline.at_moment(again_at, self._look_again, until)

    def _notice(self, message: Mapping[str, Any]) -> None:
        does = send_notice if message["do"] == "act" else look_up_notice
        does(message["attempt_id"], self._texting)

    def _call(self, message: Mapping[str, Any]) -> None:
        if message["do"] == "look_up":
            look_up_call(message["attempt_id"], self._dialling)
            return
        again_at = place_call(message["attempt_id"], self._dialling)
        if again_at is not None:
            self.timeline.at_moment(again_at, self._call_again, message)

    def _call_again(self, message: Mapping[str, Any]) -> None:
        with _cut_off(self._fuse):
            self._call(message)

    def _event(self, message: Mapping[str, Any]) -> None:
        take_call_event(message, self._ended_of, self.work)

    def _ended_of(self, detail: Mapping[str, Any]) -> CallEnded | None:
        return self.network.calls[detail["contactId"]].ended

    def _opened(self, message: Mapping[str, Any]) -> None:
        link_contact(message["contact"], message["attempt_id"], self.work)

    def _receipt(self, message: Mapping[str, Any]) -> None:
        take_receipt(message["report"], self.work)

    def _freeze(self, message: Mapping[str, Any]) -> None:
        freeze_transcript(message["freeze"], self._freezing)

    def _kept(self, attempt: AttemptId) -> None:
        self._frozen.send([{"attempt_id": attempt}])

    def _summarise(self, message: Mapping[str, Any]) -> None:
        record = _RECORDS[self._residents.need()]
        store_record(message["attempt_id"], 1, "", record, self.work)

    def _bury(self, letter: ReceivedLetter) -> None:
        take_dead_letter(letter, self.work)

    def _close_the_books(self) -> None:
        for case in self.ledger.cases():
            self.log.final(case.id, case.state, case.due_at)


class _Shelf:
    """`TranscriptStore` that keeps nothing: what was said is not simulated."""

    def __init__(self, kept: Any) -> None:
        self._kept = kept

    def put(self, attempt: AttemptId, version: int, transcript: Transcript) -> str:  # noqa: ARG002 - the port's shape
        """Tells whoever waits for new transcripts."""
        self._kept(attempt)
        return ""

    def read(self, key: str) -> Transcript:
        """Nobody reads here."""
        raise NotImplementedError(key)


class _cut_off:  # noqa: N801 - reads as what it is in a `with`
    """A run by timer: if it dies, nobody sends it again; the next one comes in its time."""

    def __init__(self, fuse: Fuse) -> None:
        self._fuse = fuse

    def __enter__(self) -> None:
        self._fuse.light()

    def __exit__(self, kind: type[BaseException] | None, *rest: object) -> bool:
        self._fuse.put_out()
        return kind is not None and issubclass(kind, Crash | AnswerLost | ExceptionGroup)


def _wording(*_: object) -> TextBody:
    return _NOTICE


def _transcript(*_: object) -> Transcript:
    return _NOTHING


_NOTHING = Transcript("", "", 1, "", START, START, CallEnd.FLOW_ENDED, ())
_NOTICE = TextBody(TextType.LMS, "", "")
_RECORDS = {need: CounsellingRecord("", "simulated", "", Reached.SELF, need, (), {}, (), (), "") for need in Need}
