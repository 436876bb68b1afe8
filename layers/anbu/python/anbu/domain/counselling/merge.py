"""The model on top of the rules: it raises, never lowers, and nothing of it stands without proof in the transcript."""

import re

from anbu.domain.counselling.model_answer import Claim, ModelAnswer
from anbu.domain.counselling.record import CounsellingRecord, Danger, Finding, Flag, Need, TopicFindings
from anbu.domain.counselling.suggest_services import services, suggest_services
from anbu.domain.counselling.summarise import summarise
from anbu.domain.counselling.weigh_need import RANK, need_of
from anbu.domain.transcript import Transcript
from anbu.domain.values import replace

MOST_LINES = 5
LONGEST_LINE = 160
_NUMBER = re.compile(r"\d[\d,.]*")
_PROMISE = re.compile(
    r"받(?:으실|을) 수 있|지원(?:됩니다|받게)|해\s?드리겠|약속|보장|선정됩니다|대상자입니다|해당됩니다"
)


def merge(rules: CounsellingRecord, answer: ModelAnswer, transcript: Transcript, engine: str) -> CounsellingRecord:
    """The rules' record with what the model found besides, as far as its quotes are the resident's own letters."""
    said = {turn.id: turn.text for turn in transcript.resident_turns}
    dropped = False
    danger, known = list(rules.danger), {one.kind for one in rules.danger}
    for kind, claim in answer.dangers:
        if not _proved(claim, said):
            dropped = True
        elif kind not in known:
            danger.append(Danger(kind, claim.turn, claim.quote))
            known.add(kind)
    topics = dict(rules.topics)
    for topic, claim in answer.problems:
        if _proved(claim, said):
            topics[topic] = _raised(topics[topic], claim)
        else:
            dropped = True
    requests = list(rules.requests)
    for claim in answer.requests:
        if not _proved(claim, said):
            dropped = True
        elif claim.quote not in {one.quote for one in requests}:
            requests.append(Finding(claim.text, claim.turn, claim.quote))
    need = _higher(rules.need, need_of(rules.reached, danger, topics, requests, signs=rules.need is Need.WATCH))
    unanswered = tuple(topic for topic in rules.unanswered if topics[topic].state == "unknown")
    own = summarise(rules.reached, need, danger, topics, requests, unanswered).split("\n")
    lines = [line.strip() for line in answer.summary if line.strip()]
    grounded = [line for line in lines if _grounded(line, rules, transcript)]
    dropped = dropped or len(grounded) < len(lines)
    disagreed = bool({one.kind for one in rules.danger} - {kind for kind, _ in answer.dangers})
    return replace(
        rules,
        engine=engine,
        need=need,
        danger=tuple(danger),
        topics=topics,
        requests=tuple(requests),
        unanswered=unanswered,
        summary="\n".join(_lines(own, grounded, bool(danger))),
        suggested_services=suggest_services(danger, topics, requests),
        flags=_flags(rules, dropped=dropped, disagreed=disagreed),
    )


def _proved(claim: Claim, said: dict[str, str]) -> bool:
    return bool(claim.quote.strip()) and claim.quote in said.get(claim.turn, "")


def _raised(known: TopicFindings, claim: Claim) -> TopicFindings:
    found = Finding(claim.text, claim.turn, claim.quote)
    if known.state != "problem":
        return TopicFindings("problem", (found,))
    if any(one.quote == claim.quote for one in known.findings):
        return known
    return TopicFindings("problem", (*known.findings, found))


def _higher(rules: Need, merged: Need) -> Need:
    return max(rules, merged, key=RANK.index)


def _grounded(line: str, rules: CounsellingRecord, transcript: Transcript) -> bool:
    """Numbers stand in the transcript, no service that the rules do not suggest, no promise, and not too long."""
    spoken = " ".join(turn.text for turn in transcript.turns)
    numbers = all(number.rstrip(",.") in spoken for number in _NUMBER.findall(line))
    suggested = {one.code for one in rules.suggested_services}
    foreign = any(
        name in line for service in services() if service.code not in suggested for name in _names(service.name)
    )
    return numbers and not foreign and not _PROMISE.search(line) and len(line) <= LONGEST_LINE


def _names(name: str) -> list[str]:
    return [part.strip() for part in re.split(r"[·,]", name) if part.strip()]


def _lines(own: list[str], grounded: list[str], danger: bool) -> list[str]:
    """Who was reached and the danger always in our words; between them and five lines, the model's."""
    if not grounded:
        return own
    ours = own[: 2 if danger else 1]
    return [*ours, *grounded][:MOST_LINES]


def _flags(rules: CounsellingRecord, *, dropped: bool, disagreed: bool) -> tuple[Flag, ...]:
    raised = set(rules.flags)
    if dropped:
        raised.add(Flag.UNGROUNDED_DROPPED)
    if disagreed:
        raised.add(Flag.MODEL_DISAGREED)
    return tuple(flag for flag in Flag if flag in raised)
