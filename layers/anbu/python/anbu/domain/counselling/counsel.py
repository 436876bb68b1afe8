"""The rules engine: a transcript in, a counselling record out. Deterministic, with no model and no network."""

import re
from dataclasses import dataclass, field

from anbu.domain.counselling.reached import understandable, who_spoke
from anbu.domain.counselling.record import (
    REQUIRED_TOPICS,
    CounsellingRecord,
    Danger,
    DangerKind,
    Finding,
    Flag,
    Reached,
    Topic,
)
from anbu.domain.counselling.suggest_services import suggest_services
from anbu.domain.counselling.summarise import summarise
from anbu.domain.counselling.weigh_need import need_of
from anbu.domain.counselling.weigh_topics import TopicScales
from anbu.domain.listening.heard import About, Heard
from anbu.domain.listening.listen import listen
from anbu.domain.listening.morphology import Morphology
from anbu.domain.listening.question import understand
from anbu.domain.transcript import Transcript, TranscriptTurn

ENGINE = "rules"
PROTOCOL = "2026-11"
UNSURE = 0.5
"""Under this confidence the record is flagged, and an "all is well" is not believed."""
_NOT_TOPICS = frozenset({"identity", "consent", "contact"})
_PERSON_PLEASE = re.compile(
    r"(?:기계|로봇|인공지능|에이아이|AI)[가-힣]{0,3}\s?(?:[가-힣]+\s?)?(?:말|얘기|이야기|싫|안|못|대화)"
)


@dataclass(slots=True)
class _Hearing:
    """What has been heard so far."""

    scales: TopicScales = field(default_factory=TopicScales)
    dangers: dict[DangerKind, Danger] = field(default_factory=dict)
    requests: dict[str, Finding] = field(default_factory=dict)
    flags: set[Flag] = field(default_factory=set)
    asked: set[Topic] = field(default_factory=set)


def counsel(transcript: Transcript, analyse: Morphology) -> CounsellingRecord:
    """The record of one call (contract 4). Every quote is letter for letter in the turn that it names."""
    reached, helper = who_spoke(transcript)
    hearing = _Hearing()
    if reached in (Reached.VOICEMAIL, Reached.NOBODY):
        if reached is Reached.NOBODY:
            hearing.flags.add(Flag.NO_USABLE_TRANSCRIPT)
    else:
        _hear_all(transcript, helper, hearing, analyse)
    return _record(transcript, reached, hearing)


def _hear_all(transcript: Transcript, helper: dict[str, bool], hearing: _Hearing, analyse: Morphology) -> None:
    question, topic = "", None
    for turn in transcript.turns:
        if turn.speaker == "agent":
            question, topic = f"{question} {turn.text}".strip(), turn.topic or topic
            continue
        if not understandable(turn):
            continue
        asked = Topic(topic) if topic in frozenset(Topic) else None
        about_call = topic in _NOT_TOPICS
        understood = understand("" if about_call else question, asked)
        hearing.asked.update(understood.topics)
        heard = listen(
            turn.text,
            question="" if about_call else question,
            asked=asked,
            analyse=analyse,
            helper=helper.get(turn.id, False),
        )
        _take(turn, heard, hearing)
        question, topic = "", None


def _take(turn: TranscriptTurn, heard: Heard, hearing: _Hearing) -> None:
    unsure = turn.confidence is not None and turn.confidence < UNSURE
    raised = {
        Flag.LOW_CONFIDENCE: unsure,
        Flag.SUSPECTED_INSTRUCTION: heard.instructs,
        Flag.REFUSED_MACHINE: bool(_PERSON_PLEASE.search(turn.text)),
        Flag.THIRD_PARTY_DANGER: any(mention.about is About.THIRD_PARTY for mention in heard.dangers),
    }
    hearing.flags.update(flag for flag, holds in raised.items() if holds)
    _take_dangers(turn, heard, hearing)
    for topic in heard.topics:
        if not (unsure and topic.state == "ok"):
            hearing.scales.add(topic, turn.id)
    for request in heard.requests:
        hearing.requests.setdefault(request.finding, Finding(request.finding, turn.id, request.quote))


def _take_dangers(turn: TranscriptTurn, heard: Heard, hearing: _Hearing) -> None:
    for kind in heard.taken_back:
        hearing.dangers.pop(kind, None)
    for mention in heard.dangers:
        if mention.about is About.RESIDENT_OR_HOUSEHOLD and mention.kind not in heard.taken_back:
            hearing.dangers.setdefault(mention.kind, Danger(mention.kind, turn.id, mention.quote))


def _record(transcript: Transcript, reached: Reached, hearing: _Hearing) -> CounsellingRecord:
    topics = hearing.scales.all_ten()
    danger, requests = tuple(hearing.dangers.values()), tuple(hearing.requests.values())
    signs = bool(hearing.scales.signs) or Flag.THIRD_PARTY_DANGER in hearing.flags
    need = need_of(reached, danger, topics, requests, signs=signs)
    wanted = hearing.asked | set(REQUIRED_TOPICS)
    unanswered = tuple(topic for topic in Topic if topic in wanted and topics[topic].state == "unknown")
    return CounsellingRecord(
        case_id=transcript.case_id,
        engine=ENGINE,
        protocol=PROTOCOL,
        reached=reached,
        need=need,
        danger=danger,
        topics=topics,
        requests=requests,
        unanswered=unanswered,
        summary=summarise(reached, need, danger, topics, requests, unanswered),
        suggested_services=suggest_services(danger, topics, requests),
        flags=tuple(flag for flag in Flag if flag in hearing.flags),
    )
