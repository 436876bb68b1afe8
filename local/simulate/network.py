"""The telephone network and the text provider of the simulation: they keep the act, whatever becomes of the answer."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from anbu.domain.cases.attempt import Attempt, CallEnded
from anbu.domain.cases.call_report import CallReport
from anbu.domain.cases.outcome import Outcome
from anbu.domain.ids import AttemptId, ContactId
from anbu.domain.outreach.sending import OutgoingText, TextFate, TextReport, TextThrottled, TextUnanswered
from anbu.domain.phones import PhoneNumber
from anbu.ports import CallRefused, ContactState, Throttled
from local.simulate.event_log import EventLog
from local.simulate.faults import AnswerLost, Fuse
from local.simulate.queues import Post
from local.simulate.residents import Residents, Taken
from local.simulate.timeline import SECOND, Timeline

_SELF = {Outcome.COMPLETED, Outcome.PARTIAL, Outcome.CALL_LATER, Outcome.WANTS_PERSON, Outcome.REFUSED}
_SPOKEN = _SELF | {Outcome.OTHER_PERSON, Outcome.WRONG_NUMBER}


@dataclass(slots=True)
class Call:
    """One contact, as the network keeps it."""

    attempt: AttemptId
    taken: Taken
    began: datetime
    ended: CallEnded | None = None


class Network:
    """`TelephoneNetwork`: refuses what comes too fast or finds no line, and publishes contact events."""

    def __init__(
        self,
        timeline: Timeline,
        residents: Residents,
        log: EventLog,
        fuse: Fuse,
        *,
        capacity: int,
        per_second: float,
        contacts: str,
    ) -> None:
        self._timeline, self._residents, self._log, self._fuse = timeline, residents, log, fuse
        self._capacity, self._per_second, self._contacts = capacity, per_second, contacts
        self._in_the_air = 0
        self._tokens, self._filled_at = 5.0, 0  # Connect's burst
        self.calls: dict[ContactId, Call] = {}
        self.by_attempt: dict[AttemptId, ContactId] = {}
        self.events: Post | None = None
        self.opened: Post | None = None

    def start_call(self, number: PhoneNumber, attempt: AttemptId) -> ContactId:
        """Rings; the end comes when the resident's behaviour says so."""
        self._fuse.step()
        if self._in_the_air >= self._capacity or not self._token():
            self._log.refused(attempt)
            raise Throttled
        taken = self._residents.take_call()
        if taken.outcome is Outcome.INVALID_NUMBER:
            raise CallRefused(Outcome.INVALID_NUMBER, "DestinationNotAllowed")
        contact = ContactId(f"{self._contacts}{len(self.calls)}")
        self.calls[contact] = Call(attempt, taken, self._timeline.now())
        self.by_attempt[attempt] = contact
        self._in_the_air += 1
        self._log.start(attempt, number, contact)
        if taken.answered:
            self._timeline.after(taken.rings, self._answered, contact)
        self._timeline.after(taken.rings + taken.talks, self._over, contact)
        self._fuse.step()
        self._fuse.answer()
        return contact

    def find_call(self, attempt: AttemptId, since: datetime) -> ContactState | None:
        """By the name that the contact carries."""
        contact = self.by_attempt.get(attempt)
        return None if contact is None or self.calls[contact].began < since else self.describe_call(contact)

    def describe_call(self, contact: ContactId) -> ContactState | None:
        """By its id."""
        self._fuse.answer()
        call = self.calls.get(contact)
        return None if call is None else ContactState(contact, call.attempt, call.ended)

    def judge(self, attempt: Attempt, ended: CallEnded) -> CallReport:
        """What the turns would tell: in place of `outcome_of` over a conversation."""
        taken = self.calls[self.by_attempt[attempt.id]].taken
        return CallReport(
            taken.outcome,
            call_back_at=None if taken.later is None else ended.at + taken.later,
            spoke=taken.outcome in _SPOKEN,
            reached_self=taken.outcome in _SELF,
        )

    def _answered(self, contact: ContactId) -> None:
        if self.opened is not None:
            self.opened.send([{"contact": contact, "attempt_id": self.calls[contact].attempt}])

    def _over(self, contact: ContactId) -> None:
        call = self.calls[contact]
        now = self._timeline.now()
        answered_at = now - timedelta(seconds=call.taken.talks) if call.taken.answered else None
        call.ended = CallEnded(now, answered_at)
        self._in_the_air -= 1
        self._log.end(contact)
        if self.events is not None:
            detail = {"contactId": contact, "initialContactId": contact}
            self.events.send([{**detail, "eventType": kind} for kind in ("DISCONNECTED", "COMPLETED")])

    def _token(self) -> bool:
        at = self._timeline.at
        self._tokens = min(5.0, self._tokens + (at - self._filled_at) / SECOND * self._per_second)
        self._filled_at = at
        if self._tokens < 1:
            return False
        self._tokens -= 1
        return True


class Carrier:
    """`TextSender`: takes texts, delivers most of them, and sends receipts."""

    def __init__(self, timeline: Timeline, residents: Residents, log: EventLog, fuse: Fuse) -> None:
        self._timeline, self._residents, self._log, self._fuse = timeline, residents, log, fuse
        self._texts: dict[AttemptId, TextReport] = {}
        self.receipts: Post | None = None

    def send(self, text: OutgoingText) -> TextReport:
        """Takes one text."""
        self._fuse.step()
        self._log.text(text.attempt_id, text.to)
        accepted = TextReport(TextFate.ACCEPTED, f"t-{text.attempt_id}", text.attempt_id)
        self._texts[text.attempt_id] = accepted
        fate = TextFate.FAILED if self._residents.text_fails() else TextFate.DELIVERED
        self._timeline.after(5, self._delivered, TextReport(fate, accepted.provider_id, text.attempt_id))
        self._fuse.step()
        try:
            self._fuse.answer()
        except AnswerLost:
            raise TextUnanswered from None
        return accepted

    def look_up(self, text: OutgoingText, acted_at: datetime) -> TextReport | None:  # noqa: ARG002 - the port's shape
        """What it has."""
        try:
            self._fuse.answer()
        except AnswerLost:
            raise TextThrottled from None
        return self._texts.get(text.attempt_id)

    def _delivered(self, report: TextReport) -> None:
        assert report.attempt_id is not None  # noqa: S101  made above
        self._texts[report.attempt_id] = report
        if self.receipts is not None:
            self.receipts.send([{"report": report}])
