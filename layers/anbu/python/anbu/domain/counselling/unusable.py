"""The record of a call whose transcript nobody can read: it says so, and a person listens."""

from anbu.domain.counselling.record import CounsellingRecord, Flag, Need, Reached, Topic, TopicFindings
from anbu.domain.ids import CaseId

_SUMMARY = "통화 기록을 읽을 수 없습니다. 녹음을 들어 보시거나 직접 연락해 주세요."


def record_without_transcript(case_id: CaseId) -> CounsellingRecord:
    """Nothing is known: not who spoke, not what they need (contract 4)."""
    return CounsellingRecord(
        case_id=case_id,
        engine="rules",
        protocol="",
        reached=Reached.UNCLEAR,
        need=Need.UNKNOWN,
        danger=(),
        topics={topic: TopicFindings("unknown") for topic in Topic},
        requests=(),
        unanswered=tuple(Topic),
        summary=_SUMMARY,
        flags=(Flag.NO_USABLE_TRANSCRIPT,),
    )
