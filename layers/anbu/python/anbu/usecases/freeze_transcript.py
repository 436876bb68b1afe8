"""Freezes what was said on a call to `transcripts/{attempt}/v{n}.json`, from where it is summarised."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from anbu.domain.cases.attempt import Attempt
from anbu.domain.cases.case import Case
from anbu.domain.cases.state import State
from anbu.domain.ids import AttemptId, case_of
from anbu.domain.transcript import Transcript
from anbu.ports import Clock, Conflict, Ledger, TranscriptStore
from anbu.usecases.read_together import read_together, wanted
from anbu.usecases.take_step import to_state


@dataclass(frozen=True, slots=True)
class Freezing:
    """What freezing needs."""

    ledger: Ledger
    clock: Clock
    store: TranscriptStore
    transcribe: Callable[[Attempt, Case], Transcript]
    """The turns of an attempt as a transcript."""
    lease: Callable[[], timedelta]


def freeze_transcript(attempt_id: AttemptId, freezing: Freezing) -> None:
    """Stores the transcript, then moves the case to `summarising`. Doing it again stores the same and moves nothing."""
    case_id = case_of(attempt_id)
    attempt, case = read_together(freezing.ledger, wanted(Attempt, case_id, attempt_id), wanted(Case, case_id))
    if attempt is None or case is None or attempt.transcript_version == 0:
        return
    freezing.store.put(attempt_id, attempt.transcript_version, freezing.transcribe(attempt, case))
    if case.state is not State.FREEZING or case.attempt != attempt_id:
        return
    now = freezing.clock.now()
    try:
        freezing.ledger.write(
            *to_state(
                case,
                now,
                to=State.SUMMARISING,
                due=now + freezing.lease(),
                rule="words_kept",
                event=f"{attempt_id}:frozen:v{attempt.transcript_version}",
            )
        )
    except Conflict:
        return
