"""From a frozen transcript to the record on the ledger, and the case moved on. Again is once."""

from collections.abc import Callable
from dataclasses import dataclass

from anbu.domain.cases.attempt import Attempt
from anbu.domain.cases.case import Case, Person
from anbu.domain.counselling.masking import PersonalData
from anbu.domain.counselling.unusable import record_without_transcript
from anbu.domain.ids import AttemptId, case_of
from anbu.domain.phones import domestic
from anbu.domain.values import replace
from anbu.ports import TranscriptStore, Unreadable
from anbu.usecases.read_together import read_together, wanted
from anbu.usecases.store_record import store_record
from anbu.usecases.summarise_call import Summarising, summarise_call
from anbu.usecases.worlds import Work


@dataclass(frozen=True, slots=True)
class Recording:
    """What making records needs."""

    work: Work
    transcripts: TranscriptStore
    attempt_of: Callable[[str], tuple[AttemptId, int]]
    """Key of a transcript → whose it is, and which version."""
    key_of: Callable[[AttemptId, int], str]
    summarising: Summarising


def make_record(key: str, recording: Recording) -> bool:
    """Makes and stores the record of the transcript under this key. Returns whether it was new.

    A transcript that nobody can make sense of becomes a record that says so: work for a person, never for nobody.
    """
    attempt, version = recording.attempt_of(key)
    case_id = case_of(attempt)
    case, person = read_together(recording.work.ledger, wanted(Case, case_id), wanted(Person, case_id))
    if case is None:
        return False
    try:
        transcript = recording.transcripts.read(key)
        record = summarise_call(transcript, _known_of(person), recording.summarising)
    except Unreadable:
        record = record_without_transcript(case.id)
    return store_record(attempt, version, key, replace(record, case_id=case.id), recording.work)


def make_record_again(attempt_id: AttemptId, recording: Recording) -> bool:
    """The record of an attempt's latest transcript, whose event or run was lost."""
    attempt = recording.work.ledger.get(Attempt, case_of(attempt_id), attempt_id)
    if attempt is None or attempt.transcript_version == 0:
        return False
    return make_record(recording.key_of(attempt_id, attempt.transcript_version), recording)


def _known_of(person: Person | None) -> PersonalData:
    """What must not leave towards a model: everything that the ledger knows of the person, however it is spelt."""
    if person is None:
        return PersonalData()
    born = person.birth_date
    return PersonalData(
        names=(person.name,) if person.name else (),
        phones=tuple(spelling for phone in person.phones for spelling in (phone.number, domestic(phone.number))),
        addresses=(person.address,) if person.address else (),
        birth_dates=(born.isoformat(), f"{born:%Y%m%d}", f"{born:%y%m%d}") if born else (),
    )
