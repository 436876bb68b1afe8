"""Wiring of summarize: the rules engine, with the model on top where the settings name one."""

from dataclasses import replace
from functools import cache

from anbu import bootstrap
from anbu.adapters.morphology import analyse
from anbu.adapters.transcript_store import attempt_of, key_of
from anbu.domain.cases.case import Case
from anbu.domain.counselling.counsel import counsel
from anbu.domain.counselling.record import CounsellingRecord
from anbu.domain.transcript import Transcript
from anbu.usecases.summarise_call import Summarising


def record_of(transcript: Transcript, case: Case) -> CounsellingRecord:
    """The record by the rules; `case_id` is the ledger's, whatever the file says."""
    return replace(counsel(transcript, analyse), case_id=case.id)


@cache
def summarising() -> Summarising:
    """What summarising needs."""
    return Summarising(bootstrap.work(), bootstrap.transcripts(), attempt_of, key_of, record_of)
