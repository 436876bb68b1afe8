"""Wiring of what a call came to: its turns are read from the ledger, judged, and frozen to S3."""

from anbu import bootstrap
from anbu.domain.cases.attempt import Attempt, CallEnded
from anbu.domain.cases.call_report import CallReport
from anbu.domain.cases.case import Case
from anbu.domain.cases.outcome_of import report_of
from anbu.domain.dialogue.dialogue import Turn
from anbu.domain.dialogue.transcribe import transcript_of
from anbu.domain.ids import AttemptId
from anbu.domain.transcript import Transcript
from anbu.ports import Index, Ledger
from anbu.usecases.freeze_transcript import Freezing, freeze_transcript

_MOST_TURNS = 200
"""A conversation ends by twelve minutes; its turns come in one page."""


def turns_of(ledger: Ledger, attempt: AttemptId) -> tuple[Turn, ...]:
    """The turns of an attempt, in order."""
    return ledger.query(Turn, Index.OWN, attempt, limit=_MOST_TURNS).items


def judge(attempt: Attempt, ended: CallEnded) -> CallReport:
    """What a call came to: `outcome_of`'s word on its turns and its end."""
    return report_of(turns_of(bootstrap.ledger(), attempt.id), ended)


def freeze(attempt: AttemptId) -> None:
    """Freezes the words of an attempt to S3."""
    work = bootstrap.work()
    freeze_transcript(attempt, Freezing(work.ledger, work.clock, bootstrap.transcripts(), transcribe, work.step_lease))


def transcribe(attempt: Attempt, case: Case) -> Transcript:
    """The transcript of an attempt whose call has ended."""
    ended = CallEnded(attempt.ended_at or bootstrap.clock().now(), attempt.acted_at, attempt.end_reason)
    return transcript_of(turns_of(bootstrap.ledger(), attempt.id), attempt, case, ended)
