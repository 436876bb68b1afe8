"""Transcripts for tests, written as they are spoken."""

from datetime import datetime

from anbu.adapters.morphology import analyse
from anbu.domain.counselling.counsel import counsel
from anbu.domain.counselling.record import CounsellingRecord
from anbu.domain.times import KST
from anbu.domain.transcript import CallEnd, Transcript, TranscriptTurn

WHEN = datetime(2026, 11, 23, 10, 0, tzinfo=KST)


def call(*lines: str) -> Transcript:
    """Lines by turns: agent, resident, agent …; an empty one is left out."""
    turns = tuple(
        TranscriptTurn(f"t{n}", "agent" if n % 2 else "resident", line) for n, line in enumerate(lines, 1) if line
    )
    return Transcript("case-1", "round-1", 1, "contact-1", WHEN, WHEN, CallEnd.FLOW_ENDED, turns)


def record(*lines: str) -> CounsellingRecord:
    """The rules' record of such a call."""
    return counsel(call(*lines), analyse)


ME = ("김말순 님 본인 맞으세요?", "네 맞아요")
FINE = (
    *ME,
    *("생활비가 부족해서 힘드세요?", "아니요"),
    *("밀린 요금이 있으세요?", "없어요"),
    *("건강은 괜찮으세요?", "네 괜찮아요"),
    *("일을 못 하셔서 어려우세요?", "아니요"),
    *("집 때문에 걱정이 있으세요?", "아니요"),
    *("외로우실 때가 많으세요?", "아니요"),
)
