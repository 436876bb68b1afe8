"""Reads what was said on a call; the log says who read it before a word is shown."""

from anbu.domain.cases.case_record import CaseRecord
from anbu.domain.casework.access import Caller
from anbu.domain.casework.audit import Act
from anbu.domain.casework.roles import Permit
from anbu.domain.ids import AttemptId, CaseId
from anbu.domain.transcript import Transcript
from anbu.ports import Unreadable
from anbu.usecases.casework.desk import Desk
from anbu.usecases.casework.open_case import note_view
from anbu.usecases.casework.refusals import NotNow, NotThere
from anbu.usecases.casework.who_asks import reachable_case


def read_transcript(desk: Desk, caller: Caller, case_id: CaseId, attempt: AttemptId, why: str) -> Transcript:
    """The transcript that the standing record of this call was made from.

    Raises:
        NotThere: no such case or call, or a foreign one.
        NotNow: the words cannot be read: somebody must ask the person again.
    """
    case = reachable_case(desk, caller, case_id, Permit.SEE_PEOPLE)
    stored = desk.ledger.get(CaseRecord, case_id, attempt)
    if stored is None:
        raise NotThere
    note_view(desk, caller, case, Act.VIEW_TRANSCRIPT, why, attempt)
    try:
        return desk.transcripts.read(stored.transcript_key)
    except Unreadable:
        raise NotNow("unreadable", "통화 기록을 읽을 수 없습니다. 당사자에게 직접 다시 확인해 주세요.") from None
