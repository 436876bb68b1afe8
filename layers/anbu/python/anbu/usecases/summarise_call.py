"""The record of a call from its frozen transcript: made, stored, the case moved on. Again is once."""

from collections.abc import Callable
from dataclasses import dataclass

from anbu.domain.cases.attempt import Attempt
from anbu.domain.cases.case import Case
from anbu.domain.counselling.record import CounsellingRecord
from anbu.domain.counselling.unusable import record_without_transcript
from anbu.domain.ids import AttemptId, case_of
from anbu.domain.transcript import Transcript
from anbu.ports import TranscriptStore, Unreadable
from anbu.usecases.store_record import store_record
from anbu.usecases.worlds import Work


@dataclass(frozen=True, slots=True)
class Summarising:
    """What summarising needs."""

    work: Work
    transcripts: TranscriptStore
    attempt_of: Callable[[str], tuple[AttemptId, int]]
    """Key of a transcript → whose it is, and which version."""
    key_of: Callable[[AttemptId, int], str]
    counsel: Callable[[Transcript, Case], CounsellingRecord]
    """The record of a transcript: by the rules, and raised by the model where one is configured."""


def summarise_transcript(key: str, summarising: Summarising) -> bool:
    """Makes and stores the record of the transcript under this key. Returns whether it was new.

    A transcript that nobody can make sense of becomes a record that says so: work for a person, never for nobody.
    """
    attempt, version = summarising.attempt_of(key)
    case = summarising.work.ledger.get(Case, case_of(attempt))
    if case is None:
        return False
    try:
        record = summarising.counsel(summarising.transcripts.read(key), case)
    except Unreadable:
        record = record_without_transcript(case.id)
    return store_record(attempt, version, key, record, summarising.work)


def summarise_again(attempt_id: AttemptId, summarising: Summarising) -> bool:
    """The latest transcript of an attempt, whose event or run was lost."""
    attempt = summarising.work.ledger.get(Attempt, case_of(attempt_id), attempt_id)
    if attempt is None or attempt.transcript_version == 0:
        return False
    return summarise_transcript(summarising.key_of(attempt_id, attempt.transcript_version), summarising)
