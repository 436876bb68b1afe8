"""One call from ringing to its report: the shipped flow played against a persona or a person."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from pydantic import TypeAdapter

from anbu.adapters.morphology import analyse
from anbu.domain.cases.attempt import CallEnded
from anbu.domain.cases.call_report import CallReport
from anbu.domain.cases.case import Case, Try
from anbu.domain.cases.next_step import Step, next_step
from anbu.domain.cases.outcome_of import report_of
from anbu.domain.counselling.counsel import counsel
from anbu.domain.counselling.record import Need
from anbu.domain.dialogue.dialogue import Alert, Turn
from anbu.domain.dialogue.transcribe import transcript_of
from anbu.domain.transcript import Transcript
from anbu.ports import Index
from anbu.usecases.conversing import turns_of
from infra.contact_flow.flows import Arns, outbound
from local.residents.persona import Resident
from local.talk.line import Listener, Show, TalkLine
from local.talk.world import NUMBER, World
from local.telephone.contact import Contact
from local.telephone.flow import read_flow
from local.telephone.flow_player import drive, play_flow

ARNS = Arns(
    "arn:aws:lambda:ap-northeast-2:000000000000:function:call_handler",
    "arn:aws:lex:ap-northeast-2:000000000000:bot-alias/ANBU/LIVE",
    "arn:aws:connect:ap-northeast-2:000000000000:instance/anbu/queue/staff",
    "arn:aws:connect:ap-northeast-2:000000000000:instance/anbu/contact-flow/whisper",
    "arn:aws:connect:ap-northeast-2:000000000000:instance/anbu/contact-flow/goodbye",
)
_UNANSWERED = {
    "no_answer": "TELECOM_UNANSWERED",
    "busy": "TELECOM_BUSY",
    "invalid_number": "TELECOM_NUMBER_INVALID",
}
_transcript_json = TypeAdapter(Transcript)


@dataclass(frozen=True, slots=True)
class Played:
    """What one played call came to."""

    transcript: Transcript
    turns: tuple[Turn, ...]
    report: CallReport
    alerts: tuple[Alert, ...]
    next: Step

    def as_json(self) -> dict[str, Any]:
        """Contract 3, with outcome, alerts, call_back_at and next beside."""
        told: dict[str, Any] = _transcript_json.dump_python(self.transcript, mode="json", exclude_none=True)
        later, due = self.report.call_back_at, self.next.due
        return told | {
            "outcome": str(self.report.outcome),
            "alerts": [{"kind": str(alert.kind), "turn": alert.turn} for alert in self.alerts],
            "call_back_at": later.isoformat() if later else None,
            "next": {"step": str(self.next.kind), "due": due.isoformat() if due else None},
        }


def unanswered(world: World, answers_phone: str) -> Played:
    """Nobody picked up: nothing was said."""
    world.clock.passes(30)
    return _report(world, CallEnded(world.clock.now(), None, _UNANSWERED[answers_phone]))


def play_call(
    world: World, listener: Listener | Resident, show: Show, beside: Callable[[Turn], str] | None = None
) -> Played:
    """Plays the shipped flow to its end."""
    connected = world.clock.now()
    contact = Contact(
        world.contact, "arn:aws:connect:ap-northeast-2:000000000000:instance/anbu", NUMBER, "+827000000000",
        name=world.attempt.id, attributes={"attemptId": world.attempt.id},
    )  # fmt: skip
    line = TalkLine(world, listener, show, beside)
    ending = drive(play_flow(read_flow(outbound(ARNS)), contact, world.clock.now), line)
    reason = "AGENT_DISCONNECT" if ending.reason == "TRANSFERRED" else ending.reason
    return _report(world, CallEnded(world.clock.now(), connected, reason))


def _report(world: World, ended: CallEnded) -> Played:
    turns = turns_of(world.ledger, world.attempt.id)
    report = report_of(turns, ended)
    transcript = transcript_of(turns, world.attempt, world.case, ended)
    alerts = world.ledger.query(Alert, Index.OWN, world.case.id).items
    ordered = sorted(alerts, key=lambda alert: (alert.raised_at, alert.turn))
    step = next_step(_after(world.case, report, world.attempt.acted_at or ended.at, transcript), world.ladder, ended.at)
    return Played(transcript, turns, report, tuple(ordered), step)


def _after(case: Case, report: CallReport, at: datetime, transcript: Transcript) -> Case:
    """The case as it stands once the call is in the ledger and its record is made."""
    tried = Try(1, case.numbers[0].key, at, report.outcome)
    return replace(
        case,
        tries=(tried,),
        call_back_at=report.call_back_at,
        reached_self=report.reached_self,
        danger=report.danger,
        spared=report.spare_the_family,
        need=Need.URGENT if report.danger else counsel(transcript, analyse).need,
    )
